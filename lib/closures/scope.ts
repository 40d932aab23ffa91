import type { Business, Scope, Selectors } from './model.ts';
import { oneRegionCode } from './region-codes.ts';
import { SELECTOR_KINDS, type SelectorKind } from './selectors.ts';

/** What of a business a scope looks at. */
type Located = Pick<Business, 'id' | 'code' | 'groups' | 'country' | 'region' | 'zipcode' | 'city'>;

/** What a business has of each kind of selector, as text; nothing where Partoo holds none. */
export const HELD: Record<SelectorKind, (business: Located, organization: string) => string[]> = {
  organizations: (_business, organization) => [organization],
  codes: ({ code }) => known(code),
  businesses: ({ id }) => [id],
  groups: ({ groups }) => groups.map(String),
  countries: ({ country }) => known(country),
  regions: ({ region }) => known(region),
  zipcodes: ({ zipcode }) => known(zipcode),
  cities: ({ city }) => known(city),
};

const known = (value: string | null): string[] => (value === null ? [] : [value]);

/** Kinds of which more fits than what is written alike. */
const FITTING: { [K in SelectorKind]?: (wanted: string, held: string) => boolean } = {
  regions: (wanted, held) => oneRegionCode(wanted) === oneRegionCode(held),
  zipcodes: fitsZipcode,
  cities: (wanted, held) => fold(wanted) === fold(held),
};

/** Whether a business lies in a scope: kinds ANDed, values within a kind ORed, any match of `exclude` excludes. */
export function matchesScope(scope: Scope, business: Located, organization: string): boolean {
  return (
    SELECTOR_KINDS.every((kind) => !scope[kind] || matchesKind(scope, kind, business, organization)) &&
    !(
      scope.exclude &&
      SELECTOR_KINDS.some(
        (kind) => scope.exclude?.[kind] && matchesKind(scope.exclude, kind, business, organization),
      )
    )
  );
}

/** Whether anything is selected at all: a scope with no kind and no `exclude` would silently mean "all". */
export function selectsSomething(scope: Scope): boolean {
  return SELECTOR_KINDS.some((kind) => scope[kind] !== undefined);
}

/** Whether a value of a selector means what a business has of its kind. */
export function fits(kind: SelectorKind, wanted: string, held: string): boolean {
  return FITTING[kind]?.(wanted, held) ?? wanted === held;
}

function matchesKind(
  selectors: Selectors,
  kind: SelectorKind,
  business: Located,
  organization: string,
): boolean {
  const values: readonly (string | number)[] = selectors[kind] ?? [];
  const held = HELD[kind](business, organization);
  return held.some((one) => values.some((value) => fits(kind, String(value), one)));
}

/** A pattern's `*` at the end matches the rest; spaces do not count. */
function fitsZipcode(pattern: string, zipcode: string): boolean {
  const wanted = pattern.replaceAll(' ', '').toUpperCase();
  const held = zipcode.replaceAll(' ', '').toUpperCase();
  return wanted.endsWith('*') ? held.startsWith(wanted.slice(0, -1)) : held === wanted;
}

function fold(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
