import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../clock.ts';
import type { Settings } from '../closures/model.ts';
import type { LoadedConfig } from '../config/index.ts';
import type { Organization } from '../config/model.ts';
import { createDeps, loadPasses } from '../operations/create-deps.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { type FaultPlan, type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/index.ts';
import { openStore } from '../store/index.ts';
import type { Store } from '../store/store.ts';
import { VirtualClock } from './virtual-clock.ts';

/** One organization, and the local Partoo that plays its account. */
export interface Branch {
  organization: Organization;
  sandbox: Sandbox;
}

/** A change that somebody made in Partoo's app. */
interface PersonsEdit {
  at: Instant;
  organization: string;
  business: string;
  fields: Partial<Settings>;
}

/** Everything that a simulation consists of. */
export interface Stage {
  clock: VirtualClock;
  loaded: LoadedConfig;
  branches: Branch[];
  store: Store;
  deps: Deps;
  edits: PersonsEdit[];
  /** A person changes something in Partoo's app; `business` is an id or a store code. */
  edit(branch: Branch, business: string, fields: Partial<Settings>): void;
  close(): Promise<void>;
}

export interface StageOptions {
  loaded: LoadedConfig;
  from: Instant;
  seed: number;
  /** Of the sandbox of an organization. */
  businesses(organization: Organization): SandboxOptions['businesses'];
  /** Its message templates; left out: those that every sandbox has. */
  templates?(organization: Organization): SandboxOptions['templates'];
  faults?: FaultPlan;
  launchDelayMilliseconds?: number;
  /** What stands between the product and the network; default: nothing. */
  wire?(fetch: typeof globalThis.fetch, stage: () => Stage): typeof globalThis.fetch;
}

const KEY = 'SIMULATED_PARTOO_API_KEY';

/** Builds it up: a sandbox for each organization, a store in a temporary folder, and the product over both. */
export async function setUp(options: StageOptions): Promise<Stage> {
  await loadPasses();
  const clock = new VirtualClock(options.from);
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-simulation-'));
  const branches: Branch[] = [];
  for (const organization of options.loaded.config.organizations) {
    const sandbox = await startSandbox({
      clock: clock.forServer,
      seed: options.seed,
      businesses: options.businesses(organization),
      ...templatesOf(options, organization),
      requestsPerMinute: organization.requestsPerMinute,
      faults: options.faults ?? {},
      launchDelayMilliseconds: options.launchDelayMilliseconds ?? 0,
    });
    // Whatever account the configuration names, only the sandbox is ever spoken to.
    const led = { ...organization, apiKey: `env:${KEY}` as const, baseUrl: sandbox.url };
    branches.push({ organization: led, sandbox });
  }
  const loaded = {
    ...options.loaded,
    config: { ...options.loaded.config, organizations: branches.map(({ organization }) => organization) },
  };
  const store = await openStore(`sqlite:${join(folder, 'state.db')}`);
  const edits: PersonsEdit[] = [];
  const stage: Stage = {
    clock,
    loaded,
    branches,
    store,
    deps: createDeps({
      store,
      clock,
      env: { [KEY]: 'sandbox-key' },
      fetch: options.wire?.(clock.fetch, () => stage) ?? clock.fetch,
      random: evenly(options.seed),
    }),
    edits,
    edit(branch, business, fields) {
      const { business_id } = branch.sandbox.settingsRow(business);
      edits.push({ at: clock.now(), organization: branch.organization.id, business: business_id, fields });
      branch.sandbox.person.edit(business, fields);
    },
    async close() {
      await store.close();
      await Promise.all(branches.map(({ sandbox }) => sandbox.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

function templatesOf({ templates }: StageOptions, organization: Organization) {
  const own = templates?.(organization);
  return own ? { templates: own } : {};
}

/** A small generator (mulberry32) for the jitter of retries, so that a seed decides that too. @internal */
export function evenly(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
