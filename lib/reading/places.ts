/** Countries, regions and zones, each read from text. */
import { getAllCountries } from 'countries-and-timezones';
import { quoted, type Report, textOf } from './readers.ts';
import { didYouMean, suggest } from './suggest.ts';

// Made when something is read: whoever reads a store and no file loads this as well.
let countryNames: ReadonlyMap<string, string> | undefined;

function countries(): ReadonlyMap<string, string> {
  countryNames ??= new Map([
    ...Object.values(getAllCountries({ deprecated: false })).map(({ id, name }) => [id, name] as const),
    // In use though not (yet) in ISO 3166.
    ['XK', 'Kosovo'],
  ]);
  return countryNames;
}

/** What people write who do not have the list at hand. */
const OTHER_CODES: Readonly<Record<string, string>> = { UK: 'GB', EN: 'GB', EL: 'GR', SP: 'ES', USA: 'US' };

/** ISO 3166-1 alpha-2, made upper case. */
export const country = textOf('write a country code such as FR', readCountry);

function readCountry(value: string, report: Report): string {
  const code = value.toUpperCase();
  if (!countries().has(code)) report(`${quoted(value)} is no country code`, countryRemedy(value));
  return code;
}

function countryRemedy(value: string): string {
  const otherwise = 'write the two letters of ISO 3166-1, such as FR';
  const code = value.toUpperCase();
  const other = Object.hasOwn(OTHER_CODES, code) ? OTHER_CODES[code] : undefined;
  if (other !== undefined) return `did you mean "${other}"?`;
  if (value.length > 3) {
    const name = suggest(value, countries().values());
    const found = [...countries()].find(([, other]) => other === name);
    return found === undefined ? otherwise : `did you mean "${found[0]}" (${found[1]})?`;
  }
  const start = code.slice(0, 2);
  return value.length === 3 && countries().has(start) ? `did you mean "${start}"?` : otherwise;
}

/** ISO 3166-2, made upper case. Whether the holiday data knows the region is the calendar's to say. */
export const region = textOf('write a region code such as FR-67', (value, report) => {
  const code = value.toUpperCase();
  const remedy = 'write the code of ISO 3166-2, such as FR-67 or ES-CT';
  if (!/^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(code)) report(`${quoted(value)} is no region code`, remedy);
  else if (!countries().has(code.slice(0, 2)))
    report(`${quoted(value)} names no country: ${quoted(code.slice(0, 2))}`, countryRemedy(code.slice(0, 2)));
  return code;
});

/** An IANA zone. Fixed offsets and abbreviations are refused: they do not follow the clock changes of a place. */
export const timezone = textOf('write an IANA zone such as Europe/Paris', (value, report) => {
  const zones = Intl.supportedValuesOf('timeZone');
  const listed = zones.find((zone) => zone.toLowerCase() === value.toLowerCase());
  if (listed !== undefined || value === 'UTC') return listed ?? value;
  // Names that were renamed (Europe/Kyiv, Asia/Kolkata) are known without being listed.
  if (value.includes('/') && isZone(value)) return value;
  const cities = zones.map((zone) => zone.split('/').at(-1)!);
  const byCity = zones[cities.findIndex((city) => city.toLowerCase() === value.toLowerCase())];
  const otherwise = 'write an IANA zone such as Europe/Paris';
  const remedy = byCity === undefined ? didYouMean(value, zones, otherwise) : `did you mean "${byCity}"?`;
  report(`${quoted(value)} is no time zone`, remedy);
  return value;
});

function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
