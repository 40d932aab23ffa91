import { expect, test } from 'vitest';
import { measureBeside } from '../../bench/beside.ts';

/** What docs/performance.md says of 100,000 businesses, held for a few hundred with every test run. */
test('staged is never late nor early, switched closes everybody in time, and neither is refused; the plain way is', async () => {
  const { section, drawing } = await measureBeside([400]);
  const [plain, switched, staged] = section.rows;

  expect(staged?.slice(1, 6)).toEqual(['staged', '0', '0', '816', '0']);
  expect(switched?.slice(4, 6)).toEqual(['816', '0']);
  expect(Number(plain?.[5])).toBeGreaterThan(0);
  expect(Number(plain?.[2])).toBeGreaterThan(Number(switched?.[2]));
  expect(drawing.match(/<polyline/g)).toHaveLength(3);
  expect(drawing).not.toContain('NaN');
});
