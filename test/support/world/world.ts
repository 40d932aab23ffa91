import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../../lib/closures/model.ts';
import type { LoadedConfig } from '../../../lib/config/index.ts';
import { loadPasses } from '../../../lib/operations/create-deps.ts';
import { applyConfig, createDeps, type Deps, requestClosure } from '../../../lib/operations/index.ts';
import { type RunReport, run } from '../../../lib/operations/run.ts';
import type { Happening } from '../../../lib/reconcile/pass/deps.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../lib/sandbox/index.ts';
import { VirtualClock } from '../../../lib/simulation/virtual-clock.ts';
import { openStore } from '../../../lib/store/index.ts';
import type { Store } from '../../../lib/store/store.ts';
import { asked, BY_HAND } from './asked.ts';
import { configOf } from './situation.ts';

export interface WorldOptions extends Partial<Omit<SandboxOptions, 'clock'>> {
  /** ISO instant at which time begins. Default 2026-12-20T12:00:00+01:00. */
  start?: string;
  /** The part of closures.yml from `messages:` or `rules:` on. */
  rules?: string;
  /** Lines of the organization, indented by four. */
  organization?: string;
}

/** A sandbox, a store in a temporary folder, and the product between them, all on one virtual clock. */
export interface World {
  clock: VirtualClock;
  sandbox: Sandbox;
  store: Store;
  deps: Deps;
  happenings: Happening[];
  /** Lets time pass to an instant. */
  until(iso: string): Promise<void>;
  /** A closures.yml whose Partoo is the sandbox: see {@link configOf}. */
  configOf(rules: string, organization?: string): LoadedConfig;
  apply(rules: string, allowNow?: number): Promise<void>;
  run(at?: string): Promise<RunReport>;
  close(request: Partial<Parameters<typeof requestClosure>[1]>): Promise<string>;
  /** Partoo's listing, as JSON text. */
  listing(): string;
  settingsOf(code: string): Settings;
  idOf(code: string): string;
  /** As after a restart of the process: a new handle on the same file. */
  restart(): Promise<void>;
  /** The file of the store is gone, and another one begun. */
  loseStore(): Promise<void>;
  end(): Promise<void>;
}

export async function makeWorld(options: WorldOptions = {}): Promise<World> {
  const { start = '2026-12-20T12:00:00+01:00', rules, organization = '', ...sandboxOptions } = options;
  await loadPasses();
  const clock = new VirtualClock(Date.parse(start));
  const sandbox = await startSandbox({ businesses: 10, ...sandboxOptions, clock: clock.forServer });
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-'));
  const path = `sqlite:${join(folder, 'state.db')}`;
  const happenings: Happening[] = [];
  const open = async () => {
    const store = await openStore(path);
    const deps = createDeps({
      store,
      clock,
      env: { PARTOO_API_KEY: 'sandbox-key' },
      fetch: clock.fetch,
      random: () => 0.5,
      tell: (happening) => happenings.push(happening),
    });
    return { store, deps };
  };
  const opened = await open();
  const world: World = {
    clock,
    sandbox,
    ...opened,
    happenings,
    until: (iso) => clock.sleepUntil(Date.parse(iso)),
    configOf: (text, lines = organization) => configOf(text, { organization: lines, url: sandbox.url }),
    async apply(text, allowNow = 0) {
      const report = await applyConfig(world.deps, world.configOf(text), {
        organization: null,
        allowNow,
        confirm: async () => true,
      });
      const failed = report.organizations.find((one) => one.error);
      if (failed) throw new Error(`apply failed: ${failed.error?.message}`);
    },
    run: (at) =>
      run(world.deps, {
        ...BY_HAND,
        at: at === undefined ? null : Date.parse(at),
        waitMilliseconds: 30_000,
      }),
    async close(request) {
      const answer = await requestClosure(world.deps, asked(request));
      return answer.id;
    },
    listing: () => JSON.stringify(sandbox.settings()),
    settingsOf: (code) => sandbox.settingsRow(code),
    idOf: (code) => sandbox.settingsRow(code).business_id,
    async restart() {
      await world.store.close();
      Object.assign(world, await open());
    },
    async loseStore() {
      await world.store.close();
      await rm(join(folder, 'state.db'));
      Object.assign(world, await open());
    },
    async end() {
      await world.store.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  if (rules !== undefined) await world.apply(rules);
  sandbox.requests.splice(0);
  return world;
}

/** The instants at which requests arrived, by method. */
export function countRequests({ requests }: Sandbox): { reads: number; writes: number } {
  const writes = requests.filter(({ method }) => method !== 'GET').length;
  return { reads: requests.length - writes, writes };
}
