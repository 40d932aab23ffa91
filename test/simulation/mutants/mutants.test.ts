/** The list alone, which has to follow the code; `npm run simulate:mutants` puts them into it, which takes long. */
import { expect, it } from 'vitest';
import { MUTANTS } from './list/index.ts';
import { mutated, sourceOf } from './mutant.ts';

it.each(MUTANTS)('$name: its code stands once in $file', (mutant) => {
  expect(mutated(mutant, sourceOf(mutant))).toContain(mutant.bug);
  expect(mutant.bug).not.toBe(mutant.code);
});

it('has at least one for each rule, at least forty, and no two of a name', () => {
  const rules = Array.from({ length: 30 }, (_, index) => index + 1);
  const broken = new Set(MUTANTS.map(({ rule }) => rule));
  expect([...rules, 'staged' as const].filter((rule) => !broken.has(rule))).toEqual([]);
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(40);
});
