/** Prints what calendars of every kind give, as one line of JSON. */
import { expand } from '../../lib/calendars/expand.ts';
import type { Calendar } from '../../lib/calendars/stored.ts';
import { CORPUS } from './ical/feeds/odd.ts';

const window = { from: '2026-12-01', to: '2028-01-05' };
const calendars: Calendar[] = [
  { kind: 'cron', close: '0 19 * * MON-FRI', open: '30 0 * * MON-FRI' },
  { kind: 'weekly', open: { sunday: ['22:00-02:00'] } },
  { kind: 'dates', entries: [{ every: '03-28', fromTime: null, toTime: null, leap: null, name: null }] },
];
const places = 'FR-67 ES-MD GB-SCT PT-20 IR TR IL AE KR JP CL EG NZ-AUK'.split(' ');
const at = (code: string) => ({ country: code.slice(0, 2), region: code.length > 2 ? code : null });
const found: unknown[] = [];
for (const calendar of calendars) found.push(await expand(calendar, at('FR'), window));
const holidays: Calendar = {
  ...{ kind: 'holidays', country: null, region: null, except: [], also: [] },
  types: ['public', 'bank', 'school', 'optional', 'observance'],
};
for (const place of places) found.push(await expand(holidays, at(place), window));
const feed = `BEGIN:VCALENDAR
X-WR-TIMEZONE:America/Santiago
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261201
RRULE:FREQ=MONTHLY;BYDAY=-1FR
EXDATE:20261226T030000Z
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;TZID=Africa/Cairo:20261201T003000
DURATION:PT5H
RRULE:FREQ=WEEKLY
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;TZID=Romance Standard Time:20261201T023000
DURATION:P1D
RRULE:FREQ=DAILY;INTERVAL=9
END:VEVENT
BEGIN:VEVENT
UID:4
DTSTART:20261201T233000
DURATION:PT1H
RRULE:FREQ=HOURLY;INTERVAL=40;UNTIL=20270301T000000Z
END:VEVENT
END:VCALENDAR`;
const ical: Calendar = {
  ...{ kind: 'ical', from: 'a.ics', only: null, except: null },
  ...{ transparent: 'ignore', allowPrivateAddress: false },
};
for (const text of [feed, ...CORPUS]) found.push(await expand(ical, at('FR'), window, text));
const sheet: Calendar = { kind: 'sheet', from: 'a.csv', allowPrivateAddress: false };
const shop = { ...at('FR'), id: '1', code: 'A' };
const table = 'code,from,to\nA,28/03/2027 02:30,\nA,2027-09-05,';
found.push(await expand(sheet, shop, window, table));
console.log(JSON.stringify(found));
