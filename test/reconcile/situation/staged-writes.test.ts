import { expect, test } from 'vitest';
import type { Business } from '../../../lib/closures/model.ts';
import { stagedWrites } from '../../../lib/reconcile/situation/staged-writes.ts';
import { business } from '../../support/world/samples.ts';
import { situationUnder } from '../../support/world/situation.ts';

const YEAR = { from: Date.parse('2026-12-01T00:00+01:00'), to: Date.parse('2027-12-01T00:00+01:00') };
const RULES = `rules:
  holiday: { dates: [{ from: 2027-01-20 }], staged: true }
  nights: { cron: { close: "0 19 * * MON-FRI", open: "0 9 * * MON-FRI" }, effect: { reachable: false, offlineMessage: keep, chatHours: keep } }
`;

const shops = (count: number, opens: string): Business[] =>
  Array.from({ length: count }, (_, index) =>
    business(`${opens}-${index}`, { openHours: { week: { wednesday: [`${opens}-19:00`] } } }),
  );

const planned = async (most?: number) =>
  stagedWrites(
    await situationUnder(RULES, { businesses: [...shops(3, '09:00'), ...shops(1, '10:00')] }),
    YEAR,
    { now: YEAR.from, of: new Map() },
    most,
  ).map(({ from, by, writes }) => `${from} ${by} ${writes}`);

test('what lies weeks ahead is found from the last own hours before it', async () => {
  expect(await planned()).toEqual([
    '2027-01-13T19:00:00+01:00 2027-01-20T09:00:00+01:00 3',
    '2027-01-13T19:00:00+01:00 2027-01-20T10:00:00+01:00 1',
    '2027-01-20T19:00:00+01:00 2027-01-27T09:00:00+01:00 3',
    '2027-01-20T19:00:00+01:00 2027-01-27T10:00:00+01:00 1',
  ]);
});

test('the most frequent hours stand for the others where only some are looked at', async () => {
  expect(await planned(1)).toEqual([
    '2027-01-13T19:00:00+01:00 2027-01-20T09:00:00+01:00 4',
    '2027-01-20T19:00:00+01:00 2027-01-27T09:00:00+01:00 4',
  ]);
});

const ALL_YEAR = `rules:
  nights: { staged: true, cron: { close: "0 18 * * *", open: "0 9 * * *" } }
  christmas: { staged: true, dates: [{ from: 2026-12-25 }] }
  works: { staged: true, dates: [{ from: 2027-02-08, to: 2027-03-14 }], priority: 90 }
  open-late: { dates: [{ from: 2027-06-07, to: 2027-06-20 }], priority: 95, effect: { reachable: keep, chatHours: keep } }
  quiet: { staged: true, dates: [{ from: 2027-09-06, to: 2027-09-12 }], effect: { chatHours: closed, offlineMessage: keep } }
`;

const daily = (window: string) =>
  Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
      day,
      [window],
    ]),
  );

test('beside nights of a year everything else is found, as in a plan of each week', async () => {
  const week = daily('08:00-19:00');
  const businesses = [
    business('plain', { openHours: { week } }),
    business('special', { openHours: { week, special: [['2027-07-14', '2027-07-14', []]] } }),
    business('far', { zone: 'America/Santiago', openHours: { week } }),
  ];
  const situation = await situationUnder(ALL_YEAR, { businesses });
  const planned = (from: number, to: number) =>
    stagedWrites(situation, { from, to }, { now: YEAR.from - 86_400_000, of: new Map() }).map(
      ({ from, by, writes }) => `${from} ${by} ${writes}`,
    );
  const weeks: string[] = [];
  for (let from = YEAR.from; from < YEAR.to; from += 7 * 86_400_000)
    weeks.push(...planned(from, Math.min(YEAR.to, from + 7 * 86_400_000)));

  expect(weeks.length).toBeGreaterThan(5);
  expect(planned(YEAR.from, YEAR.to).toSorted()).toEqual(weeks.toSorted());
});
