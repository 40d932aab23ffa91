import type { Business, Selectors } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';

/** Kinds whose values are those of businesses; `organizations` are the file's own names, and checked with it. */
const VALUES = {
  codes: ({ code }) => [code],
  businesses: ({ id }) => [id],
  groups: ({ groups }) => groups.map(String),
  countries: ({ country }) => [country],
  regions: ({ region }) => [region],
  zipcodes: ({ zipcode }) => [zipcode],
  cities: ({ city }) => [city],
} as const satisfies Record<
  Exclude<keyof Selectors, 'organizations'>,
  (business: Business) => (string | null)[]
>;
export type Kind = keyof typeof VALUES;
export const KINDS = Object.keys(VALUES) as Kind[];

/** What the businesses have, kind by kind. */
export class KnownValues {
  /** Value → a business that has it. */
  readonly #byKind = new Map<Kind, Map<string, Business>>(KINDS.map((kind) => [kind, new Map()]));

  add(businesses: Iterable<Business>): void {
    for (const business of businesses)
      for (const [kind, known] of this.#byKind)
        for (const value of VALUES[kind](business))
          if (value !== null && !known.has(value)) known.set(value, business);
  }

  of(kind: Kind): string[] {
    return [...(this.#byKind.get(kind)?.keys() ?? [])];
  }

  has(kind: Kind, value: string): boolean {
    const known = this.#byKind.get(kind);
    if (known?.has(value)) return true;
    // Spaces, case, a * and second codes of a region count differently for these than for all others.
    if (kind !== 'zipcodes' && kind !== 'cities' && kind !== 'regions') return false;
    return [...(known?.values() ?? [])].some((business) => matchesScope({ [kind]: [value] }, business, ''));
  }
}
