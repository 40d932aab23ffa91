import { Command, Option } from 'commander';
import { isoSecondOf } from '../../clock.ts';
import type { LoadedConfig } from '../../config/index.ts';
import type { Organization } from '../../config/model.ts';
import type { ExitCode } from '../../operations/documents/failure.ts';
import type { Deps, ProbeReport } from '../../operations/index.ts';
import { act, type Context } from '../context.ts';
import {
  type Check,
  checkApplied,
  checkConfiguration,
  checkOrganization,
  checkStore,
  isKeyRefused,
} from '../doctor.ts';
import { checkFeeds } from '../doctor-feeds.ts';
import { checkHolidays } from '../doctor-holidays.ts';
import { failureOf } from '../failure.ts';
import { type Output, plain } from '../output.ts';
import { checkOfFindings, checkOfProbe, checkOfUnfinished, printFindings } from '../probe-lines.ts';
import { count } from '../words.ts';

export function doctorCommand(): Command {
  const command = new Command('doctor')
    .summary('try key, rights, store and configuration; say what is missing')
    .description(
      'Tries the key, its rights, the store and the configuration, and says what is missing. Writes nothing to Partoo, ' +
        'unless asked by --probe.',
    )
    .addOption(
      new Option(
        '--probe <business>',
        'learn from one business (id or store code) how Partoo treats null, empty days and odd texts: writes its ' +
          'settings in a dozen variants, and puts them back',
      ),
    );
  return act<DoctorOptions>(command, async (context, { probe: business }) => {
    const { out } = context;
    const checks: Check[] = [];
    const tell = (check: Check) => add(out, checks, check);
    const loaded = await load(context, tell);
    const asked = await examine(context, loaded, tell);
    const isSound = exitCodeOf(checks, asked) === 0;
    const probed =
      loaded && business !== undefined && isSound ? await tryOn(context, loaded, business, tell) : null;
    const exitCode = exitCodeOf(checks, asked);
    if (out.json)
      out.document({
        healthy: exitCode === 0,
        checks: checks.map(({ code: _code, ...check }) => check),
        ...(probed ? { probe: { ...probed, at: isoSecondOf(probed.at) } } : {}),
      });
    if (business !== undefined && !isSound) out.note('Not probed: what failed has to be mended first.');
    out.line();
    out.line(closing(out, checks));
    return exitCode;
  });
}

interface DoctorOptions {
  probe?: string;
}

type Tell = (check: Check) => void;

/** Lines appear as they become known: the network may take its time. */
function add(out: Output, checks: Check[], check: Check): void {
  checks.push(check);
  const { result, organization, message, remedy } = check;
  const format = { ok: 'green', warning: 'yellow', failed: 'red' } as const;
  out.line(
    `${out.paint(format[result], result.padEnd(7))}  ${organization ? `${organization}: ` : ''}${plain(message)}`,
  );
  if (remedy) out.line(`         ${out.paint('dim', plain(remedy))}`);
}

async function load({ configPath, clock }: Context, tell: Tell): Promise<LoadedConfig | null> {
  const { loadConfig } = await import('../../config/index.ts');
  try {
    const loaded = await loadConfig(configPath);
    tell(await checkConfiguration(loaded, clock.now()));
    return loaded;
  } catch (error) {
    const { code, message, remedy } = failureOf(error);
    tell({ organization: null, check: 'configuration', result: 'failed', code, message, remedy });
    return null;
  }
}

/** How many organizations were asked for. */
async function examine(context: Context, loaded: LoadedConfig | null, tell: Tell): Promise<number> {
  const { selectOrganizations } = await import('../../reconcile/pass/session.ts');
  const organizations = loaded ? selectOrganizations(loaded.config, context.organization) : [];
  try {
    await context.withDeps(async (deps) => {
      tell(await checkStore(deps.store, context.storeAddress, organizations[0]?.id ?? 'doctor'));
      tell(await checkApplied(deps.store, loaded));
      for (const organization of organizations) {
        for await (const check of checkOrganization(deps, organization)) tell(check);
        const holidays = loaded ? await checkHolidays(deps, loaded, organization.id) : null;
        if (holidays) tell(holidays);
        const feeds = loaded ? await checkFeeds(deps, loaded, organization) : null;
        if (feeds) tell(feeds);
        if (loaded) for await (const check of probesOf(deps, loaded, organization)) tell(check);
      }
    });
  } catch (error) {
    const { code, message, remedy } = failureOf(error);
    tell({ organization: null, check: 'store', result: 'failed', code, message, remedy });
  }
  return organizations.length;
}

async function tryOn(
  context: Context,
  loaded: LoadedConfig,
  business: string,
  tell: Tell,
): Promise<ProbeReport> {
  const report = await context.withDeps(async (deps) => {
    const { probe } = await import('../../operations/index.ts');
    return probe(deps, loaded, business, context.organization);
  });
  tell(checkOfProbe(report));
  printFindings(context.out, report.findings);
  return report;
}

/** What a probe left behind, if it was cut off, and what the last one found. */
async function* probesOf(
  deps: Deps,
  loaded: LoadedConfig,
  organization: Organization,
): AsyncGenerator<Check> {
  const { finishProbe, readFindings } = await import('../../operations/index.ts');
  const finished = await finishProbe(deps, loaded, organization);
  if (finished) yield checkOfUnfinished(organization.id, finished);
  const findings = await readFindings(deps.store, organization.id);
  if (findings) yield checkOfFindings(organization.id, findings);
}

function exitCodeOf(checks: readonly Check[], organizations: number): ExitCode {
  const failed = checks.filter(({ result }) => result === 'failed');
  if (failed.length === 0) return 0;
  if (organizations > 0 && checks.filter(isKeyRefused).length === organizations) return 3;
  return failed.some(({ code }) => code === 'config') ? 2 : 1;
}

function closing(out: Output, checks: readonly Check[]): string {
  const failed = checks.filter(({ result }) => result === 'failed').length;
  const warnings = checks.filter(({ result }) => result === 'warning').length;
  if (failed > 0) return out.paint('red', `${count(failed, 'check')} failed.`);
  const next = 'See what would be done: partoo-closures plan';
  return warnings > 0 ? `Works, with ${count(warnings, 'warning')}. ${next}` : `All is well. ${next}`;
}
