/** Rule 28: whatever stands in a feed, it takes little time and memory, and never ends the process. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../lib/calendars/decode.ts';
import { feed } from '../../../lib/calendars/ical/feed.ts';
import { unfolded } from '../../../lib/calendars/ical/lines.ts';
import { occurrencesIn } from '../../../lib/calendars/ical/occurrences.ts';
import { CORPUS, oddFeed, PIECES } from './feeds/odd.ts';
import { calendar, event, read, spans, told } from './support.ts';

const upTo = (most: number) => [...Array(most).keys()].join();
const START = 'DTSTART:20261101T090000';
const rule = (text: string, start = START) => calendar(...event(start, 'DURATION:PT1H', `RRULE:${text}`));
const many = (count: number, lines: (index: number) => string[]) =>
  calendar(...Array.from({ length: count }, (_, index) => event(`UID:${index}`, ...lines(index))).flat());

const CASES: Record<string, () => string> = {
  'every second': () => rule('FREQ=SECONDLY'),
  'every second, hundreds of millions of times': () => rule('FREQ=SECONDLY;COUNT=300000000'),
  'all seconds of every day': () =>
    rule(`FREQ=DAILY;BYHOUR=${upTo(24)};BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)}`),
  'the last of all seconds of a year': () =>
    rule(`FREQ=YEARLY;BYDAY=MO;BYSETPOS=-1;BYHOUR=${upTo(24)};BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)}`),
  'a second that never comes': () => rule('FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 'DTSTART:00010101T000000'),
  'a minute that never comes, counted from the year 1': () =>
    rule('FREQ=MINUTELY;BYHOUR=3;BYMONTHDAY=31;BYMONTH=2;COUNT=5', 'DTSTART:00010101T000000'),
  'millions of days': () => rule('FREQ=DAILY;COUNT=9000000', 'DTSTART:16000101T000000'),
  'a day that there is not': () => rule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
  'an interval of hundreds of millions': () => rule('FREQ=YEARLY;INTERVAL=999999999'),
  'hundreds of thousands of EXDATEs': () =>
    calendar(...event(START, 'RRULE:FREQ=DAILY', `EXDATE:${Array(290_000).fill('20261102T090000').join()}`)),
  'and each on its line': () => calendar(...event(START, ...Array(100_000).fill('EXDATE:20261102T090000'))),
  'thousands of rules of seconds': () => many(5000, () => [START, 'DURATION:PT1H', 'RRULE:FREQ=SECONDLY']),
  'thousands of zones': () => many(9000, (index) => [`DTSTART;TZID=Nowhere/Z${index}:20270101T000000`]),
  'a zone that changes its clocks every day, twenty thousand times': () =>
    calendar(
      'BEGIN:VTIMEZONE',
      'TZID:X',
      ...Array(20_000).fill(
        'BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=DAILY\r\nEND:STANDARD',
      ),
      'END:VTIMEZONE',
      ...event('DTSTART;TZID=X:20270101T000000', 'DURATION:PT1H'),
    ),
  'thousands of changes of one event': () =>
    calendar(
      ...event('UID:a', START, 'RRULE:FREQ=DAILY'),
      ...Array.from({ length: 9000 }, (_, index) =>
        event(
          'UID:a',
          `RECURRENCE-ID;RANGE=THISANDFUTURE:2027010${1 + (index % 9)}T0${index % 9}0000`,
          START,
        ),
      ).flat(),
    ),
  'a duration of millions of years': () => calendar(...event(START, 'DURATION:P99999999W')),
  'nothing but line ends': () => '\n'.repeat(5e6),
  'nothing but carriage returns': () => '\r'.repeat(5e6),
  'nothing but quotes': () => '"'.repeat(5e6),
  'a line folded a million times': () => `A:b${'\r\n x'.repeat(1e6)}`,
  'calendars within calendars': () => 'BEGIN:VCALENDAR\r\n'.repeat(250_000),
  'a line of parameters': () => calendar(`X;${'A=B;'.repeat(1e6)}:`),
  'a summary of megabytes': () =>
    calendar(...event(START, 'DURATION:PT1H', `SUMMARY:${'a\\,*'.repeat(1e6)}`)),
  'nothing but NUL, and one letter': () => `${'\0'.repeat(5e6)}A`,
  'nothing but NUL': () => '\0'.repeat(5e6),
};

describe('comes to an end by itself, and not after long', () => {
  test.each(Object.keys(CASES))('%s', async (title) => {
    const text = CASES[title]!();
    const before = process.cpuUsage();
    const outcome = await read(text, { only: { summaries: ['*a*a*a*b'] } }).catch((error: unknown) => error);
    const { user, system } = process.cpuUsage(before);
    if (outcome instanceof Error) expect(outcome.name).toBe('CalendarError');
    // Of the processor, since other tests run at the same time; a second is the aim, and what has no bound takes minutes.
    expect((user + system) / 1e6).toBeLessThan(5);
  });
});

test('an event that is set aside leaves the others as they are', async () => {
  const feed = calendar(
    ...event(START, 'DURATION:PT1H', 'RRULE:FREQ=SECONDLY', 'SUMMARY:Too often'),
    ...event('DTSTART;VALUE=DATE:20261225'),
  );
  const { found, faults, events } = await read(feed);
  expect(found).toMatchObject([{ start: '2026-12-25' }]);
  expect(events).toBe(2);
  expect(told(faults)).toEqual([
    'the event "Too often" of 2026-11-01 is set aside: a rule that recurs too often to be worked out',
  ]);
});

test('events that ask for much leave enough to the others, however many there are', async () => {
  const greedy = many(50, () => [START, 'DURATION:PT1H', 'RRULE:FREQ=SECONDLY;COUNT=300000000']);
  const birthdays = many(6000, (index) => [
    `DTSTART;VALUE=DATE:19${String(10 + (index % 90))}0${1 + (index % 9)}05`,
    'RRULE:FREQ=YEARLY',
  ]);
  const { found, faults } = await read(greedy + birthdays);
  expect(found).toHaveLength(6000);
  expect(faults).toHaveLength(50);
});

test('what a feed says is worked out once, however often it is asked, and anew for other days and filters', async () => {
  const text = calendar(...event('UID:once', START, 'DURATION:PT1H', 'SUMMARY:Once'));
  const { found } = await read(text);
  expect((await read(`${text}`)).found).toBe(found);
  expect((await read(text, { except: { summaries: ['Once'] } })).found).toEqual([]);
  expect((await read(text, {}, { from: '2027-01-01', to: '2027-12-31' })).found).toEqual([]);
  // Of texts that are larger together than a feed may be, the last ones are remembered.
  for (const number of [1, 2, 3])
    await read(
      calendar(
        ...event(`UID:${number}`, START, ...Array(20).fill(`CATEGORIES:${number}${'x'.repeat(90_000)}`)),
      ),
    );
  const again = (await read(text)).found;
  expect(again).not.toBe(found);
  expect(again).toEqual(found);
});

test('a feed is joined in its own bytes, and says the same', async () => {
  const folded = calendar(
    ...event('UID:1', START, 'DURATION:P', ' T1H', 'DESCRIPTION:a', '\tb', 'SUMMARY:Fermé', ' e'),
  );
  const bytes = Buffer.from(folded);
  const text = await feed.textOf(bytes);
  expect(text).toContain('SUMMARY:Fermée');
  expect(text).not.toContain('DESCRIPTION');
  expect(text.length).toBeLessThan(folded.length);
  expect(bytes.subarray(0, Buffer.byteLength(text)).toString()).toBe(text);
});

test.each(Array.from({ length: 8 }, (_, index) => index))('a slice of the odd feeds: %i', async (slice) => {
  for (let number = slice * 12; number < (slice + 1) * 12; number += 1) {
    const before = process.cpuUsage();
    const outcome = await read(oddFeed(number)).catch((error: Error) => error);
    const { user, system } = process.cpuUsage(before);
    expect([number, (user + system) / 1e6 < 2]).toEqual([number, true]);
    if (outcome instanceof Error) expect([number, outcome.name]).toEqual([number, 'CalendarError']);
  }
});

test('whatever is cut out of a feed, or gets into it, nothing but a CalendarError is thrown', async () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const edit = fc.record({ at: share, cut: fc.nat(12), piece: fc.constantFrom('', ...PIECES) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...CORPUS),
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      async (text, edits) => {
        let odd = text;
        for (const { at, cut, piece } of edits) {
          const from = 20 + Math.floor(at * (odd.length - 40));
          odd = odd.slice(0, from) + piece + odd.slice(from + cut);
        }
        const outcome = await read(odd).catch((error: Error) => error);
        if (outcome instanceof Error) expect(outcome.name).toBe('CalendarError');
        else
          for (const { start, end } of outcome.found) expect(instant(end!)).toBeGreaterThan(instant(start));
      },
    ),
    { numRuns: 200 },
  );
});

const instant = (bound: string): number =>
  Date.parse(bound.includes('T') && !bound.endsWith('Z') ? `${bound}Z` : bound);

test.each<[string, string, () => string]>([
  [
    'occurrences',
    '10000 occurrences in the coming 400 days',
    () => many(1000, () => ['DTSTART:20270327T120000', 'DURATION:PT24H', 'RRULE:FREQ=HOURLY']),
  ],
  [
    'dates',
    '100000 single dates',
    () => many(60, () => [START, `RDATE:${Array(6000).fill('20261224T090000').join()}`]),
  ],
])('a feed with too many %s is refused before all of them are held', async (_, what, text) => {
  const feed = text();
  const before = process.memoryUsage().heapUsed;
  await expect(read(feed)).rejects.toThrow(`it has more than ${what}; publish one for closures only`);
  // 290 MB where all were gathered first.
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(64);
});

test('an event of a hundred thousand empty lines is too large, and leaves the others as they are', async () => {
  const empty = (line: string) => Array<string>(100_000).fill(line).join('\r\n');
  const long = event('UID:long', 'DTSTART;VALUE=DATE:20261224', empty('EXDATE:'));
  const good = event('UID:good', 'DTSTART;VALUE=DATE:20261225');
  expect(await spans(calendar(...long, empty('METHOD:PUBLISH'), ...good))).toEqual([
    '2026-12-25..2026-12-26',
    'an event is set aside: it is too large',
  ]);
});

test('of a feed the lines alone are kept that closures are made of, wherever they are folded', async () => {
  const bytes = Buffer.from(
    '\ufeffBEGIN:VCALENDAR\r\nPRODID:x\r\nBEGIN:VEVENT\r\nDESCRIPTION:what nobody\r\n  needs\r\n\r\n' +
      ' uid:a\r\nSUMM\r\n ARY:é\nX-ALT-DESC;FMTTYPE=text/html:\r\n <p>\r\nDTSTART;VALUE=DATE:20261224\rEND:VEVENT\r\nEND:VCALENDAR',
  );
  expect((await feed.textOf(bytes)).split(/[\r\n]+/)).toEqual([
    ...['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'uid:a', 'SUMMARY:é'],
    ...['DTSTART;VALUE=DATE:20261224', 'END:VEVENT', 'END:VCALENDAR'],
  ]);
});

test('what is left out of a feed changes nothing of what it says', async () => {
  const calendarOf = {
    kind: 'ical',
    from: 'a.ics',
    only: null,
    except: null,
    transparent: 'ignore',
  } as const;
  const window = { from: '2026-10-01', to: '2028-01-05' };
  const says = (text: string) =>
    occurrencesIn(text, calendarOf, window).catch(({ message }: Error) => message);
  for (let number = 0; number < 120; number += 1) {
    const bytes = Buffer.from(oddFeed(number * 7));
    if (bytes.length > 100_000) continue;
    expect
      .soft(await says(await feed.textOf(bytes)), `feed ${number * 7}`)
      .toEqual(await says(unfolded(bytes)));
  }
});

test('folds are joined byte by byte as the standard has them, whatever the line ends', () => {
  const bytes = fc.array(fc.constantFrom(...Buffer.from('\r\n \taé:').values()), { maxLength: 40 });
  fc.assert(
    fc.property(bytes, (values) => {
      const raw = Buffer.from(values).toString('latin1');
      const joined = raw.replace(/\r?\r?\n[\t ]|\r[\t ]/g, '');
      expect(unfolded(Uint8Array.from(values))).toBe(decodeText(Buffer.from(joined, 'latin1')));
    }),
  );
});
