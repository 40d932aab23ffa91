import type { Mutant } from '../mutant.ts';
import { EFFECTS } from './effects.ts';
import { EXACTNESS } from './exactness.ts';
import { FAILING_WELL } from './failing-well.ts';
import { ON_TIME } from './on-time.ts';
import { STAGED } from './staged.ts';
import { TELLING } from './telling.ts';
import { TIME } from './time.ts';

export const MUTANTS: readonly Mutant[] = [
  ...TIME,
  ...EFFECTS,
  ...EXACTNESS,
  ...ON_TIME,
  ...FAILING_WELL,
  ...TELLING,
  ...STAGED,
];
