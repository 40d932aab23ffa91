import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../lib/store/index.ts';

let folder: string;
let before: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partoo-closures-address-'));
  before = process.cwd();
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['sqlite:~/state.db', 'unknown-store', 'in full'],
  ['sqlite:~', 'unknown-store', 'in full'],
  ['sqlite:~somebody/state.db', 'unknown-store', 'in full'],
  ['sqlite: ', 'unknown-store', 'Write sqlite:PATH'],
  ['sqlite:file:state.db', 'unknown-store', 'without file:'],
  ['sqlite:file:///tmp/state.db?mode=ro', 'unknown-store', 'without file:'],
  ['sqlite:state/', 'unwritable', 'Name a file'],
  ['sqlite:.', 'unwritable', 'Name a file'],
  ['sqlite:/dev/null', 'unwritable', 'Name a file'],
])('"%s" is refused with the remedy, and nothing is made', async (address, code, remedy) => {
  const opening = openStore(address);
  await expect(opening).rejects.toMatchObject({ name: 'StoreError', code });
  await expect(opening).rejects.toThrow(remedy);
  expect(await readdir(folder)).toEqual([]);
});

test('what is there and no file of ours is refused as it is', async () => {
  await mkdir('folder');
  execFileSync('sh', ['-c', 'mkfifo pipe']);
  await writeFile('notes.txt', 'no database');
  for (const [path, code] of [
    ['folder', 'unwritable'],
    ['pipe', 'unwritable'],
    ['notes.txt', 'not-a-database'],
    ['notes.txt/state.db', 'unwritable'],
  ])
    await expect(openStore(`sqlite:${path}`)).rejects.toMatchObject({ name: 'StoreError', code });
  expect((await readdir(folder)).toSorted()).toEqual(['folder', 'notes.txt', 'pipe']);
  expect(await readFile('notes.txt', 'utf8')).toBe('no database');
});
