/**
 * Whole feeds against what ical.js finds: rules with COUNT or UNTIL, EXDATE, RDATE, single occurrences and all from one on
 * that are changed or called off. Its rules are wrong in places, so that these are ones that it has right.
 */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendar, event, read } from './support.ts';

const day = (number: number): string =>
  new Date(Date.UTC(2026, 10, 1 + number)).toISOString().slice(0, 10).replaceAll('-', '');

const rules = fc.oneof(
  fc.integer({ min: 1, max: 3 }).map((interval) => `FREQ=DAILY;INTERVAL=${interval}`),
  fc
    .tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.constantFrom('', ';WKST=SU'),
    )
    .map(([interval, days, from]) => `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.join()}${from}`),
  fc.constantFrom(1, 15, 28, 30, 31).map((of) => `FREQ=MONTHLY;BYMONTHDAY=${of}`),
  fc.constantFrom('1MO', '-1FR', '2TU', '5SU').map((of) => `FREQ=MONTHLY;BYDAY=${of}`),
);

const feeds = fc.record({
  start: fc.nat(20),
  /** Null: all day. */
  hour: fc.option(fc.nat(22)),
  rule: rules,
  count: fc.option(fc.integer({ min: 1, max: 14 })),
  until: fc.integer({ min: 5, max: 100 }),
  /** Which of its times; ical.js stumbles over the first, over dates that are none of them, and over those beside RDATE. */
  except: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }),
  also: fc.array(fc.integer({ min: 51, max: 80 }), { maxLength: 2 }),
  changes: fc.uniqueArray(
    fc.record({
      of: fc.nat(5),
      by: fc.integer({ min: -3, max: 3 }),
      length: fc.integer({ min: 1, max: 3 }),
      isCancelled: fc.boolean(),
    }),
    { maxLength: 2, selector: ({ of }) => of },
  ),
  isFuture: fc.boolean(),
});
type Feed = typeof feeds extends fc.Arbitrary<infer One> ? One : never;

const timeOf = (text: string) =>
  ICAL.Time.fromString(
    text.replace(
      /^(....)(..)(..)(T(..)(..)(..))?.*$/,
      (_, year, month, of, time, ...at) =>
        [year, month, of].join('-') + (time ? `T${at.slice(0, 3).join(':')}` : ''),
    ),
    null as never,
  );

/** As `20261102..20261103` or with times, of what is not called off. */
function theirs(events: string[][]): string[] {
  const [first, ...changed] = new ICAL.Component(
    ICAL.parse(calendar(...events.flatMap((lines) => event(...lines)))),
  ).getAllSubcomponents('vevent');
  const series = new ICAL.Event(first as ICAL.Component);
  for (const one of changed) series.relateException(new ICAL.Event(one));
  const iterator = series.iterator();
  const found: string[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    const { item, startDate, endDate } = series.getOccurrenceDetails(next);
    if (item.component.getFirstPropertyValue('status') === 'CANCELLED') continue;
    found.push(`${startDate.toICALString()}..${endDate.toICALString()}`);
  }
  return [...new Set(found)].sort();
}

/** The event, and the changes of it; its first time is one of its rule. */
function eventsOf({ start, hour, rule, count, until, except, also, changes, isFuture }: Feed): string[][] {
  const kind = hour === null ? ';VALUE=DATE' : '';
  const at = (number: number) => day(number) + (hour === null ? '' : `T${String(hour).padStart(2, '0')}0000`);
  const length = (size: number) => `DURATION:${hour === null ? `P${size}D` : `PT${size}H`}`;
  const first = ICAL.Recur.fromString(rule)
    .iterator(timeOf(at(start)))
    .next() as ICAL.Time;
  const end = count === null ? `UNTIL=${day(until)}${hour === null ? '' : 'T235959'}` : `COUNT=${count}`;
  const own = ['UID:a', `DTSTART${kind}:${first.toICALString()}`, length(1), `RRULE:${rule};${end}`];
  const dates = (name: string, days: number[]) =>
    days.toSorted((a, b) => a - b).map((one) => `${name}${kind}:${at(one)}`);
  const all = [...own, ...dates('RDATE', also)];
  const starts = theirs([all]).map((one) => one.split('..')[0] as string);
  const out = except.filter(
    (index) => also.length === 0 && index in starts && !changes.some(({ of }) => of === index),
  );
  const main = [...all, ...out.sort((a, b) => a - b).map((index) => `EXDATE${kind}:${starts[index]}`)];
  const changed = changes.flatMap(({ of, by, length: size, isCancelled }, index) => {
    const named = starts[of];
    if (named === undefined) return [];
    const moved = timeOf(named);
    moved.adjust(by, 0, 0, 0);
    const range = isFuture && index === 0 ? ';RANGE=THISANDFUTURE' : '';
    const lines = [
      'UID:a',
      `RECURRENCE-ID${kind}${range}:${named}`,
      `DTSTART${kind}:${moved.toICALString()}`,
      length(size),
    ];
    return [isCancelled ? [...lines, 'STATUS:CANCELLED'] : lines];
  });
  return [main, ...changed];
}

test('what a feed says takes place is what another library reads in it', async () => {
  await fc.assert(
    fc.asyncProperty(feeds, async (one) => {
      const events = eventsOf(one);
      const window = { from: '2026-06-01', to: '2036-01-01' };
      const { found, faults } = await read(
        calendar(...events.flatMap((lines) => event(...lines))),
        {},
        window,
      );
      const plain = (bound: string) => bound.replace(/[-:]/g, '').replace(/^(\d{8}T\d{4})$/, '$100');
      const ours = new Set(found.map(({ start, end }) => `${plain(start)}..${plain(end as string)}`));
      expect(faults).toEqual([]);
      expect([...ours].sort()).toEqual(theirs(events));
    }),
    { numRuns: 100 },
  );
});
