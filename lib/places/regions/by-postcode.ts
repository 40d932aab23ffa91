import {
  BRITISH_AREAS,
  BRITISH_DISTRICTS,
  CANADIAN_LETTERS,
  CANADIAN_NORTH,
  POSTCODES,
} from './postcodes.ts';

/**
 * The regions (ISO 3166-2) in which a postcode may lie: one where it is sure, several where it straddles a border, none
 * where the country's postcodes are not known here or tell nothing.
 */
export function regionsOfPostcode(country: string, zipcode: string): string[] {
  const code = zipcode
    .toUpperCase()
    .replace(/^[A-Z]{1,3}-(?=\d)/, '')
    .trim();
  const found = BY_COUNTRY[country]?.(code) ?? byStart(country, code);
  if (found === null || found === '?') return [];
  return found.split('/').map((region) => `${country}-${region}`);
}

const BY_COUNTRY: Record<string, (code: string) => string | null> = {
  GB: british,
  CA: (code) => CANADIAN_NORTH[code.slice(0, 3)] ?? CANADIAN_LETTERS[code.slice(0, 1)] ?? null,
};

function british(code: string): string | null {
  const district = /^([A-Z]{1,2})\d[A-Z\d]?/.exec(code.replace(/\s*\d[A-Z]{2}$/, ''));
  if (!district) return null;
  const [name, area] = district as unknown as [string, string];
  // The islands have country codes of their own.
  if (['JE', 'GY', 'IM', 'GX'].includes(area)) return null;
  return BRITISH_DISTRICTS[name] ?? BRITISH_AREAS[area] ?? 'ENG';
}

interface Start {
  region: string;
  code: string;
}

function byStart(country: string, code: string): string | null {
  const starts = startsOf(country);
  const digits = starts[0]?.code.length ?? 0;
  const lengths = LENGTHS[country] ?? [digits];
  const plain = code.replace(/[\s.-]/g, '');
  // A leading zero that a spreadsheet took away comes back.
  const padded = lengths.includes(plain.length + 1) ? `0${plain}` : plain;
  if (!/^\d+$/.test(padded) || !lengths.includes(padded.length)) return null;
  const asked = padded.slice(0, digits);
  return starts.findLast((start) => start.code <= asked)?.region ?? null;
}

/** How many digits a postcode may have, where the table has only its first ones. */
const LENGTHS: Record<string, number[]> = { US: [5, 9], BR: [5, 8], BA: [5] };

const known = new Map<string, Start[]>();

function startsOf(country: string): Start[] {
  let starts = known.get(country);
  if (starts === undefined) {
    const digits = DIGITS[country] ?? 5;
    starts = (POSTCODES[country] ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((entry) => ({ region: entry.slice(0, -digits), code: entry.slice(-digits) }));
    known.set(country, starts);
  }
  return starts;
}

/** How many digits the entries of the table have; five where nothing is said. */
const DIGITS: Record<string, number> = { AT: 4, CH: 4, BE: 4, AU: 4, NZ: 4, IN: 6, BA: 3 };
