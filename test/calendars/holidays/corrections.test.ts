import { readFile } from 'node:fs/promises';
import Holidays from 'date-holidays';
import { data } from 'date-holidays/data';
import { describe, expect, test } from 'vitest';
import { correct, correctionsOf } from '../../../lib/calendars/holidays/corrections/apply.ts';
import { CORRECTIONS } from '../../../lib/calendars/holidays/corrections/index.ts';
import { listHolidays } from '../../../lib/calendars/holidays/list.ts';
import { CORRECTED, holidayPlace } from '../../../lib/calendars/holidays/regions.ts';

const all = Object.entries(CORRECTIONS).flatMap(([country, corrections]) =>
  corrections.map((correction) => ({ country, ...correction })),
);
const placesOf = (where: string) => where.split(' ');
const placeOf = (code: string) =>
  holidayPlace({ country: code.slice(0, 2), region: code.includes('-') ? code : null }, []);
const holidaysIn = (code: string) => {
  const [country = '', state = '', area = ''] = placeOf(code).lists;
  return new Holidays(country, state, area);
};
const rulesOf = (code: string) =>
  new Set(
    holidaysIn(code)
      .getRules()
      .map((rule) => String(Object(rule).rule)),
  );
const isDate = (rule: string) => /^\d{4}-\d{2}-\d{2}$/.test(rule);

describe('every correction', () => {
  test.each(all)('$where: $source', ({ country, where, source, lookedUp }) => {
    expect(source.length).toBeGreaterThan(9);
    if (lookedUp !== null) expect(lookedUp).toMatch(/^20\d\d-\d\d-\d\d$/);
    for (const code of placesOf(where)) {
      expect(code.slice(0, 2)).toBe(country);
      const place = placeOf(code);
      expect(place.region ?? place.country).toBe(code);
    }
  });

  test('takes away only what is there: what the data mended itself is taken out here', () => {
    const dead = all.flatMap(({ where, days }) =>
      placesOf(where).flatMap((code) => {
        const rules = rulesOf(code);
        // A region may differ from what is said of its country.
        const ofCountry = all.filter((one) => one.where === code.slice(0, 2) && code !== one.where);
        for (const rule of ofCountry.flatMap((one) => Object.keys(one.days))) rules.add(rule);
        return Object.entries(days)
          .filter(
            ([rule, feast]) => feast === false && !isDate(rule) && !rule.startsWith('*') && !rules.has(rule),
          )
          .map(([rule]) => `${code} ${rule}`);
      }),
    );
    expect(dead).toEqual([]);
  });

  test('is written in the grammar of the data, and names its feasts', () => {
    for (const code of new Set(all.flatMap(({ where }) => placesOf(where)))) {
      const holidays = holidaysIn(code);
      const { rules } = correct(holidays, correctionsOf(placeOf(code)), null, data.names);
      for (const rule of rules.keys())
        expect(Object(holidays.getRule(rule)), `${code} ${rule}`).toMatchObject({ name: expect.any(Object) });
    }
    const grammar = new Holidays('FR');
    for (const { days } of all)
      for (const rule of Object.keys(days))
        if (!rule.startsWith('*')) expect(grammar.setHoliday(rule, 'X'), rule).toBe(true);
  });

  test('that no text confirms is named where people read of it', async () => {
    const page = await readFile(new URL('../../../docs/holidays.md', import.meta.url), 'utf8');
    const [, said = ''] = /### Corrections that no text confirms yet\n([\s\S]*?);/.exec(page) ?? [];
    const open = all.filter(({ lookedUp }) => lookedUp === null).flatMap(({ where }) => placesOf(where));
    expect([...said.matchAll(/`([A-Z-\d]+)`/g)].map(([, code]) => code)).toEqual(
      [...new Set(open)].toSorted(),
    );
  });

  test('of a region that only corrections know is one of the table', () => {
    for (const [country, codes] of Object.entries(CORRECTED))
      for (const region of codes.split(' '))
        expect(all.flatMap(({ where }) => placesOf(where))).toContain(`${country}-${region}`);
  });
});

describe('holidays says of each date where it comes from', () => {
  test('the data, a correction with its source, and what is estimated until the moon is seen', async () => {
    const found = await listHolidays('MA', null, 2027);
    const said = (date: string) => found.find((one) => one.date === date);
    expect(said('2027-05-01')).toMatchObject({ origin: 'library', estimated: false });
    expect(said('2027-01-14')).toMatchObject({
      origin: 'correction',
      source: expect.stringMatching(/2-23-1000.*looked up 2026-11-25/),
      names: { fr: 'Nouvel an amazigh' },
    });
    const [labour] = (await listHolidays('KR', null, 2028)).filter(({ date }) => date === '2028-05-01');
    expect(labour).toMatchObject({
      confirmed: false,
      source: expect.stringContaining('not confirmed by its text'),
    });
    expect(said('2027-01-14')).toMatchObject({ confirmed: true });
    expect(said('2027-03-09')).toMatchObject({
      estimated: true,
      source: expect.stringContaining('estimated'),
    });
  });
});
