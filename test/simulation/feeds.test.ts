/**
 * Shops that close by feeds and a sheet, a seed a run: FEED_SEEDS plays more (default 3), FEED_SEED only one. What has to be
 * in force is worked out by feeds/truth.ts, which shares nothing with the product.
 */
import { expect, test } from 'vitest';
import { playFeeds } from './feeds/play.ts';

const only = process.env.FEED_SEED;
const count = Number(process.env.FEED_SEEDS ?? 3);
// From 1,000 on one of the feeds moves to another address.
const seeds = only ? [Number(only)] : [...Array.from({ length: count }, (_, index) => index + 1), 1_000];

test.each(seeds)(
  'seed %i: shops are closed by what was last good, whatever feeds do, and all is as it was in the end',
  async (seed) => {
    expect({ seed, faults: await playFeeds(seed) }).toEqual({ seed, faults: [] });
  },
  120_000,
);
