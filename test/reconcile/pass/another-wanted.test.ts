/** What fails waits; what else is wanted of a shop meanwhile does not wait for it. */
import { afterEach, expect, test } from 'vitest';
import { reconcileDue } from '../../../lib/operations/reconcile-due.ts';
import { parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const RULES = `rules:
  text:
    dates: [{ from: 2026-12-24 }]
    effect: { reachable: keep, chatHours: keep, offlineMessage: closed }
  christmas:
    dates: [{ from: 2026-12-24T06:30, to: 2026-12-25T00:00 }]
    priority: 90
`;
const at = (time: string) => Date.parse(`2026-12-24T${time}:00+01:00`);

/** A pass each minute, as the functions make them. */
async function until(time: string): Promise<void> {
  while (world.clock.now() < at(time)) {
    await world.clock.sleep(60_000);
    await reconcileDue(world.deps, { put: async () => [] }, 'acme', world.clock.now() + 50_000);
  }
}

/** From midnight on nothing arrives at a shop, until shortly after six. */
async function failAllNight(): Promise<void> {
  world = await makeWorld({ businesses: parisShops(1), rules: RULES });
  await world.until('2026-12-23T23:58:00+01:00');
  const match = { method: 'POST', business: ['ST-00001'] };
  world.sandbox.setFaults({ script: [{ match, answer: { status: 502, prevents: true } }] });
  await until('06:05');
  world.sandbox.setFaults({});
}

test('a shop at which a text failed for hours is closed as its closure begins', async () => {
  await failAllNight();
  await until('06:28');
  expect(world.settingsOf('ST-00001').is_launched).toBe(true);
  await until('06:31');
  expect(world.settingsOf('ST-00001').is_launched).toBe(false);
});

test('while it still fails it is tried once more then, and waits again', async () => {
  await failAllNight();
  const match = { method: 'POST', business: ['ST-00001'] };
  world.sandbox.setFaults({ script: [{ match, answer: { status: 502, prevents: true } }] });
  world.sandbox.requests.splice(0);
  await until('06:58');
  const tries = world.sandbox.requests.filter(({ method }) => method === 'POST');
  expect(tries.length).toBeGreaterThan(0);
  expect(tries.every(({ at: tried }) => tried >= at('06:29') && tried <= at('06:32'))).toBe(true);
});
