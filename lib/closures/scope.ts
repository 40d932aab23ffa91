import type { Business, Scope, Selectors } from './model.ts';
import { oneRegionCode } from './region-codes.ts';

type Kind = keyof Selectors;
/** What of a business a scope looks at. */
type Located = Pick<Business, 'id' | 'code' | 'groups' | 'country' | 'region' | 'zipcode' | 'city'>;

const matchers: { [K in Kind]: (value: string, business: Located, organization: string) => boolean } = {
  organizations: (value, _business, organization) => value === organization,
  codes: (value, business) => value === business.code,
  businesses: (value, business) => value === business.id,
  groups: (value, business) => business.groups.some((group) => String(group) === value),
  countries: (value, business) => value === business.country,
  regions: (value, business) =>
    business.region !== null && oneRegionCode(value) === oneRegionCode(business.region),
  zipcodes: (value, business) => matchesZipcode(value, business.zipcode),
  cities: (value, business) => business.city !== null && fold(value) === fold(business.city),
};
const kinds = Object.keys(matchers) as Kind[];

/** Whether a business lies in a scope: kinds ANDed, values within a kind ORed, any match of `exclude` excludes. */
export function matchesScope(scope: Scope, business: Located, organization: string): boolean {
  return (
    kinds.every((kind) => !scope[kind] || matchesKind(scope, kind, business, organization)) &&
    !(
      scope.exclude &&
      kinds.some((kind) => scope.exclude?.[kind] && matchesKind(scope.exclude, kind, business, organization))
    )
  );
}

/** Whether anything is selected at all: a scope with no kind and no `exclude` would silently mean "all". */
export function selectsSomething(scope: Scope): boolean {
  return kinds.some((kind) => scope[kind] !== undefined);
}

function matchesKind(selectors: Selectors, kind: Kind, business: Located, organization: string): boolean {
  const values: readonly (string | number)[] = selectors[kind] ?? [];
  return values.some((value) => matchers[kind](String(value), business, organization));
}

/** A pattern's `*` at the end matches the rest; spaces do not count. */
function matchesZipcode(pattern: string, zipcode: string | null): boolean {
  if (zipcode === null) return false;
  const wanted = pattern.replaceAll(' ', '').toUpperCase();
  const actual = zipcode.replaceAll(' ', '').toUpperCase();
  return wanted.endsWith('*') ? actual.startsWith(wanted.slice(0, -1)) : actual === wanted;
}

function fold(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
