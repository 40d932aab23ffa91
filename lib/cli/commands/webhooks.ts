import { Command, Option } from 'commander';
import type { Organization } from '../../config/model.ts';
import type { EventHolder, Registration } from '../../operations/partoo-webhooks.ts';
import { plain } from '../../operations/plain.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { configInUse } from '../config-in-use.ts';
import { act, type Context } from '../context.ts';
import { failureOf } from '../failure.ts';
import type { Output } from '../output.ts';
import { printTable } from '../table.ts';

export function webhooksCommand(): Command {
  const command = new Command('webhooks')
    .summary('to whom Partoo tells what happens; `webhooks register` adds us')
    .description(
      "Shows Partoo's webhook configurations: it keeps one address for each event and organization. Reads Partoo, changes nothing.",
    );
  act(command, async (context) => {
    const { rows, code } = await ofEach<EventHolder>(context, async (deps, organization) =>
      (await import('../../operations/partoo-webhooks.ts')).listWebhooks(deps, organization),
    );
    if (context.out.json) await context.out.document({ webhooks: rows });
    else print(context.out, rows, ({ url }) => (url === null ? 'free' : ''));
    return code;
  });
  return command.addCommand(registerCommand());
}

function registerCommand(): Command {
  const command = new Command('register')
    .summary('have Partoo tell us when a shop changes')
    .description(
      'Has Partoo send events about shops to an address, as far as they are free; names who holds the others.',
    )
    .argument(
      '<url>',
      'where this is reached from outside, such as https://closures.example.com/webhooks/partoo',
    )
    .addOption(
      new Option('--replace', 'also events that go to somebody else, after it has been said to whom'),
    );
  return act<{ replace?: boolean }>(command, async (context, { replace = false }, [url]) => {
    const { out } = context;
    const { rows, code } = await ofEach<Registration>(context, async (deps, organization) =>
      (await import('../../operations/partoo-webhooks.ts')).registerWebhooks(deps, organization, {
        url: url!,
        replace,
      }),
    );
    if (out.json) await out.document({ webhooks: rows });
    else print(out, rows, remarkOf);
    if (rows.some(({ outcome }) => outcome === 'held'))
      out.line(out.paint('dim', 'What is held goes on to where it went; --replace takes it over.'));
    return code;
  });
}

function remarkOf({ outcome, before }: Registration): string {
  if (outcome === 'held') return 'held by somebody else';
  return before === null ? outcome : `${outcome}, was ${shown(before)}`;
}

/** One organization's refusal keeps no other from being asked. */
async function ofEach<T>(
  { configPath, organization, out, withDeps }: Context,
  ask: (deps: Deps, organization: Organization) => Promise<T[]>,
): Promise<{ rows: T[]; code: 0 | 1 }> {
  const rows: T[] = [];
  const errors: { organization: string; error: unknown }[] = [];
  const asked = await withDeps(async (deps) => {
    const { selectOrganizations } = await import('../../reconcile/pass/session.ts');
    const organizations = selectOrganizations(await configInUse(configPath, deps.store), organization);
    for (const one of organizations) {
      try {
        rows.push(...(await ask(deps, one)));
      } catch (error) {
        errors.push({ organization: one.id, error });
      }
    }
    return organizations.length;
  });
  if (errors.length === asked && errors.length > 0) throw errors[0]!.error;
  for (const { organization: id, error } of errors) out.note(`${id}: ${failureOf(error).message}`);
  return { rows, code: errors.length === 0 ? 0 : 1 };
}

function print<T extends EventHolder>(out: Output, rows: readonly T[], remark: (row: T) => string): void {
  printTable(
    out,
    [
      { header: 'organization' },
      { header: 'event', paint: () => 'cyan' },
      { header: 'goes to', gives: true },
      { header: 'remarks', gives: true },
    ],
    rows.map((row) => [row.organization, row.event, row.url === null ? '' : shown(row.url), remark(row)]),
  );
}

/** Without its query, in which some keep a secret. */
function shown(url: string): string {
  return plain(url.replace(/\?.*$/s, '?…'));
}
