/**
 * Rules with the days that the authors of two other libraries expect of them (libical's `icalrecur_test.txt` and ical.net's
 * `RecurrenceTestCases.txt`), put down here as rule, DTSTART and starts, and played through feeds. Those that only raise
 * errors there, repeat another one, or list every day of months are left out.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
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
  const window = { from: `${start.slice(0, 4)}-01-01`, to: `${Number(last.slice(0, 4)) + 2}-01-01` };
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
      return [rule, start, days.split(' ').map((day) => (day.slice(8) === time ? day.slice(0, 8) : day))];
    });

test.each(['libical', 'ical-net'])(
  '%s and we agree, but for what the standard says otherwise',
  async (file) => {
    for (const [rule, start, days] of rowsOf(file))
      if (!(rule in DIFFERENT))
        expect(await startsOf(rule, start, days.at(-1) ?? ''), `${rule} from ${start}`).toEqual(days);
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
