import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const MODULE = new URL('../../lib/cli/small-heap.ts', import.meta.url).href;

// A process of its own: what is said to V8 holds for all of it.
test('where much is made and dropped, the part of the heap for young objects stays as it was', async () => {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { keepHeapSmall } from '${MODULE}';
    const size = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size;
    const held = [];
    const make = (some) => {
      for (let index = 0; index < some; index += 1) held[index % 50_000] = { name: String(index), of: [index] };
    };
    make(300_000);
    keepHeapSmall();
    const before = size();
    make(2_000_000);
    console.log(JSON.stringify({ before, after: size() }));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  const { before, after } = JSON.parse(stdout) as { before: number; after: number };
  expect(after).toBeLessThanOrEqual(before);
});
