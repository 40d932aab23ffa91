import { expect, test } from 'vitest';
import { isOpenAt, type LocalMinute, localMinutes } from '../../../bench/support/by-the-minute.ts';
import { chainsOf, linksOf } from '../../../lib/closures/chains.ts';
import type { Occurrence, SpecialDays, WeekHours } from '../../../lib/closures/model.ts';
import { stagedAt } from '../../../lib/closures/staged/staged.ts';
import { timelineOf } from '../../../lib/closures/timeline.ts';
import { OPEN, PLANNED, source } from '../support.ts';

const MINUTE = 60_000;

const day = (...windows: string[]) => windows;
const every = (...windows: string[]): WeekHours => ({
  ...{ monday: windows, tuesday: windows, wednesday: windows, thursday: windows },
  ...{ friday: windows, saturday: windows, sunday: windows },
});
const SHOP: WeekHours = { ...every('09:00-19:00'), sunday: [] };
const BAR = every('18:00-02:00');
const ALWAYS = every('00:00-23:59');

const on = (start: string, end: string): Occurrence => ({ start, end, names: {} });

interface Example {
  name: string;
  zone?: string;
  own: WeekHours;
  closures: Occurrence[];
  from: string;
  until: string;
  /** What is written, in order, and the interval of each, local: `[from, by)`. */
  writes: [hours: Partial<WeekHours> | 'baseline', from: string, by: string][];
  room?: number;
}

const EXAMPLES: Example[] = [
  {
    name: 'a Wednesday',
    own: SHOP,
    closures: [on('2027-03-10', '2027-03-11')],
    from: '2027-02-25T12:00+01:00',
    until: '2027-04-01T12:00+02:00',
    writes: [
      [{ wednesday: [] }, '2027-03-03T19:00', '2027-03-10T09:00'],
      ['baseline', '2027-03-10T19:00', '2027-03-17T09:00'],
    ],
  },
  {
    name: 'Fridays 25 December and 1 January',
    own: SHOP,
    closures: [on('2026-12-25', '2026-12-26'), on('2027-01-01', '2027-01-02')],
    from: '2026-12-10T12:00+01:00',
    until: '2027-01-20T12:00+01:00',
    writes: [
      [{ friday: [] }, '2026-12-18T19:00', '2026-12-25T09:00'],
      ['baseline', '2027-01-01T19:00', '2027-01-08T09:00'],
    ],
  },
  {
    name: '24 December 17:00 to the 26th',
    own: SHOP,
    closures: [on('2026-12-24T17:00', '2026-12-27')],
    from: '2026-12-10T12:00+01:00',
    until: '2027-01-20T12:00+01:00',
    writes: [
      [{ thursday: day('09:00-17:00'), friday: [], saturday: [] }, '2026-12-19T19:00', '2026-12-24T17:00'],
      ['baseline', '2026-12-26T19:00', '2026-12-31T17:00'],
    ],
  },
  {
    name: 'a bar from 18:00 to 02:00, closed on the 25th',
    own: BAR,
    closures: [on('2026-12-25', '2026-12-26')],
    from: '2026-12-10T12:00+01:00',
    until: '2027-01-20T12:00+01:00',
    writes: [
      [
        { thursday: day('18:00-23:59'), friday: [], saturday: day('00:00-02:00', '18:00-02:00') },
        '2026-12-19T00:00',
        '2026-12-25T00:00',
      ],
      ['baseline', '2026-12-26T00:00', '2027-01-01T00:00'],
    ],
  },
  {
    name: '4 to 24 January',
    own: SHOP,
    closures: [on('2027-01-04', '2027-01-25')],
    from: '2026-12-20T12:00+01:00',
    until: '2027-02-10T12:00+01:00',
    writes: [
      [every(), '2027-01-02T19:00', '2027-01-04T09:00'],
      ['baseline', '2027-01-23T19:00', '2027-01-25T09:00'],
    ],
  },
  {
    name: 'an afternoon',
    own: SHOP,
    closures: [on('2027-03-10T13:00', '2027-03-10T16:30')],
    from: '2027-02-25T12:00+01:00',
    until: '2027-03-24T12:00+01:00',
    writes: [
      [{ wednesday: day('09:00-13:00', '16:30-19:00') }, '2027-03-03T16:30', '2027-03-10T13:00'],
      ['baseline', '2027-03-10T16:30', '2027-03-17T13:00'],
    ],
  },
  {
    name: 'two in a week',
    own: SHOP,
    closures: [on('2027-03-09', '2027-03-10'), on('2027-03-11', '2027-03-12')],
    from: '2027-02-25T12:00+01:00',
    until: '2027-03-24T12:00+01:00',
    writes: [
      [{ tuesday: [], thursday: [] }, '2027-03-04T19:00', '2027-03-09T09:00'],
      ['baseline', '2027-03-11T19:00', '2027-03-16T09:00'],
    ],
  },
  {
    name: 'round the clock, on the day on which clocks go forward',
    own: ALWAYS,
    closures: [on('2027-03-28', '2027-03-29')],
    from: '2027-03-15T12:00+01:00',
    until: '2027-04-12T12:00+02:00',
    writes: [
      [{ sunday: [] }, '2027-03-22T00:00', '2027-03-28T00:00'],
      ['baseline', '2027-03-29T00:00', '2027-04-04T00:00'],
    ],
  },
  {
    name: 'round the clock, on the day on which clocks go back',
    own: ALWAYS,
    closures: [on('2027-10-31', '2027-11-01')],
    from: '2027-10-15T12:00+02:00',
    until: '2027-11-15T12:00+01:00',
    writes: [
      [{ sunday: [] }, '2027-10-25T00:00', '2027-10-31T00:00'],
      ['baseline', '2027-11-01T00:00', '2027-11-07T00:00'],
    ],
  },
  {
    name: 'round the clock, on the day on which midnight is skipped',
    zone: 'America/Santiago',
    own: ALWAYS,
    closures: [on('2027-09-05', '2027-09-06')],
    from: '2027-08-25T12:00-04:00',
    until: '2027-09-20T12:00-03:00',
    writes: [
      // What is skipped on the 5th first comes on the 12th.
      [{ sunday: day('00:00-01:00') }, '2027-08-30T00:00', '2027-09-05T01:00'],
      ['baseline', '2027-09-06T00:00', '2027-09-12T01:00'],
    ],
  },
  {
    name: 'nights of a shop that never changes: one write for the whole year',
    own: ALWAYS,
    closures: Array.from({ length: 400 }, (_, index) => {
      const date = (days: number) => new Date(Date.UTC(2027, 0, 1 + days)).toISOString().slice(0, 10);
      return on(`${date(index)}T19:00`, `${date(index + 1)}T09:00`);
    }),
    from: '2027-01-02T12:00+01:00',
    until: '2028-01-02T12:00+01:00',
    writes: [[every('09:00-19:00'), '2027-01-02T12:00', '2027-01-02T19:00']],
  },
];

const localOf = (zone: string, at: number): string => {
  const [minute] = localMinutes(zone, at, at + MINUTE) as [LocalMinute];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minute.date}T${two(Math.floor(minute.minute / 60))}:${two(minute.minute % 60)}`;
};

/** Half-open, by what clocks show: the closures of the examples begin and end where no hour is repeated. */
function closedBy(closures: Occurrence[]): (local: string) => boolean {
  const full = (bound: string) => (bound.length === 10 ? `${bound}T00:00` : bound);
  const spans = closures.map(({ start, end }) => ({ start: full(start), end: full(end as string) }));
  return (local) => {
    const last = spans.findLast(({ start }) => start <= local);
    return last !== undefined && local < last.end;
  };
}

test.each(EXAMPLES.flatMap((one) => (['soon', 'late'] as const).map((when) => ({ ...one, when }))))(
  'staged as $when as may be: $name',
  ({ zone = 'Europe/Paris', own, closures, from, until, writes, when }) => {
    const [start, end] = [Date.parse(from), Date.parse(until)];
    const timeline = timelineOf(chainsOf(source({ effect: PLANNED, staged: true }), linksOf(closures, zone)));
    const hours = { own: { week: own }, business: null };
    const written: [WeekHours | null, string, string, number][] = [];
    let inPlace: WeekHours | null = null;
    for (let at = start; at < end; ) {
      const asked = stagedAt({ timeline, zone, hours, inPlace, at });
      const { due, grid, until: next } = asked;
      if (due === null || (when === 'late' && due.by - MINUTE > at)) at = due ? due.by - MINUTE : next;
      else {
        written.push([grid, localOf(zone, due.from), localOf(zone, due.by), at]);
        inPlace = grid;
      }
    }

    const shown = written.map(([grid, begins, by]) => [grid ?? 'baseline', begins, by]);
    const wanted = writes.map(([changed, begins, by], index) => [
      changed === 'baseline' ? changed : { ...own, ...changed },
      // What was allowed before anybody looked is written when somebody does.
      index === 0 && begins < localOf(zone, start) ? localOf(zone, start) : begins,
      by,
    ]);
    if (closures.length < 100) expect(shown).toEqual(wanted);
    else expect(shown.map(([grid]) => grid)).toEqual(wanted.map(([grid]) => grid));

    let wrong = 0;
    const isClosed = closedBy(closures);
    // Where every day is like the other, a few weeks of them tell.
    const last = closures.length < 100 ? end : start + 40 * 24 * 60 * MINUTE;
    for (const minute of localMinutes(zone, start, last)) {
      const shows = written.findLast(([, , , at]) => at <= minute.at)?.[0] ?? own;
      const two = (value: number) => String(value).padStart(2, '0');
      const local = `${minute.date}T${two(Math.floor(minute.minute / 60))}:${two(minute.minute % 60)}`;
      if (isOpenAt(shows, minute) !== (isOpenAt(own, minute) && !isClosed(local))) wrong += 1;
    }
    expect(wrong).toBe(0);
  },
);

test('hours of a special day: the own hours go back, although no later day would tell them from the grid', () => {
  const zone = 'Europe/Paris';
  const special: SpecialDays[] = [['2027-03-10', '2027-03-10', day('12:00-16:00')]];
  const hours = { own: { week: { saturday: day('09:00-12:00') }, special }, business: null };
  const closures = linksOf([on('2027-03-10', '2027-03-11')], zone);
  const timeline = timelineOf(chainsOf(source({ effect: PLANNED, staged: true }), closures));
  const question = { timeline, zone, hours };

  const closing = stagedAt({ ...question, inPlace: null, at: Date.parse('2027-03-09T12:00+01:00') });
  const inPlace = closing.grid;
  const ahead = stagedAt({ ...question, inPlace, at: Date.parse('2027-03-10T12:00+01:00') });
  const over = stagedAt({ ...question, inPlace, at: Date.parse('2027-03-10T16:00+01:00') });

  expect(inPlace).toEqual({ ...every(), saturday: day('09:00-12:00') });
  expect([ahead.due, localOf(zone, ahead.ahead?.from as number)]).toEqual([null, '2027-03-10T16:00']);
  expect([over.grid, localOf(zone, over.due?.by as number)]).toEqual([null, '2027-03-17T16:00']);
});

test('the text of a closure that ends at 23:59 goes down at midnight, with its hours', () => {
  const zone = 'Europe/Paris';
  const closures = linksOf([on('2027-03-10T10:00', '2027-03-10T23:59')], zone);
  const timeline = timelineOf(chainsOf(source({ effect: PLANNED, staged: true }), closures));
  const question = { timeline, zone, hours: { own: { week: ALWAYS }, business: null } };
  const [evening, night] = [Date.parse('2027-03-10T23:58+01:00'), Date.parse('2027-03-11T00:00+01:00')];
  const { grid } = stagedAt({ ...question, inPlace: null, at: Date.parse('2027-03-09T12:00+01:00') });

  const before = stagedAt({ ...question, inPlace: grid, at: evening });
  const last = stagedAt({ ...question, inPlace: grid, at: evening + MINUTE });
  const after = stagedAt({ ...question, inPlace: grid, at: night });

  expect([before.idleUntil, last.idleUntil]).toEqual([night, night]);
  expect([last.speaks, last.due]).toEqual([timeline.chains[0], null]);
  expect([after.grid, after.speaks, after.due === null]).toEqual([null, null, false]);
});

test('a closure has its text back where what kept it open ends within a minute', () => {
  const zone = 'Europe/Paris';
  const staged = chainsOf(
    source({ effect: PLANNED, staged: true }),
    linksOf([on('2027-03-10', '2027-03-11')], zone),
  );
  const [from, until] = [Date.parse('2027-03-10T09:30:02+01:00'), Date.parse('2027-03-10T14:30:02+01:00')];
  const kept = { start: from, end: until, names: {}, wallMilliseconds: until - from };
  const hold = chainsOf(source({ key: 'hold', effect: OPEN, level: 'hold' }), [kept]);
  const question = {
    timeline: timelineOf([...staged, ...hold]),
    zone,
    hours: { own: { week: SHOP }, business: null },
  };
  const opened = stagedAt({ ...question, inPlace: null, at: until - MINUTE });
  const ended = stagedAt({ ...question, inPlace: opened.grid, at: until + 2_000 });
  const later = stagedAt({ ...question, inPlace: ended.grid, at: until + 20 * MINUTE });

  expect(ended.grid).toEqual({ ...SHOP, wednesday: day('09:00-14:30') });
  expect([ended.speaks, later.speaks]).toEqual([staged[0], staged[0]]);
});

test('what is written while an hour is there for the first time closes it for the second', () => {
  const zone = 'Africa/Cairo';
  const closed = on('2027-10-28', '2027-10-29');
  const links = linksOf([closed], zone);
  const timeline = timelineOf(chainsOf(source({ effect: PLANNED, staged: true }), links));
  // It is 23:21, and in forty minutes it will be 23:00 again.
  const at = Date.parse('2027-10-28T20:21:00Z');
  const { grid } = stagedAt({
    timeline,
    zone,
    hours: { own: { week: ALWAYS }, business: null },
    inPlace: null,
    at,
  });
  expect(grid?.thursday).toEqual(['00:00-23:00']);
});
