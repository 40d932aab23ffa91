/** Values of scopes that no business has: a slip of the pen closes nothing, and nobody notices. */
import type { Scope, Selectors } from '../../closures/model.ts';
import type { SelectorKind } from '../../closures/selectors.ts';
import type { LoadedConfig } from '../../config/index.ts';
import { didYouMean } from '../../reading/suggest.ts';
import { placed } from '../../reconcile/refresh/placed.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import { firstOf } from '../../reconcile/situation/words.ts';
import { KINDS, type KnownValues } from './known-values.ts';

/** Comparing a slip with 100,000 codes takes a while: only for the first few. */
const EXPLAINED = 3;

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

function missText(kind: SelectorKind, values: readonly string[], known: KnownValues): string {
  const candidates = known.of(kind);
  const otherwise =
    candidates.length === 0 ? 'no shop has any' : `known are ${firstOf(candidates.toSorted(), 6)}`;
  const said = values
    .slice(0, EXPLAINED)
    .map((value) => `"${value}", ${didYouMean(value.replace('*', ''), candidates, otherwise)}`);
  const more = values.length > EXPLAINED ? `; and ${values.length - EXPLAINED} more` : '';
  return `fits no shop: ${said.join('; ')}${more}`;
}
