/** Every clock change of every zone in the years that somebody may plan for, by what Intl says of them. */
import { expect, test } from 'vitest';
import { zoneClocks } from '../../lib/calendars/ical/clocks.ts';
import { instantOf } from '../../lib/closures/civil-time.ts';
import { calendar, event, read } from './ical/support.ts';

const [FROM, TO] = [Date.UTC(2025, 0, 1), Date.UTC(2036, 0, 1)];
/** Shorter than any time between two changes of one zone. */
const STEP = 20 * 86_400_000;
const zones = Intl.supportedValuesOf('timeZone');

/** A change of clocks: the first instant after it, and how far they are ahead of UTC before and from then on. Ms. */
interface Change {
  at: number;
  before: number;
  after: number;
}

function changesOf(timeZone: string): Change[] {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offsetAt = (instant: number): number => {
    const [, sign = '+', hours = '0', minutes = '0'] =
      /GMT([+-])(\d\d):(\d\d)$/.exec(format.format(instant)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  };
  const changes: Change[] = [];
  for (let low = FROM, before = offsetAt(FROM); low < TO; low += STEP) {
    const after = offsetAt(low + STEP);
    if (after === before) continue;
    let [first, at] = [low, low + STEP];
    while (at - first > 1000) {
      const middle = Math.floor((first + at) / 2000) * 1000;
      if (offsetAt(middle) === before) first = middle;
      else at = middle;
    }
    changes.push({ at, before, after });
    before = after;
  }
  return changes;
}

const SECOND = 1000;

/** What local times around a change mean, as if they were UTC: `[local, start, end]`. */
function meant({ at, before, after }: Change): [local: number, start: number, end: number][] {
  const around: [number, number, number][] = [
    [
      at + Math.min(before, after) - SECOND,
      at + Math.min(before, after) - SECOND - before,
      at + Math.min(before, after) - SECOND - before,
    ],
    [
      at + Math.max(before, after),
      at + Math.max(before, after) - after,
      at + Math.max(before, after) - after,
    ],
  ];
  const within = [
    at + Math.min(before, after),
    at + (before + after) / 2,
    at + Math.max(before, after) - SECOND,
  ];
  const twice = before > after;
  return [
    ...around,
    ...within.map((local): [number, number, number] =>
      twice ? [local, local - before, local - after] : [local, at, at],
    ),
  ];
}

test('all changes of all zones from 2025 to 2035: gaps end at the first instant after them, repeated hours are closed whole', async () => {
  const clockOf = await zoneClocks([]);
  let changes = 0;
  for (const zone of zones)
    for (const change of changesOf(zone)) {
      changes += 1;
      for (const [local, start, end] of meant(change)) {
        const bound = new Date(local).toISOString().slice(0, 19);
        const clock = clockOf(zone)!;
        expect(
          [
            ...[instantOf(bound, zone, 'start'), instantOf(bound, zone, 'end')],
            ...[clock.instantOf(local / 1000, 'start'), clock.instantOf(local / 1000, 'end')],
          ],
          `${bound} in ${zone}`,
        ).toEqual([start, end, start, end]);
      }
      expect(clockOf(zone)!.wallOf(change.at), zone).toBe((change.at + change.after) / 1000);
      expect(clockOf(zone)!.wallOf(change.at - SECOND), zone).toBe(
        (change.at - SECOND + change.before) / 1000,
      );
    }
  expect(changes).toBeGreaterThan(2000);
});

test('a feed may name every zone that there is', async () => {
  const lines = zones.flatMap((zone) =>
    event(`UID:${zone}`, `DTSTART;TZID=${zone}:20261224T090000`, 'DURATION:PT1H'),
  );
  const { found, faults } = await read(calendar(...lines));
  expect([found.length, faults]).toEqual([zones.length, []]);
});
