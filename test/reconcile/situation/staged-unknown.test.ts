import { expect, test } from 'vitest';
import { newRecord } from '../../../lib/closures/record.ts';
import { candidates } from '../../../lib/reconcile/situation/candidates.ts';
import { markOf } from '../../../lib/reconcile/situation/marks.ts';
import { Wanting } from '../../../lib/reconcile/situation/wanted.ts';
import { business } from '../../support/world/samples.ts';
import { situationUnder } from '../../support/world/situation.ts';

const NOW = Date.parse('2026-12-22T12:00:00+01:00');
const GRID = { monday: ['09:00-19:00'] };

test.each([
  ['of a rule that is staged stay', true, []],
  ['of another rule do not', false, ['b0']],
])('weekly hours in place, where the calendar is not known %s', async (_, staged, expected) => {
  const rules = `rules:\n  r: { staged: ${staged}, dates: [{ from: 2026-12-25 }] }\n`;
  const businesses = [business('b0', { code: 'ST-0', region: 'FR-75', zipcode: '75001', city: 'Paris' })];
  const situation = await situationUnder(rules, { businesses, occurrences: {} });
  const overlay = { chatHours: GRID, staged: true } as const;
  const inPlace = {
    baseline: '{}',
    amended: {},
    taken: [],
    overlay,
    overlayKey: JSON.stringify([['chatHours', GRID]]),
  };
  const record = { ...newRecord('b0', 'ST-0'), inPlace, seenAt: NOW, seenDecidedAt: NOW };

  const found = candidates({
    ...{ situation, wanting: new Wanting(situation), at: NOW, now: NOW, spacing: 1000, eager: false },
    marks: new Map([['b0', markOf(record, NOW)]]),
  });

  expect(found.map((one) => one.business.id)).toEqual(expected);
});
