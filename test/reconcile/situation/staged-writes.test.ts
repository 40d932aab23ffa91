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
