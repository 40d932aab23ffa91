/** Selectors that fit nothing: a slip of the pen, and the shops that were meant would be left as they are. */
import type { Business, Scope } from '../closures/model.ts';
import { quoted } from '../reading/readers.ts';
import { suggest } from '../reading/suggest.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { KINDS, KnownValues } from './advice/known-values.ts';

const LOOK = 'Look at `status` for those that are known; `apply` reads them anew.';

/** Who gets thousands of codes wrong sees from a few what is wrong with them. */
const MOST_NAMED = 10;

function quotedFew(values: readonly string[]): string {
  const few = values.slice(0, MOST_NAMED).map((value) => quoted(value));
  return `${few.join(', ')}${values.length > MOST_NAMED ? ` and ${values.length - MOST_NAMED} more` : ''}`;
}

/** @throws UsageError for store codes and ids that no business has */
export function refuseUnknown({ codes, businesses }: Scope, known: readonly Business[]): void {
  refuseMissing(
    'store code',
    codes,
    known.flatMap(({ code }) => code ?? []),
  );
  refuseMissing(
    'id',
    businesses,
    known.map(({ id }) => id),
  );
}

function refuseMissing(what: string, wanted: readonly string[] | undefined, known: readonly string[]): void {
  const names = new Set(known);
  const missing = (wanted ?? []).filter((name) => !names.has(name));
  const [first] = missing;
  if (first === undefined) return;
  const meant = suggest(first, known);
  throw new UsageError(
    'unknown-business',
    `No shop has the ${what} ${quotedFew(missing)}.`,
    meant ? `Did you mean "${meant}"?` : LOOK,
  );
}

/** For a scope that fits no business: which of its values nobody has, and what it could have meant. */
export function noBusiness(scope: Scope, businesses: readonly Business[]): UsageError {
  const known = new KnownValues();
  known.add(businesses);
  const strange = KINDS.flatMap((kind) =>
    (scope[kind] ?? []).map(String).flatMap((value) => (known.has(kind, value) ? [] : [{ kind, value }])),
  );
  const named = quotedFew(strange.map(({ value }) => value));
  const meant = strange
    .slice(0, MOST_NAMED)
    .map(({ kind, value }) => suggest(value.replace('*', ''), known.of(kind)));
  const found = meant.find((one) => one !== null);
  return new UsageError(
    'no-business',
    `No shop fits what was selected${named === '' ? '' : `: none has ${named}`}.`,
    found ? `Did you mean "${found}"?` : LOOK,
  );
}
