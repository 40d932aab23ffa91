import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const script = `
import { expand } from './lib/calendars/expand.ts';
const window = { from: '2026-12-01', to: '2028-01-05' };
const calendars = [
  { kind: 'cron', close: '0 19 * * MON-FRI', open: '30 0 * * MON-FRI' },
  { kind: 'weekly', open: { sunday: ['22:00-02:00'] } },
  { kind: 'dates', entries: [{ every: '03-28', fromTime: null, toTime: null, leap: null, name: null }] },
];
const places = ['FR-67', 'ES-MD', 'GB-SCT', 'PT-20', 'IR', 'TR', 'IL', 'AE', 'KR', 'JP', 'CL', 'EG', 'NZ-AUK'];
const found = [];
const at = (code) => ({ country: code.slice(0, 2), region: code.length > 2 ? code : null });
for (const calendar of calendars) found.push(await expand(calendar, at('FR'), window));
const types = ['public', 'bank', 'school', 'optional', 'observance'];
const holidays = { kind: 'holidays', country: null, region: null, types, except: [], also: [] };
for (const place of places) found.push(await expand(holidays, at(place), window));
const feed = [
  'BEGIN:VCALENDAR', 'X-WR-TIMEZONE:America/Santiago',
  'BEGIN:VEVENT', 'UID:1', 'DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=MONTHLY;BYDAY=-1FR', 'EXDATE:20261226T030000Z', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:2', 'DTSTART;TZID=Africa/Cairo:20261201T003000', 'DURATION:PT5H', 'RRULE:FREQ=WEEKLY', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:3', 'DTSTART;TZID=Romance Standard Time:20261201T023000', 'DURATION:P1D', 'RRULE:FREQ=DAILY;INTERVAL=9', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:4', 'DTSTART:20261201T233000', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY;INTERVAL=40;UNTIL=20270301T000000Z', 'END:VEVENT',
  'END:VCALENDAR',
].join('\\n');
const ical = { kind: 'ical', from: 'a.ics', only: null, except: null, transparent: 'ignore', allowPrivateAddress: false };
found.push(await expand(ical, at('FR'), window, feed));
const sheet = { kind: 'sheet', from: 'a.csv', allowPrivateAddress: false };
found.push(await expand(sheet, { ...at('FR'), id: '1', code: 'A' }, window, 'code,from,to\\nA,28/03/2027 02:30,\\nA,2027-09-05,'));
console.log(JSON.stringify(found));
`;

/** What one process has parsed the next one need not. */
const cache = join(tmpdir(), `partoo-closures-compiled-${process.pid}`);
afterAll(() => rm(cache, { recursive: true, force: true }));

function occurrencesUnder(TZ: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, TZ, NODE_COMPILE_CACHE: cache },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout;
}

// The last four skip a midnight in their own spring, which the holiday package trips over.
const HOSTS = ['Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu', 'Africa/Cairo', 'America/Havana'];

test('story 15: occurrences do not depend on the zone of the host', { timeout: 120_000 }, () => {
  const expected = occurrencesUnder('UTC');
  expect(JSON.parse(expected)).toHaveLength(18);
  for (const zone of [...HOSTS, 'America/Santiago', 'Atlantic/Azores', 'Asia/Beirut'])
    expect(occurrencesUnder(zone), zone).toBe(expected);
});
