import { afterEach, expect, test } from 'vitest';
import { printExplanation } from '../../lib/cli/explain-lines.ts';
import { printHead } from '../../lib/cli/status-lines.ts';
import { WEEKDAYS } from '../../lib/closures/model.ts';
import { explain, status } from '../../lib/operations/index.ts';
import { printed } from '../support/desk/printed.ts';
import { parisShops, runAt } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const OWN = Object.fromEntries(WEEKDAYS.map((day) => [day, ['09:00-19:00']]));
const RULES = 'rules: { christmas: { staged: true, dates: [{ from: 2026-12-25 }] } }\n';

async function shown() {
  const explained = await explain(world.deps, 'ST-00001', { at: null, organization: null });
  const { businesses, ...head } = await status(world.deps, null);
  return {
    explained: explained.staged,
    status: businesses[0]?.staged,
    lines: [
      ...printed(100, (out) => printExplanation(out, explained)),
      ...printed(100, (out) => printHead(out, { ...head, businesses })),
    ].filter((line) => /weekly hours|^saturday/i.test(line)),
  };
}

test('explain and status say which staged hours are in place, and from when to when others are written', async () => {
  world = await makeWorld({
    start: '2026-12-10T12:00:00+01:00',
    businesses: parisShops(2, { uses_business_hours: false, custom_chat_hours: OWN }),
    rules: RULES,
  });
  await world.run();
  expect(await shown()).toEqual({ explained: null, status: undefined, lines: [] });

  await runAt(world, '2026-12-17T12:00:00+01:00');
  const ahead = { from: '2026-12-18T19:00:00+01:00', by: '2026-12-25T09:00:00+01:00', isIntermediate: false };
  const before = { hours: null, next: ahead };
  expect(await shown()).toEqual({
    explained: before,
    status: before,
    lines: [
      'Weekly hours: its own; others are written between 18 Dec 19:00 and 25 Dec 09:00.',
      'staged  acme: no shop has staged weekly hours; the next are written by 25 Dec 09:00 Europe/Paris.',
    ],
  });

  await runAt(world, '2026-12-20T12:00:00+01:00');
  // The hours could stay for a week, and the text that goes with them until people would read it again.
  const back = { from: '2026-12-25T19:00:00+01:00', by: '2026-12-26T19:00:00+01:00', isIntermediate: false };
  const after = { hours: { ...OWN, friday: [] }, next: back };
  expect(await shown()).toEqual({
    explained: after,
    status: after,
    lines: [
      expect.stringMatching(/^Weekly hours: monday 09:00-19:00, tuesday/),
      'staged  acme: 2 shops have staged weekly hours; the next are written by 26 Dec 19:00 Europe/Paris.',
    ],
  });

  await runAt(world, '2026-12-26T12:00:00+01:00');
  expect(await shown()).toEqual({ explained: null, status: undefined, lines: [] });
});

test('until their deadline hours that are not written yet are nothing that is not as it should be', async () => {
  world = await makeWorld({
    start: '2026-12-10T12:00:00+01:00',
    businesses: parisShops(2, { uses_business_hours: false, custom_chat_hours: OWN }),
    rules: RULES,
  });
  await world.run();
  const asExpected = async (at: string) => {
    await world.until(at);
    return (await status(world.deps, null)).businesses.map((one) => one.asExpected);
  };

  expect(await asExpected('2026-12-20T12:00:00+01:00')).toEqual([true, true]);
  expect(await asExpected('2026-12-25T08:59:00+01:00')).toEqual([true, true]);
  expect(await asExpected('2026-12-25T09:00:00+01:00')).toEqual([false, false]);
});

const NIGHTS = 'nights: { staged: true, cron: { close: "0 18 * * *", open: "0 9 * * *" } }';

test.each([
  ['nights that never change', '2026-12-18T12:00:00+01:00', '', null],
  [
    'a day of a week in which nights are in place',
    '2026-12-20T12:00:00+01:00',
    'christmas: { staged: true, dates: [{ from: 2026-12-25 }] }',
    { from: '2026-12-25T18:00:00+01:00', by: '2026-12-26T18:00:00+01:00', isIntermediate: false },
  ],
  [
    'five weeks',
    '2026-12-18T12:00:00+01:00',
    'works: { staged: true, dates: [{ from: 2026-12-14, to: 2027-01-17 }] }',
    { from: '2027-01-17T18:00:00+01:00', by: '2027-01-18T09:00:00+01:00', isIntermediate: false },
  ],
])('of %s is said what follows, however far it lies', async (_, at, rule, next) => {
  world = await makeWorld({
    start: '2026-12-10T12:00:00+01:00',
    businesses: parisShops(1, { uses_business_hours: false, custom_chat_hours: OWN }),
    rules: `rules: { ${[NIGHTS, rule].filter(Boolean).join(', ')} }\n`,
  });
  await world.run();
  await runAt(world, at);
  const { status: shop } = await shown();
  expect(shop?.hours).not.toBeNull();
  expect(shop?.next).toEqual(next);
});
