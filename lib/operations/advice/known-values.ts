import type { Business } from '../../closures/model.ts';
import { fits, HELD } from '../../closures/scope.ts';
import { SELECTOR_KINDS, type SelectorKind } from '../../closures/selectors.ts';

/** Kinds whose values are those of businesses; `organizations` are the file's own names, and checked with it. */
export const KINDS = SELECTOR_KINDS.filter((kind) => kind !== 'organizations');

/** What the businesses have, kind by kind. */
export class KnownValues {
  readonly #byKind = new Map<SelectorKind, Set<string>>(KINDS.map((kind) => [kind, new Set()]));

  add(businesses: Iterable<Business>): void {
    for (const business of businesses)
      for (const [kind, known] of this.#byKind)
        for (const value of HELD[kind](business, '')) known.add(value);
  }

  of(kind: SelectorKind): string[] {
    return [...(this.#byKind.get(kind) ?? [])];
  }

  has(kind: SelectorKind, value: string): boolean {
    const known = this.#byKind.get(kind);
    return known?.has(value) === true || [...(known ?? [])].some((held) => fits(kind, value, held));
  }
}
