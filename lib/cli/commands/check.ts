import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { Business } from '../../closures/model.ts';
import type { LoadedConfig } from '../../config/index.ts';
import type { Config } from '../../config/model.ts';
import type { Warning } from '../../operations/index.ts';
import { count } from '../../operations/words.ts';
import { act, type Context } from '../context.ts';
import { noteWarnings, printRulesInWords } from '../results.ts';

export function checkCommand(): Command {
  const command = new Command('check')
    .summary('validate configuration and messages')
    .description('Validates closures.yml and its messages. Asks nobody: neither Partoo nor the network.');
  return act(command, async (context) => {
    const { out, configPath, organization, clock } = context;
    const [{ ConfigError, readConfig }, { checkConfig, faultsOf, rulesInWords }, { selectOrganizations }] =
      await Promise.all([
        import('../../config/index.ts'),
        import('../../operations/index.ts'),
        import('../../reconcile/pass/session.ts'),
      ]);
    const loaded = await readConfig(configPath);
    if ('issues' in loaded) {
      const { businesses } = await remembered(context, loaded.parts().organizations);
      throw new ConfigError(await faultsOf(loaded, clock.now(), businesses));
    }
    const { config } = loaded;
    // Asked for by name, it has to be one of those in the file.
    selectOrganizations(config, organization);
    const { businesses, sheetsOf, advice } = await remembered(context, config.organizations);
    const sheets = await sheetsOf(config);
    const { errors, warnings: faults, places } = await checkConfig(loaded, clock.now(), businesses, sheets);
    if (errors.length > 0) throw new ConfigError(errors);
    const warnings = [...faults, ...places, ...(await advice(loaded))];
    const counts = {
      organizations: config.organizations.length,
      rules: config.rules.length,
      messages: Object.keys(config.messages).length,
    };
    const inWords = await rulesInWords(config);
    if (out.json) await out.document({ valid: true, file: configPath, ...counts, inWords, warnings });
    noteWarnings(out, warnings);
    printRulesInWords(out, inWords);
    out.line(
      `${out.paint('green', 'ok')}  ${configPath}: ${count(counts.organizations, 'organization')}, ${count(counts.rules, 'rule')}, ${count(counts.messages, 'message')}`,
    );
    out.line(out.paint('dim', 'See what it would do: partoo-closures plan'));
    return 0;
  });
}

interface Remembered {
  /** By organization. */
  businesses: ReadonlyMap<string, readonly Business[]>;
  /** The rows of sheets, by rule. */
  sheetsOf(config: Config): Promise<ReadonlyMap<string, string>>;
  /** Asked for only where nothing is wrong: a calendar that cannot be expanded has nothing to say of holidays. */
  advice(loaded: LoadedConfig): Promise<Warning[]>;
}

/** What an earlier `apply` left in the embedded store makes the answer sharper; that it is not there is no error. */
async function remembered(context: Context, organizations: readonly { id: string }[]): Promise<Remembered> {
  const path = /^sqlite:(.+)$/.exec(context.storeAddress)?.[1];
  if (path === undefined || !existsSync(path))
    return { businesses: new Map(), sheetsOf: async () => new Map(), advice: async () => [] };
  const { adviseOffline, storedSheets } = await import('../../operations/index.ts');
  const businesses = await context.withStore(async (store) => {
    const known = organizations.map(async ({ id }) => {
      const directory = await store.readDirectory(id);
      return [id, directory?.businesses ?? []] as const;
    });
    return new Map(await Promise.all(known));
  });
  return {
    businesses,
    sheetsOf: (config) => context.withStore((store) => storedSheets(store, config, businesses.keys())),
    advice: (loaded) =>
      context.withStore((store) => adviseOffline(loaded, store, context.clock.now(), context.organization)),
  };
}
