import { afterEach, expect, test } from 'vitest';
import { CHRISTMAS, DURING, parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

type FaultPlan = NonNullable<Parameters<World['sandbox']['setFaults']>[0]>;

/** The attempts of the client's one call. */
const ATTEMPTS = [1, 2, 3, 4, 5];

let world: World;
afterEach(() => world.end());

/** The requests of one closing pass, in the order in which they arrived; not those that the refresh before it makes of all. */
async function closing(
  shops: number,
  faults: (shops: ReturnType<World['sandbox']['settings']>) => FaultPlan,
  requestsPerMinute = 300,
) {
  const organization = `    requestsPerMinute: ${requestsPerMinute}\n`;
  world = await makeWorld({ businesses: parisShops(shops), rules: CHRISTMAS, organization });
  await world.until(DURING);
  world.sandbox.setFaults(faults(world.sandbox.settings()));
  const report = await world.run();
  const requests = world.sandbox.requests
    .filter(({ path }) => path.startsWith('/messaging/settings'))
    .filter(({ method, query }) => method === 'POST' || query.includes('business__in'))
    .map(({ method, at }) => ({ isWrite: method === 'POST', at }));
  const last = requests.findLastIndex(({ isWrite }) => isWrite);
  return {
    converged: report.converged,
    writes: requests.filter(({ isWrite }) => isWrite),
    readsInWave: requests.slice(0, last).filter(({ isWrite }) => !isWrite),
    readsAfter: requests.slice(last).filter(({ isWrite }) => !isWrite),
  };
}

test('what Partoo has shown to be taken is read back behind the wave, so that no shop waits for a read-back', async () => {
  const { converged, writes, readsInWave, readsAfter } = await closing(300, () => ({}));
  expect(converged).toBe(true);
  expect(writes).toHaveLength(300);
  // Three pages before their writes, and one page read back to see whether this Partoo keeps what it takes.
  expect(readsInWave).toHaveLength(4);
  expect(readsAfter).toHaveLength(2);
});

test('a Partoo that shows writes late is read back all along', async () => {
  // At half the pace half as many shops make as long a wave.
  const { writes, readsInWave } = await closing(200, () => ({ staleReadsMilliseconds: 600_000 }), 150);
  expect(writes).toHaveLength(200);
  // More than the three of one that shows what it takes.
  expect(readsInWave.length).toBeGreaterThan(4);
});

test('a write that may not have arrived is looked at long before the wave is over', async () => {
  // Every attempt of one shop's first write is lost on its way.
  const lose = (shops: { id: number }[]): FaultPlan => ({
    script: [
      { match: { method: 'POST', path: new RegExp(`/${shops[50]?.id}$`), nth: ATTEMPTS }, fault: 'reset' },
    ],
  });
  await closing(200, lose, 150);
  const { requests } = world.sandbox;
  const { id, business_id } = world.sandbox.settings()[50] ?? {};
  const lost = requests.filter(({ path }) => path.endsWith(`/${id}`))[ATTEMPTS.length - 1]?.at ?? 0;
  const look = requests.find(({ method, at, query }) => {
    return method === 'GET' && at > lost && decodeURIComponent(query).includes(String(business_id));
  });
  expect((look?.at ?? 0) - lost).toBeLessThan(60_000);
});

test('a Partoo that takes two seconds to answer is sent as many requests a minute as one that answers at once', async () => {
  const { writes } = await closing(160, () => ({ slow: 1, slowMilliseconds: 2000 }));
  const [first = 0, last = 0] = [writes[0]?.at, writes.at(-1)?.at];
  // 160 writes and three reads, for none of which a slot is missed; a minute counts what requests differ by on their way.
  expect(last - first).toBeLessThan(162 * 250 + 500);
});
