import { describe, expect, test } from 'vitest';
import { subdivisionsOf } from '../../lib/calendars/holidays/iso-3166-2.ts';
import { type MatchesScope, type PlaceInput, resolvePlace } from '../../lib/places/index.ts';
import { keepSameTime, onlyZoneOf } from '../../lib/places/zones.ts';

const nowhere: PlaceInput = {
  code: null,
  country: null,
  zipcode: null,
  region: null,
  city: null,
  lat: null,
  long: null,
};
const never: MatchesScope = () => false;
const organization = { timezone: null, businesses: {}, corrections: [] };

function resolve(input: Partial<PlaceInput>, overrides: Partial<typeof organization> = {}) {
  return resolvePlace({ ...nowhere, ...input }, { ...organization, ...overrides }, never);
}

describe('rule 6: the zone is the configured one, else told by coordinates, postcode, country, organization', () => {
  test.each<[string, Partial<PlaceInput>, string | null, string | null]>([
    ['Paris by its coordinates', { country: 'FR', lat: 48.85, long: 2.35 }, 'Europe/Paris', 'coordinates'],
    [
      'overseas counts with its country',
      { country: 'FR', lat: -20.88, long: 55.45 },
      'Indian/Reunion',
      'coordinates',
    ],
    ['Las Palmas', { country: 'ES', lat: 28.1, long: -15.4 }, 'Atlantic/Canary', 'coordinates'],
    [
      'exchanged coordinates are not used',
      { country: 'FR', zipcode: '75001', lat: 2.35, long: 48.85 },
      'Europe/Paris',
      'postcode',
    ],
    [
      'nor those that exchanged land elsewhere',
      { country: 'GB', lat: -0.12, long: 51.5 },
      'Europe/London',
      'country',
    ],
    [
      '0/0 is nobody’s shop',
      { country: 'FR', zipcode: '97400', lat: 0, long: 0 },
      'Indian/Reunion',
      'postcode',
    ],
    [
      'nor is what is no number',
      { country: 'ES', zipcode: '35001', lat: Number.NaN, long: 1 },
      'Atlantic/Canary',
      'postcode',
    ],
    ['nor what is no place', { country: 'DE', lat: 100, long: 200 }, 'Europe/Berlin', 'country'],
    [
      'a point in another country',
      { country: 'FR', zipcode: '06500', lat: 41.9, long: 12.45 },
      'Europe/Paris',
      'postcode',
    ],
    ['a country with one zone', { country: 'BE' }, 'Europe/Brussels', 'country'],
    ['a country whose zones agree', { country: 'DE' }, 'Europe/Berlin', 'country'],
    ['a department with its own country code', { country: 'RE' }, 'Indian/Reunion', 'country'],
    ['Portugal without a postcode', { country: 'PT' }, null, null],
    ['the United States without coordinates', { country: 'US', zipcode: '10001' }, null, null],
    ['the Marquesas, whose postcode tells no zone', { country: 'FR', zipcode: '98742' }, null, null],
    ['a country that nobody knows', { country: 'XX' }, null, null],
    ['no country, though with coordinates', { lat: 48.85, long: 2.35 }, null, null],
  ])('%s', (_, input, zone, source) => {
    const found = resolve(input);
    expect([found.zone, found.zoneSource]).toEqual([zone, source]);
    expect(found.warnings.some(({ code }) => code === 'zone-unknown')).toBe(zone === null);
  });

  test.each<[string, string, string | null]>([
    ['US', 'America/Chicago', 'America/Chicago'],
    ['US', 'America/Puerto_Rico', 'America/Puerto_Rico'],
    ['US', 'Europe/Paris', null],
    ['PT', 'Atlantic/Azores', 'Atlantic/Azores'],
  ])('the organization’s zone counts in %s only if %s lies there', (country, timezone, zone) => {
    const found = resolvePlace({ ...nowhere, country }, { ...organization, timezone }, never);
    expect([found.zone, found.zoneSource]).toEqual([zone, zone && 'organization']);
  });

  test('exchanged coordinates are told as such', () => {
    const [warning] = resolve({ country: 'FR', zipcode: '75001', lat: 2.35, long: 48.85 }).warnings;
    expect(warning).toMatchObject({ code: 'coordinates-implausible' });
    expect(warning?.message).toContain('look exchanged');
  });

  test('coordinates and postcode that disagree are told', () => {
    const found = resolve({ country: 'FR', zipcode: '75001', lat: -20.88, long: 55.45 });
    expect(found).toMatchObject({ zone: 'Indian/Reunion', warnings: [{ code: 'zones-disagree' }] });
  });

  test('some metres on the wrong side of a border are not worth a word', () => {
    // Kehl, across the Rhine from Strasbourg.
    const found = resolve({ country: 'FR', zipcode: '67000', lat: 48.57, long: 7.82 });
    expect(found).toMatchObject({ zone: 'Europe/Paris', zoneSource: 'postcode', warnings: [] });
  });
});

describe('corrections', () => {
  const corrected = {
    timezone: null,
    businesses: { 'ST-1': { timezone: 'Indian/Reunion' }, 'ST-2': { timezone: 'Mars/Olympus' } },
    corrections: [
      { scope: { zipcodes: ['67*'] }, region: 'FR-67', timezone: 'Europe/Berlin', language: 'de' },
      { scope: { countries: ['FR'] }, region: 'FR-75' },
    ],
  };
  const byZipcode: MatchesScope = ({ zipcodes }) => zipcodes !== undefined;
  const always: MatchesScope = () => true;

  test('the one by code goes first, member by member; of those by scope the first that fits', () => {
    expect(resolvePlace({ ...nowhere, code: 'ST-1', country: 'FR' }, corrected, byZipcode)).toMatchObject({
      zone: 'Indian/Reunion',
      zoneSource: 'configured',
      region: 'FR-67',
      regionSource: 'configured',
      correction: { language: 'de' },
    });
    expect(resolvePlace({ ...nowhere, country: 'FR' }, corrected, always).region).toBe('FR-67');
    const second: MatchesScope = ({ countries }) => countries !== undefined;
    expect(resolvePlace({ ...nowhere, country: 'FR' }, corrected, second)).toMatchObject({
      region: 'FR-75',
      zone: 'Europe/Paris',
      zoneSource: 'country',
    });
  });

  test('a scope may lean on the region that the postcode told', () => {
    const seen: (string | null)[] = [];
    resolvePlace({ ...nowhere, country: 'FR', zipcode: '67000' }, corrected, (_, { region }) => {
      seen.push(region);
      return false;
    });
    expect(seen).toEqual(['FR-67', 'FR-67']);
  });

  test('a zone that is none is told, and not replaced by a guess', () => {
    expect(resolvePlace({ ...nowhere, code: 'ST-2', country: 'FR' }, corrected, never)).toMatchObject({
      zone: null,
      zoneSource: null,
      warnings: [{ code: 'zone-invalid' }],
    });
  });

  test.each(['constructor', '__proto__'])('the store code %s is a code like any other', (code) => {
    expect(resolvePlace({ ...nowhere, code, country: 'FR' }, corrected, never).zone).toBe('Europe/Paris');
  });
});

describe('postcodes', () => {
  test.each([
    ['FR', '67000', 'FR-67', 'Europe/Paris'],
    ['FR', '57070', 'FR-57', 'Europe/Paris'],
    ['FR', '1000', 'FR-01', 'Europe/Paris'],
    ['FR', 'F-75 001', 'FR-75', 'Europe/Paris'],
    ['FR', '20000', 'FR-2A', 'Europe/Paris'],
    ['FR', '20137', 'FR-2A', 'Europe/Paris'],
    ['FR', '20200', 'FR-2B', 'Europe/Paris'],
    ['FR', '20600', 'FR-2B', 'Europe/Paris'],
    ['FR', '97110', 'FR-971', 'America/Guadeloupe'],
    ['FR', '97133', 'FR-BL', 'America/St_Barthelemy'],
    ['FR', '97150', 'FR-MF', 'America/Marigot'],
    ['FR', '97200', 'FR-972', 'America/Martinique'],
    ['FR', '97300', 'FR-973', 'America/Cayenne'],
    ['FR', '97400', 'FR-974', 'Indian/Reunion'],
    ['FR', '97500', 'FR-PM', 'America/Miquelon'],
    ['FR', '97600', 'FR-976', 'Indian/Mayotte'],
    ['FR', '98600', 'FR-WF', 'Pacific/Wallis'],
    ['FR', '98713', 'FR-PF', 'Pacific/Tahiti'],
    ['FR', '98800', 'FR-NC', 'Pacific/Noumea'],
    ['ES', '08001', 'ES-CT', 'Europe/Madrid'],
    ['ES', '8001', 'ES-CT', 'Europe/Madrid'],
    ['ES', '28001', 'ES-MD', 'Europe/Madrid'],
    ['ES', '38001', 'ES-CN', 'Atlantic/Canary'],
    ['ES', '51001', 'ES-CE', 'Africa/Ceuta'],
    ['ES', '52001', 'ES-ML', 'Africa/Ceuta'],
    ['PT', '1000-001', null, 'Europe/Lisbon'],
    ['PT', '9000-001', 'PT-30', 'Atlantic/Madeira'],
    ['PT', '9500-001', 'PT-20', 'Atlantic/Azores'],
    ['FI', '22100', 'FI-01', 'Europe/Mariehamn'],
    ['FI', '00100', null, 'Europe/Helsinki'],
    ['AU', '2000', 'AU-NSW', 'Australia/Sydney'],
    ['AU', '4000', 'AU-QLD', 'Australia/Brisbane'],
    ['AU', '800', 'AU-NT', 'Australia/Darwin'],
    ['AU', '2898', 'AU-NSW', 'Australia/Lord_Howe'],
    ['AU', '6799', null, null],
    // On both sides of a border, with an hour between them in summer.
    ['AU', '4383', null, null],
    ['NZ', '8942', 'NZ-CIT', 'Pacific/Chatham'],
    ['NZ', '1010', 'NZ-AUK', 'Pacific/Auckland'],
    ['NZ', '632', 'NZ-AUK', 'Pacific/Auckland'],
    ['ES', '99001', null, null],
  ])('%s %s: %s, %s', (country, zipcode, region, zone) => {
    const found = resolve({ country, zipcode });
    expect([found.region, found.zone]).toEqual([region, zone]);
  });

  test('every Spanish province leads to a community that ISO knows', () => {
    const regions = Array.from({ length: 52 }, (_, index) => {
      const zipcode = `${String(index + 1).padStart(2, '0')}001`;
      return resolve({ country: 'ES', zipcode }).region?.slice(3) ?? '';
    });
    expect(new Set(regions).size).toBe(19);
    const provinces = [...subdivisionsOf('ES')].filter(([, { parent }]) => parent !== null);
    const perCommunity = (list: string[]) =>
      Object.fromEntries(
        list.toSorted().map((community) => [community, list.filter((one) => one === community).length]),
      );
    expect(perCommunity(regions)).toMatchObject(
      perCommunity(provinces.map(([, { parent }]) => parent!).filter((parent) => regions.includes(parent))),
    );
  });

  test.each([
    ['RE', 'FR-974'],
    ['YT', 'FR-976'],
    ['BL', 'FR-BL'],
  ])('the country %s is the region %s', (country, region) => {
    expect(resolve({ country })).toMatchObject({ region, regionSource: 'country' });
  });

  test('elsewhere the region is not guessed', () => {
    expect(resolve({ country: 'DE', zipcode: '803' })).toMatchObject({ region: null, regionSource: null });
    expect(resolve({ country: 'JP', zipcode: '100-0001' })).toMatchObject({
      region: null,
      regionSource: null,
    });
  });
});

test.each([
  ['GB', 'Europe/London'],
  ['NL', 'Europe/Amsterdam'],
  ['LU', 'Europe/Luxembourg'],
  ['IT', 'Europe/Rome'],
  ['CH', 'Europe/Zurich'],
  ['GP', 'America/Guadeloupe'],
  ['AU', null],
  ['CN', null],
  ['UA', null],
])('the only zone of %s is %s', (country, zone) => {
  expect(onlyZoneOf(country)).toBe(zone);
});

test('zones are compared by their clocks since 2020', () => {
  expect(keepSameTime('Europe/Berlin', 'Europe/Busingen')).toBe(true);
  expect(keepSameTime('Europe/Berlin', 'Europe/London')).toBe(false);
  expect(keepSameTime('Australia/Brisbane', 'Australia/Sydney')).toBe(false);
});
