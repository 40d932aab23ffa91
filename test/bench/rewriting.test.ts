import { expect, test } from 'vitest';
import { countYear, measureExtension } from '../../bench/rewriting.ts';

/** What docs/performance.md says of 10,000 shops and of 1,000, held for a few with every test run. */
test('in a year in which nothing moves, texts that name openings cost no write', async () => {
  const naming = await countYear('naming', 12, 6);
  expect(naming).toEqual(await countYear('plain', 12, 6));
  expect(naming.rewritings).toBe(0);
  // Each night closes and opens at least every shop.
  expect(naming.writes).toBeGreaterThan(12 * 2 * 300);
});

test('an extended closure costs one write for each shop, behind what is due meanwhile', async () => {
  const extension = await measureExtension(40, 4);
  expect(extension).toMatchObject({ rewritings: 40, due: 4, dueBehind: 0 });
  // Four writes a second; what had been read already is written first.
  expect(extension.dueAfterMilliseconds).toBeLessThan(10_000);
  expect(extension.milliseconds).toBeGreaterThan(10_000);
});
