import { createRequire } from 'node:module';
import Holidays from 'date-holidays';
import { data } from 'date-holidays/data';
import { describe, expect, test } from 'vitest';
import { expand } from '../../../lib/calendars/expand.ts';
import { citiesOf } from '../../../lib/calendars/holidays/cities.ts';
import { LOCAL_FEASTS } from '../../../lib/calendars/holidays/corrections/local/index.ts';
import { DATA_SOURCE, LONGEST_DAYS } from '../../../lib/calendars/holidays/data.ts';
import { CORRECTED, listsOf, WITHOUT_DAYS } from '../../../lib/calendars/holidays/regions.ts';
import type { HolidaysCalendar } from '../../../lib/calendars/holidays/stored.ts';
import { checkCalendar, listHolidays, regionNote } from '../../../lib/calendars/index.ts';
import type { Place } from '../../../lib/calendars/model.ts';
import { formerKeyOf, placeKeyOf } from '../../../lib/calendars/place-key.ts';

const calendar = (overrides: Partial<HolidaysCalendar> = {}): HolidaysCalendar => ({
  kind: 'holidays',
  country: null,
  region: null,
  types: ['public'],
  except: [],
  also: [],
  ...overrides,
});
const YEAR_2026 = { from: '2026-01-01', to: '2027-01-01' };
const YEAR_2027 = { from: '2027-01-01', to: '2028-01-01' };

/** The public holidays of a region as `MM-DD`, or `MM-DD..MM-DD` where they last. */
async function days(region: string, window = YEAR_2026, overrides: Partial<HolidaysCalendar> = {}) {
  const [country = null] = region.split('-');
  const place = { country, region: region.includes('-') ? region : null };
  return (await expand(calendar(overrides), place, window)).map(({ start, end }) => {
    const next = start.includes('T')
      ? ''
      : new Date(Date.parse(start) + 86_400_000).toISOString().slice(0, 10);
    return end === next ? start.slice(5) : `${start.slice(5)}..${end?.slice(5)}`;
  });
}

describe('story 18: regions, substitutes and eves', () => {
  test.each([
    ['FR-67', ['04-03', '12-26'], []],
    ['FR-68', ['04-03', '12-26'], []],
    ['FR-57', ['04-03', '12-26'], []],
    ['FR-6AE', ['04-03', '12-26'], []],
    ['FR-54', ['04-06'], ['04-03', '12-26']],
    ['FR-75', ['07-14'], ['04-03', '12-26']],
    ['FR-974', ['12-20', '07-14'], ['12-26']],
    ['FR-RE', ['12-20'], []],
    ['RE', ['12-20', '07-14'], []],
    ['FR-971', ['05-27'], ['05-28']],
    ['FR-MF', ['05-28'], ['05-27']],
    ['ES-MD', ['11-02', '12-07', '12-08'], []],
    ['ES-CT', ['12-08', '12-26', '09-11'], ['12-07', '11-02']],
    ['ES-B', ['12-08', '12-26'], ['12-07', '09-24']],
    ['ES-CT-B', ['09-24'], ['12-07']],
    ['ES-CB', ['07-28'], ['06-28']],
    ['ES-VC', ['10-09'], []],
    ['ES-MU', ['06-09'], []],
    ['ES-TF', ['05-30'], []],
    ['GB-SCT', ['01-02', '11-30'], ['04-06']],
    ['GB-EDH', ['01-02', '11-30'], ['04-06']],
    ['GB-ENG', ['04-06', '08-31'], ['01-02', '06-15']],
    ['GB-NIR', ['03-17', '07-13'], []],
    ['DE-BY', ['01-06', '06-04'], ['08-08']],
    ['DE-BY-A', ['08-08'], []],
    ['CH-GE', ['12-31'], []],
    ['IT-BZ', ['05-25'], []],
    ['IT-TN', [], ['05-25']],
    ['US-TX', ['07-04'], []],
    ['CA-QC', ['06-24'], []],
    ['AU-VIC', ['11-03'], []],
    ['PT-20', ['06-10'], []],
    ['AT-9', ['10-26'], []],
    ['BE-VAN', ['07-21'], []],
  ])('%s in 2026 has %j, and not %j', async (region, has, hasNot) => {
    const found = await days(region);
    expect(found).toEqual(expect.arrayContaining(has));
    expect(found.filter((day) => hasNot.includes(day))).toEqual([]);
  });

  test('a feast on a Saturday is not moved in Catalonia', async () => {
    expect(await days('ES-CT', YEAR_2027)).not.toContain('05-03');
  });

  test('24 and 31 December begin in the afternoon where the data says so, and only for who asks for them', async () => {
    expect(await days('AT')).not.toContain('12-24T14:00..12-25');
    expect(await days('AT', YEAR_2026, { types: ['bank'] })).toEqual([
      '12-24T14:00..12-25',
      '12-31T14:00..01-01',
    ]);
  });
});

describe('story 26: what is not known is an error, and feasts are civil days', () => {
  test('an islamic feast begins on its civil day, not the evening before, and lasts all its days', async () => {
    expect(await days('AE', YEAR_2027)).toEqual(expect.arrayContaining(['03-09..03-12', '05-16..05-19']));
    // 90 and 114 hours: three and four days, after the half day of the eve.
    expect(await days('TR')).toEqual(expect.arrayContaining(['03-20..03-23', '05-27..05-31']));
  });

  test('substitutes are on the right day, and say what they stand for', async () => {
    const found = await listHolidays('GB', 'GB-ENG', 2027);
    expect(
      found.filter(({ date }) => date >= '2027-12-25').map(({ date, name }) => `${date} ${name}`),
    ).toEqual([
      '2027-12-25 Christmas Day',
      '2027-12-26 Boxing Day',
      '2027-12-27 Christmas Day (substitute day)',
      '2027-12-28 Boxing Day (substitute day)',
    ]);
  });

  test.each([
    ['XX', null, 'country-unknown', undefined],
    ['UK', null, 'country-unknown', 'GB'],
    ['FRANCE', null, 'country-unknown', 'FR'],
    ['FR', 'FR-99', 'region-unknown', 'FR-'],
    ['FR', 'XX', 'region-unknown', undefined],
    ['FR', '67', 'region-unknown', 'FR-67'],
    ['ES', 'ES-CAT', 'region-unknown', 'ES-CT'],
    ['DE', 'FR-67', 'region-foreign', undefined],
    ['DE', 'DE-BY-XX', 'region-unknown', undefined],
    [null, null, 'country-missing', undefined],
  ])('country %s with region %s: %s', async (country, region, code, suggestion) => {
    const failure = await expand(calendar(), { country, region }, YEAR_2026).then(
      () => expect.unreachable(),
      (error) => error,
    );
    expect(failure).toMatchObject({ code, path: ['holidays'] });
    if (suggestion) expect(failure.suggestions[0]).toContain(suggestion);
  });

  test('the table of lists is that of the package', () => {
    const all = new Holidays();
    for (const country of Object.keys(all.getCountries())) {
      const states = Object.keys(all.getStates(country) ?? {});
      // The Cook Islands have no ISO codes; the Canary Islands are Spain's.
      if (['CK', 'IC'].includes(country)) continue;
      const ours = (CORRECTED[country] ?? '').split(' ').filter(Boolean);
      expect([...listsOf(country).keys()].sort(), country).toEqual([...states, ...ours].sort());
    }
    for (const [country, { states }] of Object.entries(data.holidays)) {
      const empty = Object.entries(states ?? {}).filter(
        ([, { days = {}, _days: elsewhere }]) => !elsewhere && Object.keys(days).length === 0,
      );
      expect((WITHOUT_DAYS[country] ?? '').split(' ').filter(Boolean).sort(), country).toEqual(
        empty.map(([state]) => state).sort(),
      );
    }
    const { version } = createRequire(import.meta.url)('date-holidays/package.json');
    expect(DATA_SOURCE).toBe(`date-holidays ${version}`);
  });
});

describe('story 27: a day proclaimed at short notice is corrected, with its source', () => {
  test('Scotland, 15 June 2026', async () => {
    const [found] = (await listHolidays('GB', 'GB-SCT', 2026)).filter(({ date }) => date === '2026-06-15');
    expect(found).toMatchObject({
      start: '2026-06-15',
      end: '2026-06-16',
      name: 'World Cup bank holiday',
      type: 'public',
      source: expect.stringMatching(/^correction: Royal Proclamation .* \(looked up 2026-11-26\)$/),
      origin: 'correction',
    });
    expect(await days('GB-SCT', YEAR_2027)).not.toContain('06-15');
  });
});

describe('story 19: the turn of the year belongs to both years', () => {
  test('1 January is found from the last days of December', async () => {
    expect(await days('FR', { from: '2026-12-20', to: '2027-01-04' })).toEqual(['12-25', '01-01']);
  });
  test('a feast that runs over the end of the year is found from the new one', async () => {
    const found = await days('RU', { from: '2027-01-02', to: '2027-01-03' });
    expect(found).toHaveLength(1);
  });
  test('no feast of the data lasts longer than is looked back for', () => {
    const days = [...JSON.stringify(data.holidays).matchAll(/\bP(\d+)D/g)].map(([, count]) => Number(count));
    expect(Math.max(...days)).toBeLessThan(LONGEST_DAYS);
    expect(JSON.stringify(data.holidays)).not.toMatch(/\bP\d+[WMY]/);
  });
});

describe('except and also', () => {
  const summer = { from: '2027-05-01', to: '2027-09-01' };
  test.each([
    ['a date', { date: '2027-07-14' }, '07-14'],
    ['a yearly date', { every: '07-14' }, '07-14'],
    ['an English name', { name: 'Whit Monday' }, '05-17'],
    ['a French name without accents, in capitals', { name: 'FETE NATIONALE DE LA FRANCE' }, '07-14'],
    ['a name with the other apostrophe', { name: 'Assumption' }, '08-15'],
  ])('%s', async (_, matcher, gone) => {
    const all = await days('FR', summer);
    expect(all).toContain(gone);
    expect(await days('FR', summer, { except: [matcher] })).toEqual(all.filter((day) => day !== gone));
  });

  test('typographic apostrophes do not matter', async () => {
    const december = { from: '2026-12-15', to: '2026-12-24' };
    const except = [{ name: "abolition de l'esclavage" }];
    expect(await days('FR-974', december)).toEqual(['12-20']);
    expect(await days('FR-974', december, { except })).toEqual([]);
  });

  test('the name of a feast takes its substitute along; one day of several may be excepted', async () => {
    const window = { from: '2027-12-20', to: '2028-01-01' };
    expect(await days('GB-ENG', window, { except: [{ name: 'Boxing Day' }] })).toEqual(['12-25', '12-27']);
    const eid = { from: '2027-03-01', to: '2027-04-01' };
    expect(await days('AE', eid, { except: [{ date: '2027-03-10' }] })).toEqual(['03-09', '03-11']);
  });

  test('also adds entries of dates, with their names', async () => {
    const also = [{ every: '12-24', fromTime: '17:00', toTime: null, leap: null, name: 'Christmas Eve' }];
    const found = await expand(
      calendar({ also }),
      { country: 'FR', region: null },
      { from: '2026-12-20', to: '2026-12-31' },
    );
    expect(found).toMatchObject([
      { start: '2026-12-24T17:00', end: '2026-12-25', names: { '': 'Christmas Eve' } },
      {
        start: '2026-12-25',
        end: '2026-12-26',
        names: { fr: 'Noël', en: 'Christmas Day', de: 'Weihnachten' },
      },
    ]);
  });

  test('an except that fits nothing is an error that says what it could have meant', async () => {
    const window = { from: '2026-11-22', to: '2027-12-27' };
    const places = [
      { country: 'FR', region: 'FR-67' },
      { country: 'ES', region: 'ES-MD' },
    ];
    const except = [
      { name: 'Whit Monday' },
      { name: 'Whit Munday' },
      { date: '2027-07-14' },
      { date: '2027-07-15' },
      { every: '12-24' },
      { date: '2026-07-14' },
      { name: 'Fête des Mères' },
    ];
    const issues = await checkCalendar(calendar({ except }), window, places);
    expect(issues).toMatchObject([
      { path: ['holidays', 'except', 1], severity: 'error', suggestion: 'Whit Monday' },
      { path: ['holidays', 'except', 3], suggestion: expect.stringContaining('2027-07-14') },
      { path: ['holidays', 'except', 4], suggestion: expect.stringMatching(/-12-25/) },
      { path: ['holidays', 'except', 6], message: expect.stringContaining('observance') },
    ]);
  });
});

describe('check', () => {
  test('story 24: one unknown region is told, and the others are judged all the same', async () => {
    const places = [
      { country: 'FR', region: 'FR-99' },
      { country: 'GB', region: null },
      { country: 'FR', region: 'FR-75' },
    ];
    const except = [{ name: 'Pancake Day' }];
    const issues = await checkCalendar(calendar({ except, types: ['public', 'school'] }), YEAR_2027, places);
    expect(issues).toMatchObject([
      { path: ['holidays'], severity: 'error', message: expect.stringContaining('FR-99') },
      { path: ['holidays', 'types', 1], severity: 'warning' },
      { path: ['holidays', 'except', 0], severity: 'error' },
    ]);
  });
});

describe('a region that is not known, or has no days of its own, is never the national list without a word', () => {
  test.each<[Partial<HolidaysCalendar>, Place, string | null]>([
    [{}, { country: 'DE', region: null }, 'no region is known, so only the national holidays of DE count'],
    [{}, { country: 'DE', region: 'DE-BY' }, null],
    [{}, { country: 'PL', region: null }, null],
    [{}, { country: 'IT', region: 'IT-MI' }, 'IT-MI has no holidays of its own'],
    [{}, { country: 'IT', region: 'IT-PA' }, 'feasts of a city are of type local'],
    [{}, { country: 'IT', region: 'IT-25' }, null],
    [{}, { country: 'FR', region: 'FR-75' }, null],
    [{}, { country: 'PT', region: 'PT-11' }, 'PT-11 has no holidays of its own'],
    [{}, { country: 'PT', region: 'PT-20' }, null],
    [{ region: 'FR-67' }, { country: 'DE', region: null }, null],
    [{}, { country: 'XX', region: null }, null],
    [{}, { country: 'BD', region: null }, 'lacks feasts of BD from 2021 on: Buddha Purnima'],
    [{}, { country: 'TH', region: null }, null],
    [{}, { country: 'CV', region: null }, 'lacks feasts of CV: the days of municipalities'],
    [{}, { country: 'SG', region: null }, null],
    [
      { also: [{ from: '2027-05-20', to: null, name: 'Buddha Purnima' }] },
      { country: 'BD', region: null },
      null,
    ],
    [{ types: ['local'] }, { country: 'IT', region: 'IT-25', city: 'Milano' }, null],
    [
      { types: ['local'] },
      { country: 'FR', region: 'FR-75', city: 'Paris' },
      'feasts of their municipalities',
    ],
  ])('%j at %j: %s', (overrides, place, note) => {
    const found = regionNote(calendar(overrides), place, 2027);
    if (note === null) expect(found).toBeNull();
    else expect(found).toContain(note);
  });

  test('a rule that names such a region itself is warned of', async () => {
    const issues = await checkCalendar(calendar({ region: 'IT-MI' }), YEAR_2027);
    expect(issues).toMatchObject([
      { path: ['holidays', 'region'], severity: 'warning', message: expect.stringMatching(/^IT-MI has no/) },
    ]);
  });
});

describe('type local: the feasts of a municipality, for businesses of that city', () => {
  const local = { types: ['public', 'local'] as HolidaysCalendar['types'] };
  const december = { from: '2026-12-01', to: '2026-12-10' };
  test.each([
    ['Milano', ['12-07', '12-08']],
    ['MILAN', ['12-07', '12-08']],
    ['Monza', ['12-08']],
    [null, ['12-08']],
  ])('%s: %j', async (city, expected) => {
    const place = { country: 'IT', region: 'IT-25', city };
    const found = await expand(calendar(local), place, december);
    expect(found.map(({ start }) => start.slice(5))).toEqual(expected);
    expect(await days('IT-25', december)).toEqual(['12-08']);
  });

  test('has a place key for each city with feasts, and only where they are meant', () => {
    const key = (city: string, overrides: Partial<HolidaysCalendar> = local) =>
      placeKeyOf(calendar(overrides), { country: 'ES', region: 'ES-M', city });
    expect(key('Madrid')).toBe('ES|ES-MD|Madrid');
    expect(key('Móstoles')).toBe('ES|ES-MD');
    expect(key('Madrid', {})).toBe('ES|ES-MD');
    expect(key('Madrid', { ...local, country: 'ES', region: 'ES-CT' })).toBe('|Madrid');
    expect(key('Madrid', { ...local, country: 'FR' })).toBe('FR|');
  });

  test('every city of the table has feasts in the grammar of the data, and every feast a city', async () => {
    for (const [country, { cities }] of Object.entries(LOCAL_FEASTS)) {
      expect(Object.keys(cities).sort()).toEqual([...new Set(citiesOf(country).values())].sort());
      const grammar = new Holidays(country);
      for (const rule of Object.values(cities).flatMap((feasts) => Object.keys(feasts)))
        expect(grammar.setHoliday(rule, 'X'), rule).toBe(true);
    }
    expect(await listHolidays('ES', 'ES-B', 2026, 'es', 'Barcelona')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ date: '2026-05-25', type: 'local' }),
        expect.objectContaining({ date: '2026-09-24', type: 'local', origin: 'correction' }),
      ]),
    );
  });

  test('holidays names what it does not know', async () => {
    await expect(listHolidays('IT', null, 2026, 'it', 'Milanoo')).rejects.toThrow(/did you mean Milano/);
    await expect(listHolidays('FR', null, 2026, 'fr', 'Lyon')).rejects.toThrow(/of cities in CL, ES, IT, PT/);
  });
});

describe('the key of a place', () => {
  test.each([
    ['FR', 'FR-67', 'FR|FR-67'],
    ['FR', 'FR-6AE', 'FR|FR-67'],
    ['FR', 'FR-75', 'FR|'],
    ['FR', null, 'FR|'],
    ['FR', 'FR-RE', 'FR|FR-974'],
    ['FR', 'FR-974', 'FR|FR-974'],
    ['RE', null, 'FR|FR-974'],
    ['RE', 'FR-974', 'FR|FR-974'],
    ['FR', 'FR-NC', 'NC|'],
    ['US', 'US-PR', 'PR|'],
    ['ES', 'ES-B', 'ES|ES-CT'],
    ['ES', 'es-ct', 'ES|ES-CT'],
    ['DE', null, 'DE|'],
    ['XX', 'XX-1', 'XX|XX-1'],
    [null, null, '|'],
  ])('%s, %s: %s', (country, region, key) => {
    expect(placeKeyOf(calendar(), { country, region })).toBe(key);
  });

  test('rule 30: what an earlier version stored of a place that it did not tell apart is found again', () => {
    expect(placeKeyOf(calendar(), { country: 'PT', region: 'PT-20' })).toBe('PT|PT-20');
    expect(formerKeyOf('PT|PT-20')).toBe('PT|');
    expect([formerKeyOf('FR|FR-67'), formerKeyOf('PT|'), formerKeyOf('')]).toEqual([null, null, null]);
  });

  test('a calendar of its own country and region has one list for all', async () => {
    const elsewhere = { country: 'ES', region: 'ES-CT' };
    const alsace = calendar({ region: 'FR-67' });
    expect(placeKeyOf(alsace, elsewhere)).toBe('');
    expect(await expand(alsace, elsewhere, YEAR_2027)).toEqual(
      await expand(calendar(), { country: 'FR', region: 'FR-67' }, YEAR_2027),
    );
    // With the country alone, each business' own region still counts, where it lies in that country.
    expect(placeKeyOf(calendar({ country: 'FR' }), elsewhere)).toBe('FR|');
    expect(placeKeyOf(calendar({ country: 'FR' }), { country: 'FR', region: 'FR-68' })).toBe('FR|FR-68');
    expect(placeKeyOf({ kind: 'weekly', open: {} }, elsewhere)).toBe('');
  });
});
