import { describe, expect, test } from 'vitest';
import { subdivisionsOf } from '../../lib/calendars/holidays/iso-3166-2.ts';
import { listsOf } from '../../lib/calendars/holidays/regions.ts';
import { resolvePlace } from '../../lib/places/index.ts';
import { regionOfCity, regionOfText } from '../../lib/places/regions/by-name.ts';
import { regionsOfPostcode } from '../../lib/places/regions/by-postcode.ts';
import { tellRegion } from '../../lib/places/regions/index.ts';
import { CITY_NAMES, REGION_NAMES } from '../../lib/places/regions/names.ts';
import { POSTCODES } from '../../lib/places/regions/postcodes.ts';

/** `postcode>region`, with a slash where it straddles a border. */
const TOLD: [string, string][] = [
  [
    'DE',
    '80331>BY, 10117>BE, 69434>BW/HE, 01067>SN, 1067>SN, 50667>NW, 60311>HE, 70173>BW, 20095>HH, 28195>HB, 30159>NI, 55116>RP, 66111>SL, 39104>ST, 99084>TH, 24103>SH, 19053>MV, 14467>BB, 89073>BW, 89231>BY',
  ],
  ['AT', '1010>9, 5020>5, 6020>7, 6900>8, 4020>4, 8010>6, 9020>2, 7000>1, 3100>3, 9900>7'],
  [
    'CH',
    '8001>ZH, 3011>BE, 1201>GE, 1003>VD, 6003>LU, 6900>TI, 4051>BS, 9000>SG, 7000>GR, 2800>JU, 1950>VS, 1700>FR, 2000>NE, 9100>AR, 9050>AI, 8750>GL, 6460>UR, 6430>SZ, 6060>OW, 6370>NW, 6300>ZG, 4500>SO, 8200>SH, 5000>AG, 8500>TG, 4410>BL',
  ],
  [
    'IT',
    '20121>25, 00184>62, 39100>BZ, 38122>TN, 90133>82, 75100>77, 10121>21, 16121>42, 11100>23, 80133>72, 34121>36, 33100>36, 06121>55, 60121>57, 67100>65, 86100>67, 88100>78, 89121>78, 09124>88, 07100>88, 70121>75, 76121>75, 30121>34, 37121>34, 40121>45, 50123>52',
  ],
  [
    'US',
    '10001>NY, 90210>CA, 60601>IL, 77002>TX, 20001>DC, 02108>MA, 2108>MA, 96813>HI, 99501>AK, 73301>TX, 10001-1234>NY',
  ],
  [
    'AU',
    '2000>NSW, 2600>ACT, 3000>VIC, 4000>QLD, 5000>SA, 6000>WA, 7000>TAS, 0800>NT, 800>NT, 0872>NT/SA/WA',
  ],
  ['NZ', '1010>AUK, 6011>WGN, 8011>CAN, 9016>OTA, 3204>WKO'],
  ['BR', '01310-100>SP, 20040-002>RJ, 70040-010>DF, 40020-000>BA'],
  ['MX', '06000>CMX, 44100>JAL, 64000>NLE'],
  ['IN', '110001>DL, 400001>MH, 560001>KA, 700001>WB'],
  ['MY', '50000>14, 80000>01, 10000>07, 88000>12'],
  ['BA', '71000>BIH, 78000>SRP, 76100>BRC'],
  [
    'GB',
    'EH1 1RF>SCT, CF10 1EP>WLS, BT1 5GS>NIR, SW1A 1AA>ENG, G2 1AL>SCT, TD15 1AA>ENG/SCT, CH7 1AA>WLS, M1 1AE>ENG, SY10 8AA>ENG/WLS',
  ],
  ['CA', 'M5V 3L9>ON, H2Y 1C6>QC, X0A 0H0>NU, V6B 1A1>BC, X1A 2P7>NT, E1C 4Z6>NB'],
  ['BE', '1000>BRU, 2000>VLG, 4000>WAL, 9000>VLG'],
  ['FR', '75001>'],
  ['JP', '100-0001>'],
];

describe('the region by the postcode', () => {
  test.each(TOLD)('%s', (country, table) => {
    const told = table
      .split(', ')
      .map((entry) => entry.split('>')[0] as string)
      .map((zipcode) => {
        const regions = regionsOfPostcode(country, zipcode).map((region) => region.slice(3));
        return `${zipcode}>${regions.join('/')}`;
      });
    expect(told.join(', ')).toBe(table);
  });

  test.each([
    ['DE', '803'],
    ['US', '100011'],
    ['DE', '12345678'],
    ['DE', 'unknown'],
    ['DE', ''],
    ['DE', '87567'],
    ['GB', 'JE2 3AB'],
    ['GB', '12345'],
    ['CH', '9490'],
    ['CA', '12345'],
    ['US', '09012'],
  ])('%s %s tells nothing', (country, zipcode) => {
    expect(regionsOfPostcode(country, zipcode)).toEqual([]);
  });

  test('the tables go up, and name regions of ISO 3166-2', () => {
    for (const [country, table] of Object.entries(POSTCODES)) {
      const entries = table.split(/\s+/).filter(Boolean);
      const digits = { AT: 4, CH: 4, BE: 4, AU: 4, NZ: 4, IN: 6, BA: 3 }[country] ?? 5;
      const starts = entries.map((entry) => entry.slice(-digits));
      expect(starts, country).toEqual([...new Set(starts)].sort());
      for (const region of entries.flatMap((entry) => entry.slice(0, -digits).split('/')))
        if (region !== '?') expect(subdivisionsOf(country).has(region), `${country}-${region}`).toBe(true);
    }
  });
});

describe('the region by what Partoo calls it, in the languages of the country and its neighbours', () => {
  test.each([
    ['DE', 'Bayern', 'DE-BY'],
    ['DE', 'Bavaria', 'DE-BY'],
    ['DE', 'Baviera', 'DE-BY'],
    ['DE', 'bavière', 'DE-BY'],
    ['DE', 'DE-BY', 'DE-BY'],
    ['DE', 'by', 'DE-BY'],
    ['DE', 'THURINGEN', 'DE-TH'],
    ['DE', 'nordrhein westfalen', 'DE-NW'],
    ['AT', 'Wien', 'AT-9'],
    ['CH', 'Genève', 'CH-GE'],
    ['CH', 'Sankt Gallen', 'CH-SG'],
    ['IT', 'Lombardia', 'IT-25'],
    ['IT', 'Südtirol', 'IT-BZ'],
    ['PT', 'Região Autónoma da Madeira', 'PT-30'],
    ['PT', 'Azores', 'PT-20'],
    ['ES', 'Catalogne', 'ES-CT'],
    ['GB', 'Écosse', 'GB-SCT'],
    ['US', 'texas', 'US-TX'],
    ['US', 'TX', 'US-TX'],
    ['CA', 'Québec', 'CA-QC'],
    ['AU', 'New South Wales', 'AU-NSW'],
    ['NZ', "Hawke's Bay", 'NZ-HKB'],
    ['BR', 'Sao Paulo', 'BR-SP'],
    ['MX', 'Nuevo Leon', 'MX-NLE'],
    ['IN', 'Orissa', 'IN-OR'],
    ['MY', 'Penang', 'MY-07'],
    ['BA', 'Република Српска', 'BA-SRP'],
    ['DE', 'Mitteldeutschland', null],
    ['FR', 'Grand Est', null],
  ])('%s, %s: %s', (country, text, region) => {
    expect(regionOfText(country, text)).toBe(region);
  });

  test('names and cities mean one region each, which ISO 3166-2 knows', () => {
    for (const table of [REGION_NAMES, CITY_NAMES])
      for (const [country, text] of Object.entries(table)) {
        const named = text.split('|').flatMap((entry) => {
          const [code = '', ...names] = entry.split('=').map((part) => part.trim());
          expect(subdivisionsOf(country).has(code), `${country}-${code}`).toBe(true);
          return names.map((name) => ({ name, region: `${country}-${code}` }));
        });
        const find = table === REGION_NAMES ? regionOfText : regionOfCity;
        for (const { name, region } of named) expect(find(country, name), name).toBe(region);
      }
  });
});

describe('in which order it is told', () => {
  const told = (country: string, zipcode: string | null, region: string | null, city: string | null) => {
    const found = tellRegion(country, { zipcode, region, city });
    return [found.region, found.toldBy, found.between.join()];
  };
  test.each([
    ['a sure postcode goes before the text', ['DE', '80331', 'Hessen', null], ['DE-BY', 'postcode', '']],
    ['one on a border is settled by the text', ['DE', '69434', 'Hesse', null], ['DE-HE', 'text', '']],
    ['by the city', ['AU', '2620', null, 'Canberra'], ['AU-ACT', 'city', '']],
    ['and not by what lies elsewhere', ['DE', '69434', 'Bayern', 'Berlin'], [null, null, 'DE-BW,DE-HE']],
    ['without a postcode the text counts', ['DE', null, 'Bavaria', 'Berlin'], ['DE-BY', 'text', '']],
    ['then the city', ['GB', null, 'Lothian', 'Edinburgh'], ['GB-SCT', 'city', '']],
    ['of a namesake nothing', ['US', null, null, 'Springfield'], [null, null, '']],
  ] as const)('%s', (_, [country, zipcode, region, city], expected) => {
    expect(told(country, zipcode, region, city)).toEqual(expected);
  });

  test('a postcode that straddles a border says so', () => {
    const nobody = { timezone: null, businesses: {}, corrections: [] };
    const input = {
      code: null,
      country: 'DE',
      zipcode: '69434',
      region: null,
      city: null,
      lat: null,
      long: null,
    };
    expect(resolvePlace(input, nobody, () => false)).toMatchObject({
      region: null,
      regionSource: null,
      warnings: [
        {
          code: 'region-doubtful',
          message: 'postcode 69434 lies on the border of DE-BW and DE-HE; set region for this shop',
        },
      ],
    });
  });
});

test('every country whose regions have days of their own, of those of our users, has a table', () => {
  const home = 'AR AT AU BA BE BR CA CH CL DE ES FR GB IN IT MY NZ PT US'.split(' ');
  for (const country of home) expect(listsOf(country).size, country).toBeGreaterThan(0);
  const told = home.filter(
    (country) => !(country in POSTCODES) && !['FR', 'ES', 'PT', 'GB', 'CA'].includes(country),
  );
  expect(told).toEqual(['AR', 'CL']);
  for (const country of told) expect(REGION_NAMES[country]).toBeDefined();
});
