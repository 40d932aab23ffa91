import { homedir } from 'node:os';
import { type Command, Option } from 'commander';
import { type Clock, realClock } from '../clock.ts';
import { type Environment, ownVariable, resolveSecretRef } from '../config/environment.ts';
import type { SecretRef } from '../config/model.ts';
import type { ExitCode } from '../operations/documents/failure.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import type { Store } from '../store/store.ts';
import { actorOf } from './actor.ts';
import { namingStore } from './named-store.ts';
import { narrate } from './narrate.ts';
import { createOutput, type Output } from './output.ts';
import { createProgress, type Progress } from './progress.ts';
import { keepHeapSmall } from './small-heap.ts';

interface GlobalOptions {
  config?: string;
  store?: string;
  json?: boolean;
  organization?: string;
}

/** What every command is handed. */
export interface Context {
  /** Path of closures.yml. */
  configPath: string;
  /** `sqlite:PATH` or `dynamodb:TABLE`. */
  storeAddress: string;
  organization: string | null;
  out: Output;
  env: Environment;
  clock: Clock;
  /** What a reference stands for; `fresh`: read anew from where it is kept. */
  resolveSecret(reference: SecretRef, fresh: boolean): Promise<string>;
  /** Opens the store for as long as `work` takes. */
  withStore<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /**
   * Opens the store and all that the use cases need, and shows what they tell as progress.
   * @param empties whether `work` empties the outbox, whoever is notified. Default false.
   */
  withDeps<T>(work: (deps: Deps, progress: Progress) => Promise<T>, empties?: boolean): Promise<T>;
}

/** The options that every command has. */
export function addGlobalOptions(command: Command): void {
  const options = [
    new Option('-c, --config <path>', 'closures.yml (default: $PARTOO_CLOSURES_CONFIG, else closures.yml)'),
    new Option(
      '-s, --store <address>',
      'sqlite:PATH or dynamodb:TABLE (default: $PARTOO_CLOSURES_STORE, else sqlite:.partoo-closures/state.db)',
    ),
    new Option('-o, --organization <id>', 'only this organization'),
    new Option('-j, --json', 'one JSON document on standard output'),
  ];
  for (const option of options) command.addOption(option.helpGroup('Everywhere:'));
}

type Work<Options> = (context: Context, options: Options, args: (string | undefined)[]) => Promise<ExitCode>;

/** Makes `work` the action of a command: what it resolves to becomes the exit code. */
export function act<Options>(command: Command, work: Work<Options>): Command {
  return command.action(async () => {
    const context = contextOf(command.optsWithGlobals<GlobalOptions>());
    process.exitCode = await work(context, command.opts() as Options, command.processedArgs);
  });
}

function contextOf(options: GlobalOptions): Context {
  const env: Environment = process.env;
  const out = createOutput(options.json === true, env);
  const clock = realClock;
  const configPath = withHome(options.config ?? ownVariable('PARTOO_CLOSURES_CONFIG', env));
  const storeAddress = withHome(options.store ?? ownVariable('PARTOO_CLOSURES_STORE', env));

  // AWS's clients only for keys that AWS keeps.
  const resolveSecret = async (reference: SecretRef, fresh: boolean) =>
    /^(ssm|secretsmanager):/.test(reference)
      ? (await import('../config/aws-secrets.ts')).resolveSecret(reference, fresh)
      : resolveSecretRef(reference, env);

  async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const { openStore } = await import('../store/index.ts');
    const store = await openStore(storeAddress);
    keepHeapSmall();
    try {
      return await work(store);
    } catch (error) {
      throw namingStore(error, storeAddress);
    } finally {
      await store.close();
    }
  }

  return {
    configPath,
    storeAddress,
    organization: options.organization ?? null,
    out,
    env,
    clock,
    resolveSecret,
    withStore,
    withDeps: (work, empties = false) =>
      withStore(async (store) => {
        const { notifiesSomebody } = await import('../reconcile/pass/notified.ts');
        // Not the index: planning and checking bring parsers along that a pass has no use for.
        const { createDeps } = await import('../operations/create-deps.ts');
        const actor = actorOf(env);
        const progress = createProgress(out, clock);
        // On AWS's table functions have a bus: what commands do is left for them to tell.
        const isShared = storeAddress.startsWith('dynamodb:');
        const announces = isShared || empties || (await notifiesSomebody(store));
        const outbox = announces ? await import('../events/with-outbox.ts') : null;
        const shared = isShared ? outbox?.withSharedOutbox(store) : null;
        try {
          const tell = narrate(out, progress);
          const deps = { store: shared?.store ?? outbox?.withOutbox(store) ?? store, announces };
          return await work(createDeps({ ...deps, clock, env, resolveSecret, tell, actor }), progress);
        } finally {
          progress.end();
          // Where that fails the next pass tells it, whenever that is.
          await shared?.wake(clock.now()).catch(() => {});
        }
      }),
  };
}

/** The home of the user for a `~` that no shell has read: within a word, behind `=`, in a file of variables. */
function withHome(path: string): string {
  return path.replace(/^(sqlite:)?~(?=\/)/, (_, kind = '') => `${kind}${homedir()}`);
}
