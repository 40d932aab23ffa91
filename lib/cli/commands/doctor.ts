import { Command, Option } from 'commander';
import type { LoadedConfig } from '../../config/index.ts';
import { type Check, failed } from '../../operations/doctor/check.ts';
import { checkConfiguration } from '../../operations/doctor/checks.ts';
import { checkOfProbe } from '../../operations/doctor/probed.ts';
import { doctorDocument, exitOfDoctor } from '../../operations/documents/doctor.ts';
import type { ProbeReport } from '../../operations/index.ts';
import { plain } from '../../operations/plain.ts';
import { count } from '../../operations/words.ts';
import { act, type Context } from '../context.ts';
import type { Output } from '../output.ts';
import { printFindings } from '../probe-lines.ts';

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
        'learn from one shop (id or store code) how Partoo treats null, empty days and odd texts: writes its ' +
          'settings in a dozen variants, and puts them back',
      ),
    );
  return act<DoctorOptions>(command, async (context, { probe: business }) => {
    const { out } = context;
    const checks: Check[] = [];
    const tell = (check: Check) => add(out, checks, check);
    const loaded = await load(context, tell);
    const asked = await examine(context, loaded, tell);
    const isSound = exitOfDoctor(checks, asked) === 0;
    const probed =
      loaded && business !== undefined && isSound ? await tryOn(context, loaded, business, tell) : null;
    const exitCode = exitOfDoctor(checks, asked);
    if (out.json) await out.document(doctorDocument(checks, probed));
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
    tell({ organization: null, check: 'configuration', ...failed(error) });
    return null;
  }
}

/** How many organizations were asked for. */
async function examine(context: Context, loaded: LoadedConfig | null, tell: Tell): Promise<number> {
  const [{ selectOrganizations }, { doctor }] = await Promise.all([
    import('../../reconcile/pass/session.ts'),
    import('../../operations/doctor/doctor.ts'),
  ]);
  const organizations = loaded ? selectOrganizations(loaded.config, context.organization) : [];
  try {
    await context.withDeps(async (deps) => {
      for await (const check of doctor(deps, loaded, organizations, context.storeAddress)) tell(check);
    });
  } catch (error) {
    tell({ organization: null, check: 'store', ...failed(error) });
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

function closing(out: Output, checks: readonly Check[]): string {
  const failed = checks.filter(({ result }) => result === 'failed').length;
  const warnings = checks.filter(({ result }) => result === 'warning').length;
  if (failed > 0) return out.paint('red', `${count(failed, 'check')} failed.`);
  const next = 'See what would be done: partoo-closures plan';
  return warnings > 0 ? `Works, with ${count(warnings, 'warning')}. ${next}` : `All is well. ${next}`;
}
