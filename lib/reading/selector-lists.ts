import type * as z from 'zod';
import { SELECTORS, type SelectorKind, type SelectorValue } from '../closures/selectors.ts';

/** The members of a schema that takes selectors: every kind may be left out, and holds one of the two lists. */
export function selectorLists(
  texts: z.ZodType<string[]>,
  numbers: z.ZodType<number[]>,
): { [K in SelectorKind]: z.ZodExactOptional<z.ZodType<SelectorValue<K>[]>> } {
  return Object.fromEntries(
    Object.entries(SELECTORS).map(([kind, { values }]) => [
      kind,
      (values === 'number' ? numbers : texts).exactOptional(),
    ]),
  ) as ReturnType<typeof selectorLists>;
}
