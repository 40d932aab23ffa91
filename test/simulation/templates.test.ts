/**
 * Eight days of two templates that three rules swap, one seed a run: dates, fields and priorities are drawn, and so are people
 * who edit templates, requests that fail, and processes that end. What holds, by a checker that shares no code with the
 * product (dates are compared as texts, hours are those of Paris in winter):
 *
 * - Whenever a pass says that all is well, each field is what the first rule of its day says, or a person's.
 * - Afterwards every byte is back, but for what a person wrote.
 *
 * Seeds 1 to TEMPLATE_SEEDS (default 3) are played; `TEMPLATE_SEED=17` only that one.
 */
import { expect, test } from 'vitest';
import { playTemplates } from './templates/play.ts';

const only = process.env.TEMPLATE_SEED;
const count = Number(process.env.TEMPLATE_SEEDS ?? 3);
const seeds = only ? [Number(only)] : Array.from({ length: count }, (_, index) => index + 1);

test.each(seeds)(
  'seed %i: templates are what they should be, and all comes back',
  async (seed) => {
    expect({ seed, faults: await playTemplates(seed) }).toEqual({ seed, faults: [] });
  },
  60_000,
);
