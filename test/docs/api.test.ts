/** The page of the HTTP interface says what the interface says, and the one on security names tests that there are. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiPage } from '../../scripts/api-page.ts';
import { ROOT, readPage } from './support.ts';

test('docs/api.md is what scripts/api-docs.ts writes', async () => {
  expect((await readPage('docs/api.md')).text).toBe(apiPage());
});

test('every attack has a test', async () => {
  const { text } = await readPage('docs/security.md');
  const files = [...text.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path]) => path!);
  expect(files.length).toBeGreaterThan(15);
  const rows = text
    .slice(text.indexOf('## Attacks'))
    .split('\n')
    .filter((line) => line.startsWith('| '));
  expect(rows.slice(1).filter((row) => !/`test\/[\w./-]+\.test\.ts` \|$/.test(row))).toEqual([]);
  for (const file of new Set(files)) await access(join(ROOT, file));
});
