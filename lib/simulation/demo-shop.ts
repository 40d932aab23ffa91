import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Instant } from '../clock.ts';
import { loadConfig } from '../config/index.ts';
import { applyConfig } from '../operations/apply.ts';
import { createDeps } from '../operations/create-deps.ts';
import { requestClosure } from '../operations/index.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { startSandbox } from '../sandbox/index.ts';
import { openStore } from '../store/index.ts';
import { DEMO_CONFIG } from './demo-config.ts';
import { demoBusinesses } from './population.ts';

/** The company of the demonstration, at a moment of its Christmas, with a Partoo of its own. */
export interface DemoShop {
  deps: Deps;
  close(): Promise<void>;
}

/** A Wednesday on which much is closed, and more is going to be. */
const BEGINS = '2026-12-23T10:40:00+01:00';
const KEY = 'SIMULATED_PARTOO_API_KEY';
const FLOODED = ['ST-00008', 'ST-00018', 'ST-00031'];
const EVERYTHING = 1_000_000;

/** @param real the time goes on as it does there, from that moment on */
export async function openDemoShop(real: Clock, seed: number): Promise<DemoShop> {
  const clock = from(Date.parse(BEGINS), real);
  const sandbox = await startSandbox({ clock, seed, businesses: demoBusinesses(seed) });
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-demo-'));
  const store = await openStore(`sqlite:${join(folder, 'state.db')}`);
  const deps = createDeps({ store, clock, env: { [KEY]: 'sandbox-key' }, actor: 'command:demo' });
  const loaded = await loadConfig(DEMO_CONFIG);
  const organizations = loaded.config.organizations.map((organization) => ({
    ...organization,
    ...{ apiKey: `env:${KEY}` as const, baseUrl: sandbox.url },
  }));
  await applyConfig(
    deps,
    { ...loaded, config: { ...loaded.config, organizations } },
    {
      ...{ organization: null, allowNow: EVERYTHING },
      confirm: async () => true,
    },
  );
  await askForIncidents(deps);
  return {
    deps,
    async close() {
      await store.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A flood in Alsace, and a market day on which one shop stays open. */
async function askForIncidents(deps: Deps): Promise<void> {
  const nothing = { id: null, organization: null, all: false, message: null, text: null, urgent: false };
  await requestClosure(deps, {
    ...{ ...nothing, from: null, until: '2026-12-24T12:00', hold: false },
    ...{ scope: { codes: FLOODED }, message: 'flooded', reason: 'Flooded cellar', actor: 'command:ana' },
  });
  await requestClosure(deps, {
    ...{ ...nothing, from: '2026-12-25T10:00', until: '2026-12-25T18:00', hold: true },
    ...{ scope: { codes: ['ST-00001'] }, reason: 'Christmas market', actor: 'command:ana' },
  });
}

/** A clock that is at `begin` now, and goes as another one does. */
function from(begin: Instant, real: Clock): Clock {
  const ahead = begin - real.now();
  return { now: () => real.now() + ahead, sleep: (milliseconds, signal) => real.sleep(milliseconds, signal) };
}
