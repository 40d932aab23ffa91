import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, realClock } from '../../../lib/clock.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import { applyConfig, createDeps } from '../../../lib/operations/index.ts';
import {
  makeBusiness,
  type Sandbox,
  type SandboxOptions,
  type SeededBusiness,
  startSandbox,
} from '../../../lib/sandbox/index.ts';
import type { DynamodbLocal } from '../../../scripts/dynamodb-local.ts';
import type { Invoked } from '../../../scripts/local-runtime.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../../scripts/local-stack.ts';
import { packageAll } from '../../../scripts/package.ts';
import { PARIS } from '../world/passes.ts';
import { closuresYml } from '../world/situation.ts';

export interface Deployment {
  stack: LocalStack;
  /** What its table is called. */
  table: string;
  sandbox: Sandbox;
  /** Lines that the functions wrote. */
  lines: string[];
  /** Lets every clock jump to an instant. */
  jumpTo(iso: string): void;
  /** Partoo's listing, as JSON text. */
  listing(): string;
  /** How many shops are closed: off, with their hours emptied as well, since one may have been off before. */
  closed(): number;
  /** What happens in a minute: a tick, and all that follows from it. Gives what the tick answered. */
  minute(): Promise<Invoked>;
  /** Forgets what was told so far, when all of it has been: for a story that goes on where another ended. */
  forget(): Promise<void>;
  end(): Promise<void>;
}

export interface DeploymentOptions extends Partial<Omit<SandboxOptions, 'clock'>> {
  start: string;
  rules: string;
  databaseEndpoint?: string;
  used?: LocalStackOptions['used'];
  client?: string | undefined;
  /** As `--allow-now`, for rules that close shops as they are applied. */
  allowNow?: number;
}

/** Shops whose midnight is that of Paris, with settings of all kinds. */
export function parisians(count: number): SeededBusiness[] {
  return Array.from({ length: count }, (_, index) => makeBusiness(index + 1, 1, { business: PARIS }));
}

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Makes the artefacts that would be deployed. Tests have them from `made`, once a run. See {@link packageAll}. */
export async function packaged(
  options: readonly string[] = [],
  packed: string | null = null,
): Promise<{ folder: string; remove(): Promise<void> }> {
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache', 'packaged-'));
  await packageAll(folder, options, packed);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The artefacts, deployed on this machine before a sandbox, with a table of its own and a configuration applied as from a laptop. */
export async function deploy(
  folder: string,
  database: Pick<DynamodbLocal, 'endpoint'>,
  options: DeploymentOptions,
): Promise<Deployment> {
  const { start, rules, databaseEndpoint, used, client, allowNow = null, ...sandboxOptions } = options;
  const lines: string[] = [];
  const table = `partoo-closures-${randomUUID()}`;
  const stack = await startLocalStack({
    packaged: folder,
    database,
    table,
    ...(databaseEndpoint ? { databaseEndpoint } : {}),
    ...(used ? { used } : {}),
    client,
    shift: Date.parse(start) - Date.now(),
    line: (name, line) => lines.push(`${name}: ${line}`),
  });
  const clock: Clock = {
    now: () => stack.now(),
    sleep: realClock.sleep,
  };
  const sandbox = await startSandbox({
    businesses: parisians(10),
    requestsPerMinute: 3000,
    ...sandboxOptions,
    clock,
  });
  stack.secrets.set('/partoo-closures/dev/acme', 'sandbox-key');
  const quota = `    requestsPerMinute: ${sandboxOptions.requestsPerMinute ?? 3000}\n`;
  const yaml = closuresYml(sandbox.url, rules, quota, 'ssm:/partoo-closures/dev/acme');
  const loaded = parseConfig(yaml, 'closures.yml');
  const deps = createDeps({ store: stack.store, clock, env: {}, resolveSecret: () => 'sandbox-key' });
  await applyConfig(deps, loaded, { organization: null, allowNow, confirm: async () => true });
  sandbox.requests.splice(0);
  return {
    stack,
    table,
    sandbox,
    lines,
    jumpTo: (iso) => stack.shiftTo(Date.parse(iso)),
    listing: () => JSON.stringify(sandbox.settings()),
    closed: () =>
      sandbox
        .settings()
        .filter(({ is_launched, custom_chat_hours }) => !is_launched && isEmpty(custom_chat_hours)).length,
    async minute() {
      const ticked = await stack.tick();
      await stack.settled();
      return ticked;
    },
    async forget() {
      await stack.settled();
      for (const told of [stack.events, stack.failures, sandbox.requests, lines]) told.length = 0;
    },
    async end() {
      await stack.close();
      await sandbox.close();
    },
  };
}

const isEmpty = (hours: object | null) => hours !== null && Object.values(hours).flat().length === 0;
