import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Each story is told by a test that names it. */
const STORIES = Array.from({ length: 28 }, (_, index) => index + 1);

test.each(STORIES)('story number %i has a test that tells it', (story) => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  // A title, or the first member of a case.
  const title = new RegExp(`[([]\\s*['"\`]story ${story}:`);
  const tellers = globSync('**/*.ts', { cwd: folder }).filter((file) =>
    title.test(readFileSync(`${folder}/${file}`, 'utf8')),
  );
  expect(tellers).not.toEqual([]);
});
