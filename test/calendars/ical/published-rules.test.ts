/**
 * All rules with the days that the authors of two other libraries expect of them (libical's `icalrecur_test.txt` and ical.net's
 * `RecurrenceTestCases.txt`), put down here as rule, DTSTART and starts (`A-B`: each day from A to B), and played through
 * feeds. Three of libical's rules stand in its list twice; they are in the file once, and counted twice.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { civilDay, dayNumber } from '../../../lib/calendars/ical/recurrence/days.ts';
import { calendar, event, read } from './support.ts';

/** Where we differ on purpose, with the paragraph of RFC 5545 that says so. */
const DIFFERENT: Record<string, string> = {
  'YEARLY;BYMONTHDAY=29;COUNT=3': '3.3.10, table: BYMONTHDAY expands a year, so that it is of every month',
  'YEARLY;BYMONTHDAY=-29,-1;COUNT=4': 'the same',
  'YEARLY;BYMONTHDAY=8,9;BYDAY=WE,TH;UNTIL=20280101': 'the same',
  'YEARLY;BYMONTHDAY=1,8;BYDAY=22MO,23TU,25MO,36TU;UNTIL=20350101T000000': 'the same',
  'YEARLY;BYMONTHDAY=1,-31;COUNT=2': 'the same',
  'YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=6;UNTIL=20170101T000000Z':
    '3.3.10, INTERVAL counts years, and libical expects those of the calendar, not those of the weeks',
  'YEARLY;BYWEEKNO=1;BYDAY=MO,TU;INTERVAL=3;UNTIL=20320101': 'the same',
};

/** `20270102T030405` as the list has it: without the time of DTSTART, which most have. */
async function startsOf(rule: string, start: string, last: string): Promise<string[]> {
  const [property, length] = start.length === 8 ? ['DTSTART;VALUE=DATE', 'P1D'] : ['DTSTART', 'PT1S'];
  const lines = event('UID:a', `${property}:${start}`, `DURATION:${length}`, `RRULE:FREQ=${rule}`);
  const window = {
    from: `${start.slice(0, 4)}-01-01`,
    to: `${Math.min(Number(last.slice(0, 4)) + 2, 9999)}-12-31`,
  };
  const { found, faults } = await read(calendar(...lines), {}, window);
  expect(faults).toEqual([]);
  const time = start.slice(8).replace('Z', '');
  return found.map((one) => {
    const [day = '', at = ''] = one.start.replace(/[-:]|\.\d+|Z$/g, '').split('T');
    const full = at === '' ? '' : `T${at.padEnd(6, '0')}`;
    return full === time ? day : `${day}${full}`;
  });
}

const rowsOf = (file: string): [rule: string, start: string, days: string[]][] =>
  readFileSync(new URL(`./rules/${file}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [rule = '', start = '', days = ''] = line.split('|');
      const time = start.slice(8).replace('Z', '');
      const each = days.split(' ').filter(Boolean).flatMap(daysOf);
      return [rule, start, each.map((day) => (day.slice(8) === time ? day.slice(0, 8) : day))];
    });

/** `19970902-19970905` as its four days. */
function daysOf(text: string): string[] {
  const [first = '', last] = text.split('-');
  if (last === undefined) return [first];
  const numberOf = (day: string): number =>
    dayNumber(Number(day.slice(0, 4)), Number(day.slice(4, 6)), Number(day.slice(6, 8)));
  return Array.from({ length: numberOf(last) - numberOf(first) + 1 }, (_, index) => {
    const { year, month, day } = civilDay(numberOf(first) + index);
    return `${year * 10_000 + month * 100 + day}`;
  });
}

/** `rule|DTSTART` of what libical plays twice: from another day on, or by oversight. */
const TWICE = [
  'DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40;COUNT=48|19970902T090000',
  'WEEKLY;UNTIL=20170127T000000Z;WKST=MO;BYDAY=SU,TU,TH;INTERVAL=2|20161229T090000',
  'YEARLY;BYYEARDAY=3,2;COUNT=4|20240102',
];

test('of 139 and 68 rules we differ in two and five', () => {
  const right = ['libical', 'ical-net'].map((file) => {
    const rules = rowsOf(file);
    const again = rules.filter(([rule, start]) => TWICE.includes(`${rule}|${start}`));
    const played = [...rules, ...again];
    return [played.length, played.filter(([rule]) => !(rule in DIFFERENT)).length];
  });
  expect(right).toEqual([
    [139, 137],
    [68, 63],
  ]);
});

test.each(['libical', 'ical-net'])(
  '%s and we agree, but for what the standard says otherwise',
  async (file) => {
    for (const [rule, start, days] of rowsOf(file))
      if (!(rule in DIFFERENT))
        expect(await startsOf(rule, start, days.at(-1) ?? start), `${rule} from ${start}`).toEqual(days);
  },
);

test('a yearly rule with days of the month and none of the year is of every month', async () => {
  const days = ['20240229', '20240329', '20240429'];
  expect(await startsOf('YEARLY;BYMONTHDAY=29;COUNT=3', '20240229', '2025')).toEqual(days);
});

test('years are counted by the calendar, also where weeks reach over their end', async () => {
  expect(
    await startsOf('YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1', '20270103T000000Z', '2032'),
  ).toEqual(['20321230']);
});

/** What ical.net raises errors for, and what it is here: an error of that event alone, or what little takes place. */
const ODD: [rule: string, start: string, found: string][] = [
  ['YEARLY;BYEASTER=1', '20240101', 'a rule with a part that is none: BYEASTER'],
  ['WEEKLY;BYDAYS=MO;COUNT=2', '20240101', 'a rule with a part that is none: BYDAYS'],
  ['WEEKLY;X-BY=MO;COUNT=2', '20240101', '2024-01-01 2024-01-08'],
  ['WEEKLY;BYDAY=MO=;COUNT=3', '20241024', 'a rule with a part that is none: BYDAY=MO='],
  ['DAILY;BYDAY=1MO', '20240101', 'a weekday with a number in a DAILY rule'],
  ['HOURLY;BYDAY=-1MO', '20240101T090000', 'a weekday with a number in a HOURLY rule'],
  ['WEEKLY;BYDAY=2MO;COUNT=3', '20240101', 'a weekday with a number in a WEEKLY rule'],
  ['WEEKLY;BYDAY=1MO,-1TU;COUNT=2', '20240101', '2024-01-01 2024-01-02'],
  ['YEARLY;BYWEEKNO=10;BYDAY=2MO', '20240101T090000', 'a weekday with a number in a YEARLY rule'],
  ['MONTHLY;BYWEEKNO=10', '20260101', 'BYWEEKNO in a MONTHLY rule'],
  ['MONTHLY;BYYEARDAY=14;COUNT=3', '20260101', 'BYYEARDAY in a MONTHLY rule'],
  ['WEEKLY;BYMONTHDAY=20;COUNT=3', '20260101', 'BYMONTHDAY in a WEEKLY rule'],
  ['YEARLY;INTERVAL=10000000;COUNT=2', '20240101', '2024-01-01'],
  ['WEEKLY;INTERVAL=2000000000;COUNT=2', '20240101', '2024-01-01'],
  ['YEARLY;COUNT=3', '99980101', '9998-01-01 9999-01-01'],
  ['YEARLY;BYWEEKNO=-1;BYDAY=SU;COUNT=3', '99971228', '9997-12-28 9999-01-03'],
];

test.each(ODD)('%s is an error that is told, or ends', async (rule, start, found) => {
  const property = start.length === 8 ? 'DTSTART;VALUE=DATE' : 'DTSTART';
  const other = event('UID:b', 'DTSTART;VALUE=DATE:20240105', 'SUMMARY:Other');
  const lines = event('UID:a', `${property}:${start}`, 'DURATION:P1D', `RRULE:FREQ=${rule}`, 'SUMMARY:Odd');
  const years = Number(start.slice(0, 4));
  const window = { from: `${years}-01-01`, to: years > 9000 ? '9999-12-31' : `${years + 2}-01-01` };
  const content = await read(calendar(...lines, ...other), {}, window);
  const starts = content.found.filter(({ names }) => names[''] === 'Odd').map((one) => one.start);
  expect([...starts, ...content.faults.map(({ why }) => why)].join(' ')).toBe(found);
  if (years === 2024) expect(content.found.map(({ names }) => names[''])).toContain('Other');
});
