/** 400 days of 50 recurring rules for businesses in 100 zones: once a rule and zone, and the plain way. */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { expand } from '../lib/calendars/expand.ts';
import { linksOf } from '../lib/closures/chains.ts';
import { grouped, type Section, seconds } from './support/section.ts';

const WINDOW = { from: '2026-12-01', to: '2028-01-05' };
const ZONES = 100;
const BUSINESSES = 100_000;
/** Of the plain way so many are worked out, and the time is multiplied. */
const SAMPLE = 10;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const RULES = Array.from({ length: 50 }, (_, index) => {
  const day = WEEKDAYS[index % 7];
  const kinds = [
    `WEEKLY;BYDAY=${day}`,
    `MONTHLY;BYDAY=-1${day}`,
    `DAILY;INTERVAL=${index + 2}`,
    'MONTHLY;BYMONTHDAY=-1',
  ];
  return {
    rule: `FREQ=${kinds[index % 4]}`,
    start: `2026-01-${String((index % 28) + 1).padStart(2, '0')}T19:00:00`,
  };
});
const zones = Intl.supportedValuesOf('timeZone').slice(0, ZONES);
const zoneOf = (business: number): string => zones[business % ZONES]!;

export async function measureCalendars(): Promise<Section> {
  await expandAll();
  const before = performance.now();
  const links = await expandAll();
  const ours = performance.now() - before;
  const peak = process.resourceUsage().maxRSS / 1024;
  const began = performance.now();
  let differing = 0;
  for (let business = 0; business < SAMPLE; business++)
    for (const [index, { rule, start }] of RULES.entries())
      if (plain(rule, start, zoneOf(business)).join() !== links[index]!.get(zoneOf(business))!.join())
        differing++;
  const theirs = ((performance.now() - began) * BUSINESSES) / SAMPLE;
  return {
    title: `Expanding ${RULES.length} recurring rules for ${grouped(BUSINESSES)} businesses`,
    about: `Feeds of iCalendar over 400 days, businesses in ${ZONES} zones, in one process. The plain way expands each rule for each business with rrule-temporal; it is worked out for ${SAMPLE} businesses and multiplied.`,
    head: ['', 'time', 'peak memory'],
    rows: [
      ['once a rule and zone', seconds(ours), `${grouped(peak)} MB`],
      ['each rule for each business', seconds(theirs), ''],
    ],
    notes: [
      `Aims: at most 1 s and 512 MB, at least 50 times faster (${grouped(theirs / ours)} times), and the same answer (${differing} of ${SAMPLE * RULES.length} differ).`,
    ],
  };
}

/** The beginnings by rule and zone. */
async function expandAll(): Promise<Map<string, number[]>[]> {
  const calendar = {
    kind: 'ical',
    from: 'a.ics',
    only: null,
    except: null,
    transparent: 'ignore',
    allowPrivateAddress: false,
  } as const;
  const found: Map<string, number[]>[] = [];
  for (const { rule, start } of RULES) {
    const local = start.replaceAll(/[-:]/g, '');
    const lines = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      `DTSTART:${local}`,
      'DURATION:PT12H',
      `RRULE:${rule}`,
      'END:VEVENT',
      'END:VCALENDAR',
    ];
    const occurrences = await expand(calendar, { country: null, region: null }, WINDOW, lines.join('\n'));
    found.push(new Map(zones.map((zone) => [zone, linksOf(occurrences, zone).map((link) => link.start)])));
  }
  return found;
}

/** As libraries offer it; what the window begins within is left to ours. */
function plain(rule: string, start: string, zone: string): number[] {
  const zoned = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone);
  const library = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart: zoned(start) });
  const from = zoned(`${WINDOW.from}T00:00`).subtract({ hours: 12 });
  return library
    .between(from, zoned(`${WINDOW.to}T00:00`).subtract({ seconds: 1 }))
    .map((one) => one.epochMilliseconds);
}
