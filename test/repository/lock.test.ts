import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type Lock, missingFrom } from '../../scripts/complete-lock.ts';

const text = await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8');

test('the lock holds every platform package, else `npm ci` refuses it (mend: node scripts/complete-lock.ts)', () => {
  expect(missingFrom(JSON.parse(text) as Lock)).toEqual([]);
});

test('the lock names no registry, so that it works wherever packages come from', () => {
  expect(text).not.toContain('"resolved"');
});

test('an installation says what failed, and not which dependency would like another Node than it is to run with', async () => {
  const settings = await readFile(new URL('../../.npmrc', import.meta.url), 'utf8');
  expect(settings.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
    'loglevel=error',
  ]);
});
