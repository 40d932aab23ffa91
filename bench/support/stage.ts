import type { Instant } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { loadPasses } from '../../lib/operations/create-deps.ts';
import { applyConfig, createDeps, type Deps, watch } from '../../lib/operations/index.ts';
import { type FaultPlan, startSandbox } from '../../lib/sandbox/index.ts';
import { VirtualClock } from '../../lib/simulation/virtual-clock.ts';
import { openStore } from '../../lib/store/index.ts';

/** 25 December 2026, 00:00 in Paris, where all of these businesses lie. */
export const CLOSING: Instant = Date.parse('2026-12-25T00:00:00+01:00');
export const REQUESTS_PER_MINUTE = 300;
export const SHARE = 0.8;

const config = (url: string, maxLead: string): string => `version: 1
organizations:
  acme: { apiKey: env:PARTOO_API_KEY, baseUrl: "${url}", requestsPerMinute: ${REQUESTS_PER_MINUTE}, budgetShare: ${SHARE} }
rules:
  christmas: { dates: [{ from: 2026-12-25 }], maxLead: ${maxLead} }
`;

/** Businesses of one zone, so that they all close at one instant, at a Partoo on a virtual clock with its documented limit. */
export async function startPartoo(businesses: number, start: Instant, faults: FaultPlan = {}) {
  const { makeBusinesses } = await import('../../lib/sandbox/index.ts');
  const clock = new VirtualClock(start);
  const sandbox = await startSandbox({
    clock: clock.forServer,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    faults,
    businesses: makeBusinesses(businesses, 1).map(({ business, ...rest }) => ({
      ...rest,
      business: { ...business, country: 'FR', zipcode: '75001', city: 'Paris', lat: 48.86, long: 2.34 },
    })),
  });
  return { clock, sandbox };
}

type Partoo = Pick<Awaited<ReturnType<typeof startPartoo>>, 'clock' | 'sandbox'>;

/** Lets the product watch from now to `end`, with a store of its own. */
export async function letWatch(partoo: Partoo, maxLead: string, end: Instant): Promise<void> {
  await whileWatching(partoo, maxLead, () => partoo.clock.sleepUntil(end));
}

/** Lets the product watch, with a store of its own, for as long as something else goes on. */
export async function whileWatching(
  { clock, sandbox }: Partoo,
  maxLead: string,
  goesOn: (deps: Deps) => Promise<void>,
): Promise<void> {
  // The same statements as on disk; what a disk takes to be sure of them is not what is measured.
  const store = await openStore('sqlite::memory:');
  try {
    const env = { PARTOO_API_KEY: 'sandbox-key' };
    const deps = createDeps({ store, clock, env, fetch: clock.fetch, random: () => 0.5, tell: () => {} });
    const stop = new AbortController();
    // A virtual clock goes on while a module is loaded.
    await loadPasses();
    await clock.run(async () => {
      const loaded = parseConfig(config(sandbox.url, maxLead), 'closures.yml');
      await applyConfig(deps, loaded, { organization: null, allowNow: 0, confirm: async () => true });
      sandbox.requests.length = 0;
      const watching = watch(deps, {
        organization: null,
        signal: stop.signal,
        onReport: () => {},
        pollMilliseconds: 30_000,
      });
      await goesOn(deps);
      stop.abort();
      await watching;
    }, 120_000);
  } finally {
    await store.close();
  }
}
