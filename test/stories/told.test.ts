import { afterEach, expect, test } from 'vitest';
import type { BusEvent } from '../../lib/events/bus.ts';
import { withOutbox } from '../../lib/events/with-outbox.ts';
import { plan, status } from '../../lib/operations/index.ts';
import { reconcileDue } from '../../lib/operations/reconcile-due.ts';
import { appliedConfig } from '../../lib/reconcile/pass/session.ts';
import { CHRISTMAS, parisShops, runAt, writesDone } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

test('story 25: what a plan shows beforehand comes about, and where it does not, somebody is told', async () => {
  world = await makeWorld({ businesses: parisShops(8), rules: CHRISTMAS });
  const { config } = await appliedConfig(world.store);
  const now = world.clock.now();
  const waves: { at: string; closing: number; reopening: number; late: number }[] = [];
  for await (const part of plan(world.deps, config, {
    from: now,
    to: now + WEEK,
    organization: null,
    summary: true,
  }))
    if (part.kind === 'wave') waves.push(part.wave);
  expect(waves).toMatchObject([
    { at: '2026-12-25T00:00:00+01:00', closing: 8, reopening: 0, late: 0 },
    { at: '2026-12-26T00:00:00+01:00', closing: 0, reopening: 8, late: 0 },
  ]);

  await world.until(waves[0]!.at);
  const told: string[] = [];
  const bus = {
    async put(events: readonly BusEvent[]) {
      told.push(...events.map(({ type }) => type));
      return [];
    },
  };
  const deps = { ...world.deps, store: withOutbox(world.store), announces: true };
  world.sandbox.setFaults({
    script: [{ match: { method: 'POST', business: ['ST-00001'] }, fault: 'serverError' }],
  });
  await reconcileDue(deps, bus, 'acme', world.clock.now() + 10 * MINUTE);
  expect(writesDone(world)).toBe(7);
  await world.clock.sleep(MINUTE);
  await reconcileDue(deps, bus, 'acme', world.clock.now() + 10 * MINUTE);
  expect(told).toContain('Business Failing');
  expect(told).toContain('Closure Late');
  expect(JSON.stringify(await status(world.deps, null))).toMatch(/"failing":1/);

  world.sandbox.setFaults({});
  await runAt(world, waves[1]!.at);
  expect(writesDone(world)).toBe(14);
});
