import { afterEach, expect, test } from 'vitest';
import { type PlanPart, plan } from '../../lib/operations/plan.ts';
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
