/** No status of an answer proves that a write was not carried out: a read does (rule 12). */
import { afterEach, expect, test } from 'vitest';
import { pickSettings } from '../../../lib/closures/overlay.ts';
import { history } from '../../../lib/operations/index.ts';
import { CHRISTMAS, parisShops, runAt } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const TWO_TEXTS = `messages:
  evening: { default: "Bonne soirée !" }
${CHRISTMAS}  evening:
    dates: [{ from: 2026-12-25T18:00, to: 2026-12-25T20:00 }]
    priority: 90
    message: evening
`;
/** Just after each of these something is written: a closing, two changes, a reopening. */
const STEPS = ['25T00:05', '25T18:05', '25T20:05', '26T00:05'];

/** Those of a line come for a shop each in one pass; what concerns the whole account comes alone. */
const statuses = [[400, 403, 404, 409, 422, 500, 503], [401], [429]];
test.each(statuses.flatMap((some) => STEPS.map((step) => [some.join(', '), step, some] as const)))(
  'a write that is answered with %s and carried out, on the %s: everything goes back',
  async (_, odd, some) => {
    world = await makeWorld({ businesses: parisShops(some.length + 1), rules: TWO_TEXTS });
    const before = world.listing();
    const script = some.map((status, index) => ({
      match: { method: 'POST', business: [`ST-0000${index + 1}`] },
      answer: { status, body: { json: { error: { json: {} } } } },
    }));
    for (const step of STEPS) {
      if (step === odd) world.sandbox.setFaults({ script });
      await runAt(world, `2026-12-${step}:00+01:00`);
      world.sandbox.setFaults({});
      await runAt(world, new Date(Date.parse(`2026-12-${step}:00+01:00`) + 20 * 60_000).toISOString());
    }
    const report = await runAt(world, '2026-12-26T02:00:00+01:00');
    expect(report.converged).toBe(true);
    expect(report.organizations[0]?.results).toEqual([]);
    expect(world.listing()).toBe(before);
  },
);

test('what a refused write would have left is not told as what the next one found', async () => {
  world = await makeWorld({
    businesses: parisShops(1),
    rules: `messages:
  counting: { default: "Inventaire." }
rules:
  stocktaking:
    dates: [{ from: 2026-12-22T10:00, to: 2026-12-22T12:00 }]
    message: counting
  works:
    dates: [{ from: 2026-12-22T12:02, to: 2026-12-22T14:00 }]
`,
  });
  await runAt(world, '2026-12-22T10:00:00+01:00');
  const counting = world.settingsOf('ST-00001');
  world.sandbox.setFaults({ tooManyRequests: 1, only: 'writes' });
  await runAt(world, '2026-12-22T12:00:00+01:00');
  world.sandbox.setFaults({});
  await runAt(world, '2026-12-22T12:05:00+01:00');
  await runAt(world, '2026-12-22T12:20:00+01:00');
  const { entries } = await history(world.deps, {});
  const befores = entries.flatMap(({ before }) => (before === null ? [] : [before]));
  expect(befores).toHaveLength(2);
  expect(befores).toContainEqual(pickSettings(counting));
});

const TEXT_ALONE = `${CHRISTMAS}    effect: { reachable: keep, chatHours: keep, offlineMessage: closed }
`;

test.each([
  ['a closing', CHRISTMAS],
  ['a text alone', TEXT_ALONE],
])(
  'while Partoo refuses %s what a person writes is theirs, and nobody asks all the time',
  async (_, rules) => {
    world = await makeWorld({ businesses: parisShops(1), rules });
    await runAt(world, '2026-12-24T12:00:00+01:00');
    const refused = {
      match: { method: 'POST', business: ['ST-00001'] },
      answer: { status: 409, prevents: true },
    };
    world.sandbox.setFaults({ script: [refused] });
    await runAt(world, '2026-12-25T00:05:00+01:00');
    const theirs = world.sandbox.person.edit('ST-00001', { offline_message: 'Écrit à la main' });
    const before = structuredClone(theirs);
    await runAt(world, '2026-12-25T01:10:00+01:00');
    const { length } = world.sandbox.requests;
    await runAt(world, '2026-12-25T01:12:00+01:00');
    expect(world.sandbox.requests.length - length).toBeLessThanOrEqual(3);
    world.sandbox.setFaults({});
    await runAt(world, '2026-12-25T03:00:00+01:00');
    expect(world.settingsOf('ST-00001').offline_message).not.toBe('Écrit à la main');
    await runAt(world, '2026-12-26T00:05:00+01:00');
    await runAt(world, '2026-12-26T02:00:00+01:00');
    expect(pickSettings(world.settingsOf('ST-00001'))).toEqual(pickSettings(before));
  },
);

test.each([400, 422])(
  'staged hours that are answered with %s and carried out: everything goes back, and it closes as switched',
  async (status) => {
    world = await makeWorld({
      businesses: parisShops(1),
      rules: 'rules:\n  christmas:\n    staged: true\n    dates: [{ from: 2026-12-25 }]\n',
      start: '2026-12-20T12:00:00+01:00',
    });
    const before = world.listing();
    const answer = { status, body: { json: { error: { json: {} } } } };
    world.sandbox.setFaults({ script: [{ match: { method: 'POST', business: ['ST-00001'] }, answer }] });
    await runAt(world, '2026-12-24T20:00:00+01:00');
    world.sandbox.setFaults({});
    expect(world.sandbox.writesOf('ST-00001')).not.toEqual([]);
    for (const [hour, isLaunched] of [
      ['24T20:20', true],
      ['25T00:20', false],
      ['25T12:00', false],
      ['26T00:20', true],
    ] as const) {
      await runAt(world, `2026-12-${hour}:00+01:00`);
      expect(world.settingsOf('ST-00001').is_launched).toBe(isLaunched);
    }
    const report = await runAt(world, '2026-12-26T02:00:00+01:00');
    expect(report.organizations[0]?.results).toEqual([]);
    expect(world.listing()).toBe(before);
  },
);

test.each([502, 500])(
  'a closing whose refusal carries out the switch alone, after a %i that did nothing: it is on again afterwards',
  async (status) => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const before = world.listing();
    const match = { method: 'POST', business: ['ST-00001'] };
    world.sandbox.setFaults({ script: [{ match, answer: { status, prevents: true } }] });
    await runAt(world, '2026-12-25T00:05:00+01:00');
    world.sandbox.setFaults({
      script: [
        { match: { ...match, times: 1 }, write: { ignores: ['texts', 'hours'] }, answer: { status: 409 } },
      ],
    });
    await runAt(world, '2026-12-25T00:20:00+01:00');
    expect(world.settingsOf('ST-00001').is_launched).toBe(false);
    world.sandbox.setFaults({});
    for (const at of ['25T02:00', '25T12:00', '26T00:05', '26T02:00'])
      await runAt(world, `2026-12-${at}:00+01:00`);
    expect(world.listing()).toBe(before);
  },
);
