import { afterEach, expect, test } from 'vitest';
import { appliedConfig } from '../../lib/operations/index.ts';
import { type PlanPart, plan } from '../../lib/operations/plan.ts';
import { parisShops, runAt } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const SHOP = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
    day,
    day === 'sunday' ? [] : ['09:00-19:00'],
  ]),
);

let world: World;
afterEach(() => world.end());

/** Of 20 shops with hours of their own, at two requests a minute. */
async function planned(rule: string): Promise<PlanPart[]> {
  world = await makeWorld({ businesses: 20, start: '2026-12-10T12:00:00+01:00' });
  for (const { business } of world.sandbox.businesses)
    world.sandbox.person.edit(business.id, { uses_business_hours: false, custom_chat_hours: SHOP });
  const slow = '    requestsPerMinute: 2\n    budgetShare: 1\n';
  const { config } = world.configOf(`rules:\n r: ${rule}\n`, slow);
  const parts: PlanPart[] = [];
  const options = {
    ...{ from: world.clock.now(), to: world.clock.now() + 30 * 86_400_000 },
    ...{ organization: null, summary: true },
  };
  // Its own reading takes its time, too, at that pace.
  for await (const part of plan(world.deps, config, options)) parts.push(part);
  return parts;
}

const find = <K extends PlanPart['kind']>(parts: PlanPart[], kind: K) =>
  parts.find((part): part is Extract<PlanPart, { kind: K }> => part.kind === kind);

test('a plan tells when weekly hours are written, and what both ways would cost', async () => {
  const parts = await planned('{ staged: true, dates: [{ from: 2026-12-25 }] }');
  const staged = find(parts, 'staged')?.staged ?? [];
  const inParis = staged.filter(({ from }) => from.endsWith('T19:00:00+01:00'));

  expect(inParis).toEqual([
    {
      ...{ organization: 'acme', from: '2026-12-18T19:00:00+01:00', by: '2026-12-25T09:00:00+01:00' },
      ...{ writes: expect.any(Number), isIntermediate: false, late: 0 },
    },
    {
      // By the first evening after it the text has to be gone.
      ...{ organization: 'acme', from: '2026-12-25T19:00:00+01:00', by: '2026-12-26T19:00:00+01:00' },
      ...{ writes: inParis[0]?.writes, isIntermediate: false, late: 0 },
    },
  ]);
  expect(find(parts, 'wave')).toBeUndefined();
  const writes = staged.reduce((sum, one) => sum + one.writes, 0);
  expect(find(parts, 'requests')?.requests.writes).toBe(writes);
  expect(find(parts, 'ways')?.ways).toMatchObject({
    switched: { requests: writes, late: expect.any(Number) },
    staged: { requests: writes, late: 0 },
  });
});

test('where a wave cannot be on time, staging it is the first advice', async () => {
  const parts = await planned('{ dates: [{ from: 2026-12-25 }], maxLead: 0s }');
  const late = parts.find((part) => part.kind === 'warning' && part.warning.code === 'late');

  expect(late).toMatchObject({
    warning: { message: expect.stringContaining('on time with `staged: true` on its rules, or with') },
  });
  expect(find(parts, 'ways')?.ways.switched.late).toBeGreaterThan(0);
});

/** Shops that never close, with a closure whose hours are in place, or not, as somebody asks for a plan. */
async function plannedIn(from: string, to: string, stored: boolean) {
  const { config } = await appliedConfig(world.deps.store);
  const parts: PlanPart[] = [];
  const window = { from: Date.parse(from), to: Date.parse(to), organization: null, summary: true, stored };
  for await (const part of plan(world.deps, config, window)) parts.push(part);
  const { staged = [] } = find(parts, 'staged') ?? {};
  return {
    writes: staged.map((one) => `${one.from.slice(0, 16)} ${one.by.slice(0, 16)} ${one.writes} ${one.late}`),
    late: find(parts, 'ways')?.ways.staged.late,
  };
}

const ALWAYS = Object.fromEntries(Object.keys(SHOP).map((day) => [day, ['00:00-23:59']]));
const UP = '2026-12-19T00:00 2026-12-25T00:00 3 0';
const DOWN = '2026-12-26T00:00 2027-01-01T00:00 3 0';

test.each([true, false])(
  'what is in place is not planned again (from what is stored: %s)',
  async (stored) => {
    world = await makeWorld({
      start: '2026-12-10T12:00:00+01:00',
      businesses: parisShops(3, { uses_business_hours: false, custom_chat_hours: ALWAYS }),
      rules: 'rules: { christmas: { staged: true, dates: [{ from: 2026-12-25 }] } }\n',
    });
    const from = (iso: string) => plannedIn(iso, '2027-01-20T00:00:00+01:00', stored);
    expect(await from('2026-12-10T12:00:00+01:00')).toEqual({ writes: [UP, DOWN], late: 0 });

    await runAt(world, '2026-12-20T12:00:00+01:00');
    expect(await from('2026-12-20T12:00:00+01:00')).toEqual({ writes: [DOWN], late: 0 });
    await runAt(world, '2026-12-25T12:00:00+01:00');
    expect(await from('2026-12-25T12:00:00+01:00')).toEqual({ writes: [DOWN], late: 0 });
    await runAt(world, '2026-12-26T12:00:00+01:00');
    expect(await from('2026-12-26T12:00:00+01:00')).toEqual({ writes: [], late: 0 });
    // What is over, as it was to be done.
    expect(await from('2026-12-12T12:00:00+01:00')).toEqual({ writes: [UP, DOWN], late: 0 });
  },
);

test('a window that begins later counts on what is in place by then', async () => {
  world = await makeWorld({
    start: '2026-12-10T12:00:00+01:00',
    businesses: parisShops(3, { uses_business_hours: false, custom_chat_hours: ALWAYS }),
    rules: 'rules: { christmas: { staged: true, dates: [{ from: 2026-12-25 }] } }\n',
  });

  const later = await plannedIn('2026-12-25T00:00:00+01:00', '2027-01-20T00:00:00+01:00', true);

  expect(later).toEqual({ writes: [DOWN], late: 0 });
});

const NOW = '2026-12-25T12:00 2026-12-25T12:00 3 3';

test('what should have been in place long ago, and is not, is late', async () => {
  world = await makeWorld({
    start: '2026-12-25T12:00:00+01:00',
    businesses: parisShops(3, { uses_business_hours: false, custom_chat_hours: ALWAYS }),
    rules: 'rules: { christmas: { staged: true, dates: [{ from: 2026-12-25 }] } }\n',
  });

  const now = await plannedIn('2026-12-25T12:00:00+01:00', '2027-01-20T00:00:00+01:00', true);

  expect(now).toEqual({ writes: [NOW, '2026-12-26T00:00 2027-01-01T12:00 3 0'], late: 3 });
});

test('a text goes on to the next closure by the first end of hours after its own', async () => {
  const always = Object.fromEntries(Object.keys(SHOP).map((day) => [day, ['09:00-19:00']]));
  world = await makeWorld({
    businesses: parisShops(1, { uses_business_hours: false, custom_chat_hours: always }),
    rules: 'rules: { works: { staged: true, dates: [{ from: 2026-12-22 }, { from: 2026-12-28 }] } }\n',
  });
  const { writes } = await plannedIn('2026-12-20T12:00:00+01:00', '2026-12-30T12:00:00+01:00', true);
  expect(writes).toEqual([
    '2026-12-21T19:00 2026-12-22T09:00 1 0',
    '2026-12-23T00:00 2026-12-23T19:00 1 0',
    '2026-12-28T19:00 2026-12-29T09:00 1 0',
  ]);
});
