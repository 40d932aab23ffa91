import { expect, test } from 'vitest';
import { chainsOf, linksOf } from '../../../lib/closures/chains.ts';
import { WEEKDAYS } from '../../../lib/closures/model.ts';
import { stagedAt } from '../../../lib/closures/staged/staged.ts';
import { stagedFor } from '../../../lib/closures/staged/staged-for.ts';
import { timelineOf } from '../../../lib/closures/timeline.ts';
import { PLANNED, set, source } from '../support.ts';

const week = (...windows: string[]) => Object.fromEntries(WEEKDAYS.map((day) => [day, windows]));

test('what should have been written an hour ago, and was not, is asked anew', () => {
  const zone = 'Europe/Paris';
  const on = (start: string, end: string) => linksOf([{ start, end, names: {} }], zone);
  const chatHours = week('11:00-15:30');
  const timeline = timelineOf([
    ...chainsOf(source({ effect: PLANNED, staged: true }), on('2026-10-31T06:00', '2026-10-31T15:30')),
    ...chainsOf(
      source({ key: 'other', priority: 70, effect: set({ chatHours }) }),
      on('2026-10-31T13:00', '2026-10-31T13:30'),
    ),
  ]);
  const hours = { own: { week: week('09:00-18:00') }, business: null };
  const question = { timeline, zone, hours, roomMilliseconds: 3600_000 };
  // With hours in place that leave open what is closed from 11:00 on, but for the half hour that is another's.
  const askedAt = (time: string) => {
    const asked = { ...question, inPlace: chatHours, at: Date.parse(`2026-10-31T${time}+01:00`) };
    return [stagedFor(asked).due?.by, stagedAt(asked).due?.by];
  };

  const begun = Date.parse('2026-10-31T11:00+01:00');
  expect(askedAt('06:00')).toEqual([begun, begun]);
  const next = Date.parse('2026-10-31T13:30+01:00');
  expect(askedAt('13:00:07')).toEqual([next, next]);
});
