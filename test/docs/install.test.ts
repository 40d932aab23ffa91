/** docs/install.md: what it has people install is what runs. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, readPage } from './support.ts';

const { text, snippets } = await readPage('docs/install.md');
const unit = snippets.find(({ language }) => language === 'ini')?.text ?? '';

test('the tarball is called as npm pack calls it', async () => {
  const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const named = [...text.matchAll(/[\w-]+-\d+\.\d+\.\d+\.tgz/g)].map(([file]) => file);
  expect(new Set(named)).toEqual(new Set([`${name}-${version}.tgz`]));
});

test('says that npx outside a clone asks a registry', () => {
  expect(text).toMatch(/`npx` asks the npm registry,\s+where the name is not ours yet/);
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

test.runIf(hasSystemd)('systemd finds nothing wrong with the unit', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-unit-'));
  try {
    const file = join(folder, 'partoo-closures.service');
    await writeFile(file, unit);
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    });
    const about = stderr.split('\n').filter((line) => line.includes('partoo-closures.service'));
    expect(about).toEqual([]);
    expect(status, stderr).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
