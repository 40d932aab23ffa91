/** Stories of clocks and weekdays, through feeds. */
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { chainsOf, linksOf } from '../../../lib/closures/chains.ts';
import { sourceOfRule } from '../../../lib/reconcile/situation/sources.ts';
import { load, ruleFile } from '../../config/support.ts';
import { calendar, event, read, spans } from './support.ts';

const wallOf = (instant: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
const linksIn = async (zone: string, ...lines: string[]) =>
  linksOf((await read(calendar(...event(...lines)))).found, zone);

describe('story 6: hours stay what they are when clocks change', () => {
  const ZONES = [
    'Europe/Paris',
    'Europe/London',
    'America/New_York',
    'Australia/Sydney',
    'America/Santiago',
    'Africa/Cairo',
    'Australia/Lord_Howe',
  ];
  test.each(ZONES)('%s', async (zone) => {
    const written = [
      await linksIn(
        zone,
        `DTSTART;TZID=${zone}:20261101T090000`,
        `DTEND;TZID=${zone}:20261101T183000`,
        'RRULE:FREQ=DAILY',
      ),
      await linksIn(zone, 'DTSTART:20261101T090000', 'DTEND:20261101T183000', 'RRULE:FREQ=DAILY'),
    ];
    for (const links of written) {
      expect(links.length).toBeGreaterThan(420);
      const times = links.map(
        ({ start, end }) => `${wallOf(start, zone).toPlainTime()} ${wallOf(end, zone).toPlainTime()}`,
      );
      expect(new Set(times)).toEqual(new Set(['09:00:00 18:30:00']));
    }
  });
});

test.each(['Pacific/Auckland', 'America/Sao_Paulo', 'Pacific/Kiritimati'])(
  'story 7: a Monday is one in %s, not in UTC',
  async (zone) => {
    for (const start of ['20261102T003000', '20261102T233000']) {
      const links = await linksIn(
        zone,
        `DTSTART;TZID=${zone}:${start}`,
        'DURATION:PT15M',
        'RRULE:FREQ=WEEKLY;BYDAY=MO',
      );
      expect(new Set(links.map((link) => wallOf(link.start, zone).dayOfWeek))).toEqual(new Set([1]));
    }
  },
);

test('story 9: a night runs past midnight, and what ends when it begins is none', async () => {
  const night = event('DTSTART:20261224T220000', 'DTEND:20261225T060000');
  const nothing = event('DTSTART:20261226T090000', 'DTEND:20261226T090000');
  expect(await spans(calendar(...night, ...nothing))).toEqual(['2026-12-24T22:00..2026-12-25T06:00']);
});

test('story 10: days that follow each other leave no hole between them', async () => {
  const days = ['20270327', '20270328', '20270329'].flatMap((day) =>
    event(`UID:${day}`, `DTSTART;VALUE=DATE:${day}`),
  );
  const { source } = sourceOfRule(load(ruleFile('ical: https://example.com/a.ics')).config.rules[0]!);
  const { found } = await read(calendar(...days));
  expect(chainsOf(source, linksOf(found, 'Europe/Paris'))).toHaveLength(1);
});

test('story 11: a holiday does not cut off what the evening before began', async () => {
  const evening = event('UID:1', 'DTSTART:20261224T180000', 'DTEND:20261225T020000');
  expect(await spans(calendar(...evening, ...event('UID:2', 'DTSTART;VALUE=DATE:20261225')))).toEqual([
    '2026-12-24T18:00..2026-12-25T02:00',
    '2026-12-25..2026-12-26',
  ]);
});

test('story 21: the first Monday is the first Monday, and an unknown token is no "always"', async () => {
  const first = event('DTSTART;VALUE=DATE:20261102', 'RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=2');
  const unknown = event('DTSTART;VALUE=DATE:20261102', 'RRULE:FREQ=MONTHLY;BYDAY=FIRST');
  expect(await spans(calendar(...first, ...unknown))).toEqual([
    '2026-11-02..2026-11-03',
    '2026-12-07..2026-12-08',
    'an event is set aside: BYDAY is no weekday',
  ]);
});
