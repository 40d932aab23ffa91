/** The list alone, which has to follow the code; `npm run simulate:mutants` puts them into it, which takes long. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MUTANTS } from './list/index.ts';
import { mutated, sourceOf } from './mutant.ts';
import { readNoticed } from './noticed.ts';
import { pageOf } from './table.ts';

it.each(MUTANTS)('$name: its code stands once in $file', (mutant) => {
  expect(mutated(mutant, sourceOf(mutant))).toContain(mutant.bug);
  expect(mutant.bug).not.toBe(mutant.code);
});

const RULES = [...Array.from({ length: 30 }, (_, index) => index + 1), 'staged' as const];

it('has no two of a name, and at least forty that were noticed, one for each rule', () => {
  const noticed = readNoticed();
  const names = MUTANTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(noticed).filter((name) => !names.includes(name))).toEqual([]);
  expect(Object.keys(noticed).length).toBeGreaterThanOrEqual(40);
  const broken = new Set(MUTANTS.filter(({ name }) => noticed[name]).map(({ rule }) => rule));
  expect(RULES.filter((rule) => !broken.has(rule))).toEqual([]);
});

it('is what the page of the documentation says', () => {
  const page = readFileSync(new URL('../../../docs/mutants.md', import.meta.url), 'utf8');
  expect(page).toBe(pageOf(MUTANTS, readNoticed()));
});
