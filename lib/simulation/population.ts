import type { Scope, Selectors } from '../closures/model.ts';
import { matchesScope } from '../closures/scope.ts';
import type { Config, Organization } from '../config/model.ts';
import { resolvePlace } from '../places/index.ts';
import { makeBusiness, makeBusinesses, type SeededBusiness } from '../sandbox/index.ts';

/** Six countries; Scotland, whose 2 January is observed on the 4th, would still be closed when the demonstration ends. */
const DEMO_COUNTRIES = ['FR', 'ES', 'BE', 'DE', 'GB', 'PT'];
const NOT_IN_DEMO = ['Edinburgh', 'Belfast', 'Fort-de-France', 'Pointe-à-Pitre'];
const DEMO_SHOPS = 36;

/** The shops of `npm start`: the first 36 that lie where the demonstration plays. */
export function demoBusinesses(seed: number): SeededBusiness[] {
  return makeBusinesses(DEMO_SHOPS * 3, seed)
    .filter(({ business }) => DEMO_COUNTRIES.includes(business.country))
    .filter(({ business }) => !NOT_IN_DEMO.includes(business.city ?? ''))
    .slice(0, DEMO_SHOPS);
}

/** Shops that are there although no rule names them. */
const UNNAMED_SHOPS = 24;

/**
 * Businesses to which somebody's own configuration applies: shops in the countries that its scopes name, and one for
 * every store code, id, postcode, city and group that they name.
 * @param unnamed how many shops there are although no rule names them; at least one in each country
 */
export function businessesFor(
  config: Config,
  organization: string,
  seed: number,
  unnamed = UNNAMED_SHOPS,
): SeededBusiness[] {
  const scopes = scopesOf(config, organization);
  const countries = [...new Set(scopes.flatMap(countriesOf))];
  const found = shopsIn(countries.length > 0 ? countries : ['FR'], seed, unnamed);
  let next = 10_000;
  for (const scope of scopes) {
    for (const business of namedBy(scope)) {
      if (found.some((one) => isThere(one, business))) continue;
      const country = countriesOf(scope)[0] ?? countries[0] ?? 'FR';
      next += 1;
      found.push(placedIn(country, next, seed, business));
    }
  }
  const own = config.organizations.find(({ id }) => id === organization);
  return own ? found.map((shop) => whereCorrected(shop, own)) : found;
}

/** A shop that a correction puts in a region of another country is a shop of that country. */
function whereCorrected(shop: SeededBusiness, organization: Organization): SeededBusiness {
  const { business } = shop;
  const { correction } = resolvePlace(business, organization, (scope, { region }) =>
    matchesScope(scope, { ...business, region }, organization.id),
  );
  const country = correction.region?.slice(0, 2).toUpperCase() ?? business.country;
  if (country === business.country) return shop;
  return { ...shop, business: { ...business, country, region: null, lat: null, long: null } };
}

function scopesOf(config: Config, organization: string): Scope[] {
  const own = config.organizations.find(({ id }) => id === organization);
  const rules = config.rules
    .filter(({ scope }) => !scope?.organizations || scope.organizations.includes(organization))
    .flatMap(({ scope, calendar }) => {
      const fixed =
        calendar.kind === 'holidays' && calendar.country ? [{ countries: [calendar.country] }] : [];
      return [...(scope ? [scope] : []), ...fixed];
    });
  const corrected = Object.entries(own?.businesses ?? {}).map(([code, { region }]) => ({
    codes: [code],
    ...(region ? { regions: [region] } : {}),
  }));
  return [...rules, ...corrected, ...(own?.corrections ?? []).map(({ scope }) => scope)];
}

function countriesOf({ countries = [], regions = [] }: Selectors): string[] {
  return [...countries, ...regions.map((region) => region.slice(0, 2))];
}

type Wish = Partial<SeededBusiness['business']>;

function namedBy(scope: Scope): Wish[] {
  return [
    ...(scope.codes ?? []).map((code) => ({ code })),
    ...(scope.businesses ?? []).map((id) => ({ id })),
    ...(scope.zipcodes ?? []).map((zipcode) => ({ zipcode: zipcode.replace('*', '').padEnd(5, '0') })),
    ...(scope.cities ?? []).map((city) => ({ city })),
    ...(scope.groups ?? []).map((group) => ({ groups: [group] })),
  ];
}

function isThere({ business }: SeededBusiness, wish: Wish): boolean {
  return Object.entries(wish).every(([name, value]) => {
    const own = business[name as keyof Wish];
    return Array.isArray(value) && Array.isArray(own)
      ? value.every((one) => own.some((other) => other === one))
      : own === value;
  });
}

/** Shops of the made-up company in these countries; where it has none, some of its shops are moved there. */
function shopsIn(countries: readonly string[], seed: number, number: number): SeededBusiness[] {
  const company = makeBusinesses(number * 8, seed);
  const each = Math.max(1, Math.ceil(number / countries.length));
  return countries.flatMap((country, index) => {
    const own = company.filter(({ business }) => business.country === country).slice(0, each);
    if (own.length > 0) return own;
    return Array.from({ length: each }, (_, shop) => placedIn(country, 1_000 * (index + 1) + shop, seed, {}));
  });
}

/** The `n`th shop of the company, brought to a country. Without coordinates: those that it has lie elsewhere. */
function placedIn(country: string, n: number, seed: number, wish: Wish): SeededBusiness {
  const made = makeBusiness(n, seed);
  const moved = made.business.country === country ? {} : { country, zipcode: null, region: null };
  return makeBusiness(n, seed, { business: { ...moved, lat: null, long: null, ...wish } });
}
