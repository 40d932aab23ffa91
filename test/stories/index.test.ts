import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The stories that belong to calendars, closures and reconciliation; each is told by a test that names it. */
const STORIES = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 26, 27, 28,
];

test.each(STORIES)('story number %i has a test that tells it', (story) => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  // A title, or the first member of a case.
  const title = new RegExp(`[([]\\s*['"\`]story ${story}:`);
  const tellers = globSync('**/*.ts', { cwd: folder }).filter((file) =>
    title.test(readFileSync(`${folder}/${file}`, 'utf8')),
  );
  expect(tellers).not.toEqual([]);
});
