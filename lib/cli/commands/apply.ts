import { Command, InvalidArgumentError, Option } from 'commander';
import type { Config } from '../../config/model.ts';
import { applyDocument, exitOfApply } from '../../operations/documents/apply.ts';
import type { ExitCode } from '../../operations/documents/failure.ts';
import type { ApplyPreview, ApplyReport } from '../../operations/index.ts';
import { plain } from '../../operations/plain.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { moment } from '../../short-times.ts';
import { ask } from '../ask.ts';
import { act, type Context } from '../context.ts';
import type { Output } from '../output.ts';
import type { Progress } from '../progress.ts';
import { noteWarnings } from '../results.ts';
import { printTable } from '../table.ts';

interface ApplyOptions {
  yes?: boolean;
  allowNow?: number;
}

export function applyCommand(): Command {
  const command = new Command('apply')
    .summary('put closures.yml into force')
    .description(
      'Stores the configuration, and reads calendars and shops anew; shows what changes first, and asks.',
    )
    .addOption(new Option('-y, --yes', 'do not ask'))
    .addOption(
      new Option('--allow-now <n>', 'let this close or reopen up to n shops at once').argParser(parseCount),
    )
    .argument('[plan]', 'what `plan --out` kept: nothing else is put into force, and nothing is asked');
  return act<ApplyOptions>(command, async (context, options, [path]) => {
    const { out, configPath, organization, storeAddress } = context;
    const { loadConfig } = await import('../../config/index.ts');
    const loaded = await loadConfig(configPath);
    if (storeAddress.startsWith('dynamodb:')) refuseEnvironmentKeys(loaded.config);
    const report = await context.withDeps(async (deps, progress) => {
      const { applyConfig } = await import('../../operations/index.ts');
      const { readPlan, refuseMoreThan, refuseOtherThan } = await import('../../operations/saved-plan.ts');
      const plan = path === undefined ? null : await readPlan(path);
      if (plan) await refuseOtherThan(plan, loaded, deps.store);
      return applyConfig(deps, loaded, {
        organization,
        // What a plan says was looked at; more than that is refused below.
        allowNow: plan ? Number.POSITIVE_INFINITY : (options.allowNow ?? null),
        async confirm(preview) {
          if (plan) refuseMoreThan(plan, preview);
          return confirm(context, progress, preview, options.yes === true || plan !== null);
        },
      });
    });
    if (out.json) await out.document(applyDocument(report));
    const exitCode = exitOfApply(report);
    if (report.organizations.every(({ error }) => error)) {
      // Nothing could be read, so there was nothing to ask about.
      print(out, report);
      noteWarnings(out, report.warnings);
    }
    out.line(closing(out, report, exitCode));
    return exitCode;
  });
}

function parseCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write how many shops, such as 120.');
}

/** The functions that read the store cannot see the environment of this shell. */
function refuseEnvironmentKeys({ organizations, rules, notify = [] }: Config): void {
  const keys = organizations.filter(({ apiKey }) => apiKey.startsWith('env:')).map(({ id }) => id);
  if (keys.length > 0)
    throw new UsageError(
      'env-key',
      `The functions that use this store cannot read the environment, where the key of ${keys.join(', ')} is.`,
      'Refer to it with ssm:/path or secretsmanager:name in `apiKey`.',
    );
  const feeds = rules.filter(({ calendar }) => 'from' in calendar && calendar.from.startsWith('env:'));
  if (feeds.length > 0)
    throw new UsageError(
      'env-feed',
      `The functions that use this store cannot read the environment, where the feed of ${feeds.map(({ key }) => key).join(', ')} is.`,
      'Refer to it with ssm:/path or secretsmanager:name.',
    );
  const others = Object.entries({ notify, webhooks: organizations.map(({ webhooks }) => webhooks ?? []) });
  const named = others.filter(([, part]) => /"env:/.test(JSON.stringify(part))).map(([name]) => name);
  if (named.length > 0)
    throw new UsageError(
      'env-secret',
      `The functions that use this store cannot read the environment, to which ${named.join(' and ')} refer.`,
      'Refer to each with ssm:/path or secretsmanager:name.',
    );
}

async function confirm(
  { out, env }: Context,
  progress: Progress,
  preview: ApplyPreview,
  isAllowed: boolean,
): Promise<boolean> {
  progress.end();
  print(out, preview);
  noteWarnings(out, preview.warnings);
  if (isAllowed || preview.unchanged) return true;
  return ask(env, { question: 'Put this into force?', about: 'apply this' });
}

function print(out: Output, { rules, organizations, unchanged }: ApplyPreview): void {
  if (unchanged) out.line('The file is the one that was applied before; shops and calendars are read anew.');
  for (const [sign, format, names] of [
    ['+', 'green', rules.added],
    ['-', 'red', rules.removed],
    ['~', 'yellow', rules.changed],
  ] as const)
    for (const name of names) out.line(`  ${out.paint(format, `${sign} ${plain(name)}`)}`);
  printTable(
    out,
    [
      { header: 'organization' },
      { header: 'shops', align: 'right' },
      {
        header: 'no zone',
        align: 'right',
        paint: (cell) => (cell === '0' || cell === '' ? null : 'yellow'),
      },
      { header: 'closes now', align: 'right' },
      { header: 'reopens now', align: 'right' },
      { header: 'next', gives: true },
    ],
    organizations.map(({ id, businesses, zoneUnknown, closingNow, reopeningNow, nextAt, error }) =>
      error
        ? [id, '', '', '', '', `not read: ${error.message}`]
        : [
            id,
            ...[businesses, zoneUnknown, closingNow, reopeningNow].map(String),
            nextAt === null ? 'nothing planned' : moment(nextAt),
          ],
    ),
  );
}

function closing(out: Output, { applied }: ApplyReport, exitCode: ExitCode): string {
  if (!applied)
    return exitCode === 2
      ? 'Nothing was changed.'
      : 'Nothing was changed: no organization could be read. `doctor` says why.';
  const failed = exitCode === 0 ? '' : ' What could not be read is left as it was.';
  return `${out.paint('green', 'Applied.')}${failed} ${out.paint('dim', 'Bring it about: partoo-closures watch (or `run`, once)')}`;
}
