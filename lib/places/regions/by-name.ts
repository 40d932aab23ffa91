import { plainName } from '../../closures/plain-name.ts';
import { CITY_NAMES, REGION_NAMES } from './names.ts';

/**
 * The region (ISO 3166-2) that a text names: by its code (`BY`, `DE-BY`), or by its name in any of the languages of the
 * table, with any accents and case. Null where nobody knows it.
 */
export function regionOfText(country: string, text: string): string | null {
  const table = tableOf(REGION_NAMES, country);
  const named = (name: string) => table.get(plainName(name)) ?? table.get(withoutUmlauts(plainName(name)));
  return named(text) ?? named(text.replace(KIND, '')) ?? codeOf(country, text);
}

/** `Baden-Wuerttemberg`, as it is typed where there is no ü. */
const withoutUmlauts = (plain: string): string => plain.replace(/([aou])e/g, '$1');

/** What people write before the name of a region: the Canton of Zürich, the Land Salzburg. */
const KIND =
  /^\s*(kanton|canton|cantone|bundesland|land|freistaat|regi[oó]n|regione|comunidad|estado|state|province|provincia|département)\s+((of|de|del|di|do|da|du|des|della)\s+)?/i;

/** The region in which a city lies that is no other's namesake; null for all that are not in the table. */
export function regionOfCity(country: string, city: string): string | null {
  const table = tableOf(CITY_NAMES, country);
  return table.get(plainName(city)) ?? table.get(withoutUmlauts(plainName(city))) ?? null;
}

function codeOf(country: string, text: string): string | null {
  const code = text.trim().toUpperCase();
  const subdivision = code.startsWith(`${country}-`) ? code.slice(country.length + 1) : code;
  return codesOf(country).has(subdivision) ? `${country}-${subdivision}` : null;
}

const codesOf = (country: string): Set<string> =>
  new Set([...tableOf(REGION_NAMES, country).values()].map((code) => code.slice(country.length + 1)));

const tables = new Map<Readonly<Record<string, string>>, Map<string, ReadonlyMap<string, string>>>();

/** By plain name. */
function tableOf(source: Readonly<Record<string, string>>, country: string): ReadonlyMap<string, string> {
  const byCountry = tables.get(source) ?? new Map<string, ReadonlyMap<string, string>>();
  tables.set(source, byCountry);
  let table = byCountry.get(country);
  if (table === undefined) {
    table = new Map(
      (source[country] ?? '').split('|').flatMap((entry) => {
        const [code = '', ...names] = entry.split('=').map((part) => part.trim());
        return names.map((name): [string, string] => [plainName(name), `${country}-${code}`]);
      }),
    );
    byCountry.set(country, table);
  }
  return table;
}
