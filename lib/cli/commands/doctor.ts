import { Command } from 'commander';
import type { LoadedConfig } from '../../config/index.ts';
import { act, type Context } from '../context.ts';
import {
  type Check,
  checkApplied,
  checkConfiguration,
  checkOrganization,
  checkStore,
  isKeyRefused,
} from '../doctor.ts';
import { type ExitCode, failureOf } from '../failure.ts';
import { type Output, plain } from '../output.ts';
import { count } from '../words.ts';

export function doctorCommand(): Command {
  const command = new Command('doctor')
    .summary('try key, rights, store and configuration; say what is missing')
    .description(
      'Tries the key, its rights, the store and the configuration, and says what is missing. Writes nothing to Partoo.',
    );
  return act(command, async (context) => {
    const { out } = context;
    const checks: Check[] = [];
    const loaded = await load(context, (check) => add(out, checks, check));
    const asked = await examine(context, loaded, (check) => add(out, checks, check));
    const exitCode = exitCodeOf(checks, asked);
    if (out.json)
      out.document({ healthy: exitCode === 0, checks: checks.map(({ code: _code, ...check }) => check) });
    out.line();
    out.line(closing(out, checks));
    return exitCode;
  });
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
  const { selectOrganizations } = await import('../../reconcile/session.ts');
  const organizations = loaded ? selectOrganizations(loaded.config, context.organization) : [];
  try {
    await context.withDeps(async (deps) => {
      tell(await checkStore(deps.store, context.storeAddress, organizations[0]?.id ?? 'doctor'));
      tell(await checkApplied(deps.store, loaded));
      for (const organization of organizations)
        for await (const check of checkOrganization(deps, organization)) tell(check);
    });
  } catch (error) {
    const { code, message, remedy } = failureOf(error);
    tell({ organization: null, check: 'store', result: 'failed', code, message, remedy });
  }
  return organizations.length;
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
