import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import type { Instant } from '../../clock.ts';
import type { Bound } from '../../closures/model.ts';
import type { LoadedConfig } from '../../config/index.ts';
import type { Organization } from '../../config/model.ts';
import { COMMON_ZONE, commonZone } from '../../operations/common-zone.ts';
import type { ExitCode } from '../../operations/documents/failure.ts';
import { type PlanRest, type PlanSink, planDocument } from '../../operations/documents/plan.ts';
import type { Deps, Warning } from '../../operations/index.ts';
import { count } from '../../operations/words.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { pauseWarnings } from '../../reconcile/pass/paused.ts';
import { tellsOfGap } from '../../reconcile/pass/report.ts';
import { act, type Context } from '../context.ts';
import { failureOf } from '../failure.ts';
import { parseBound } from '../moments.ts';
import type { Output } from '../output.ts';
import type { Progress } from '../progress.ts';
import { noteWarnings } from '../results.ts';

interface Options {
  from?: Bound;
  to?: Bound;
  summary?: boolean;
  csv?: boolean;
  out?: string;
  detailedExitcode?: boolean;
  changes?: boolean;
}

const DEFAULT_MILLISECONDS = 30 * 86_400_000;

export function planCommand(): Command {
  const command = new Command('plan')
    .summary('what would be closed when, with texts, requests and lateness')
    .description(
      'Shows what would be closed when, with texts, requests and lateness. Reads shops from Partoo, changes ' +
        'nothing, and needs no `apply` before.',
    )
    .addOption(new Option('--from <moment>', `start, default now; ${COMMON_ZONE}`).argParser(parseBound))
    .addOption(
      new Option('--to <moment>', 'end, not included; default 30 days after the start').argParser(parseBound),
    )
    .addOption(new Option('--summary', 'only what it costs, without the closures'))
    .addOption(
      new Option('--csv', 'the closures for a spreadsheet, a row for each and shop').conflicts([
        'json',
        'summary',
      ]),
    );
  command
    .addOption(
      new Option('--out <file>', 'keep what `apply FILE` would change, to be put into force as it is'),
    )
    .addOption(
      new Option('--detailed-exitcode', 'exit 4 where the file differs from the configuration in force'),
    );
  command.addOption(
    new Option('--changes', 'only what it changes, against what is applied').conflicts(['csv', 'summary']),
  );
  return act<Options>(command, async (context, options) => {
    const { out, clock } = context;
    const [{ loadConfig }, { selectOrganizations }, { instantOf, isoInZone }] = await Promise.all([
      import('../../config/index.ts'),
      import('../../reconcile/pass/session.ts'),
      import('../../closures/civil-time.ts'),
    ]);
    const loaded = await loadConfig(context.configPath);
    const { config } = loaded;
    const organizations = selectOrganizations(config, context.organization);
    const zone = commonZone(organizations);
    const from = options.from === undefined ? clock.now() : instantOf(options.from, zone, 'start');
    const to = options.to === undefined ? from + DEFAULT_MILLISECONDS : instantOf(options.to, zone, 'end');
    const isSummary = options.summary === true;
    const window = { from: isoInZone(from, zone), to: isoInZone(to, zone) };
    await (await import('../../operations/planning.ts')).refuseFaultyFile(loaded, clock.now());
    if (options.changes === true) return tellChanges(context, loaded, { from, to }, window);
    const sink = await sinkFor(out, window, options);
    return context.withDeps(async (deps, progress) => {
      const { awaitedIn, awaitedWarning } = await import('../../reconcile/pass/awaited.ts');
      const awaited = await awaitedIn(deps.store, organizations, clock.now());
      const paused = [...(await pauseWarnings(deps.store, organizations)), ...awaited.map(awaitedWarning)];
      if (options.csv) noteWarnings(out, paused);
      else for (const { message } of paused) out.line(out.paint('yellow', message));
      const exitCode = await gather(
        context,
        { deps, progress, loaded, organizations, from, to, isSummary, paused },
        sink,
      );
      const { out: file, detailedExitcode = false } = options;
      if (exitCode === 2 || (file === undefined && !detailedExitcode)) return exitCode;
      const { differsFromApplied, savePlan } = await import('../../operations/saved-plan.ts');
      if (file !== undefined) {
        await savePlan(deps, loaded, file);
        out.note(`kept in ${file}: put it into force with partoo-closures apply ${file}`);
      }
      return exitCode === 0 && detailedExitcode && (await differsFromApplied(loaded, deps.store))
        ? 4
        : exitCode;
    });
  });
}

async function tellChanges(
  { out, organization, withDeps }: Context,
  { config, file }: LoadedConfig,
  span: { from: Instant; to: Instant },
  window: { from: string; to: string },
): Promise<ExitCode> {
  const [{ planChanges }, { printChanges }] = await Promise.all([
    import('../../operations/plan-changes.ts'),
    import('../plan-changes.ts'),
  ]);
  const changes = await withDeps((deps) =>
    planChanges(deps, config, { ...span, organization, folder: dirname(file) }),
  );
  if (out.json) await out.document({ ...window, changes });
  else printChanges(out, changes, window);
  return 0;
}

async function sinkFor(
  out: Output,
  window: { from: string; to: string },
  { csv = false, summary = false }: Options,
): Promise<PlanSink> {
  if (out.json) return planDocument(out, window.from, window.to);
  if (csv) return (await import('../plan-csv.ts')).planCsv(out);
  return (await import('../plan-table.ts')).planTable(out, window, summary);
}

interface Gathering {
  deps: Deps;
  progress: Progress;
  loaded: LoadedConfig;
  organizations: readonly Organization[];
  from: Instant;
  to: Instant;
  isSummary: boolean;
  /** Already said to people. */
  paused: readonly Warning[];
}

/**
 * Plans one organization after the other, so that one which cannot be read does not keep the others from being planned.
 * @throws the first error, where no organization could be planned
 */
async function gather({ out }: Context, gathering: Gathering, sink: PlanSink): Promise<ExitCode> {
  const { Advisor, languageWarnings, notAppliedWarnings, planAlike, REFUSED, refusals, rulesInWords } =
    await import('../../operations/planning.ts');
  const { deps, progress, loaded, organizations, from, to, isSummary: summary, paused } = gathering;
  const advisor = new Advisor(loaded, from);
  const rest: PlanRest = {
    waves: [],
    staged: [],
    ways: [],
    templates: [],
    requests: { reads: 0, writes: 0 },
    inWords: await rulesInWords(loaded.config),
    warnings: out.json ? [...paused] : [],
    isPaused: paused.length > 0,
    isRefused: false,
  };
  const errors: unknown[] = [];
  let rows = 0;
  const folder = dirname(loaded.file);
  for (const { id } of organizations) {
    try {
      const options = { from, to, organization: id, summary, folder, advisor };
      for await (const part of planAlike(deps, loaded.config, options)) {
        if (!out.isOpen) return 0;
        if (part.kind === 'closures') {
          await sink.closures(part);
          rows += part.businesses.length * part.closures.length;
          progress.update(`${count(rows, 'closure')} so far`);
        } else if (part.kind === 'wave') rest.waves.push(part.wave);
        else if (part.kind === 'staged') rest.staged.push(...part.staged);
        else if (part.kind === 'ways') rest.ways.push(part.ways);
        else if (part.kind === 'swap') rest.templates.push(part.swap);
        else if (part.kind === 'warning') rest.warnings.push(part.warning);
        else {
          rest.requests.reads += part.requests.reads;
          rest.requests.writes += part.requests.writes;
        }
      }
    } catch (error) {
      if (error instanceof UsageError) throw error;
      errors.push(error);
      const { code, message } = failureOf(error);
      rest.warnings.push({ code, message: `Organization "${id}" could not be planned: ${message}` });
    }
  }
  progress.end();
  if (errors.length === organizations.length && rows === 0) throw errors[0];
  const refused = await refusals(loaded, deps.clock.now(), advisor.businesses, deps.store);
  rest.isRefused = refused.some(({ code }) => code === REFUSED);
  rest.warnings.unshift(...refused);
  rest.warnings.push(
    ...advisor.warnings(),
    ...languageWarnings(loaded, advisor.businesses),
    ...(await notAppliedWarnings(loaded, deps.store)),
  );
  await sink.end(rest);
  if (rest.isRefused) return 2;
  return errors.length > 0 || rest.warnings.some(tellsOfGap) ? 1 : 0;
}
