/** Values of scopes that no business has: a slip of the pen closes nothing, and nobody notices. */
import type { Business, Scope, Selectors } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import type { LoadedConfig } from '../../config/index.ts';
import { didYouMean } from '../../config/suggest.ts';
import { placed } from '../check.ts';
import type { Warning } from '../report.ts';
import { firstOf } from './words.ts';

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
type Kind = keyof typeof VALUES;
const KINDS = Object.keys(VALUES) as Kind[];

/** Comparing a slip with 100,000 codes takes a while: only for the first few. */
const EXPLAINED = 3;

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
    // Spaces, case and a * count differently for these two than for all others.
    if (kind !== 'zipcodes' && kind !== 'cities') return false;
    return [...(known?.values() ?? [])].some((business) => matchesScope({ [kind]: [value] }, business, ''));
  }
}

/** One warning for each kind of a scope that has values which fit no business. */
export function scopeWarnings(
  loaded: LoadedConfig,
  path: (string | number)[],
  scope: Scope | null,
  known: KnownValues,
): Warning[] {
  if (scope === null) return [];
  const { exclude, ...own } = scope;
  return [
    ...selectorWarnings(loaded, path, own, known),
    ...(exclude ? selectorWarnings(loaded, [...path, 'exclude'], exclude, known) : []),
  ];
}

function selectorWarnings(
  loaded: LoadedConfig,
  path: (string | number)[],
  selectors: Selectors,
  known: KnownValues,
): Warning[] {
  return KINDS.flatMap((kind) => {
    const values = (selectors[kind] ?? []).map(String);
    const strange = values.flatMap((value, index) => (known.has(kind, value) ? [] : [{ value, index }]));
    const [first] = strange;
    if (first === undefined) return [];
    return [
      {
        code: 'scope-value',
        message: placed(
          loaded,
          [...path, kind, first.index],
          missText(
            kind,
            strange.map(({ value }) => value),
            known,
          ),
        ),
      },
    ];
  });
}

function missText(kind: Kind, values: readonly string[], known: KnownValues): string {
  const candidates = known.of(kind);
  const otherwise =
    candidates.length === 0 ? 'no business has any' : `known are ${firstOf(candidates.toSorted(), 6)}`;
  const said = values
    .slice(0, EXPLAINED)
    .map((value) => `"${value}", ${didYouMean(value.replace('*', ''), candidates, otherwise)}`);
  const more = values.length > EXPLAINED ? `; and ${values.length - EXPLAINED} more` : '';
  return `fits no business: ${said.join('; ')}${more}`;
}
