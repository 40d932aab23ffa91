/** What becomes of a command whose standard output cannot be written. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { closedNow, type Desk, desk, KEY } from '../support/desk/desk.ts';
import { program } from '../support/program.ts';

vi.setConfig({ testTimeout: 120_000 });

const FULL = '/dev/full';
let user: Desk;

beforeAll(async () => {
  user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001] }, '));
  expect((await user.run(['apply', '--yes', '--allow-now', '99'])).code).toBe(0);
});
afterAll(() => user[Symbol.asyncDispose]());

/** Runs words of a shell in the user's folder; `"$@"` is the command. */
async function shell(words: string, args: string[]): Promise<{ code: number | null; stderr: string }> {
  const { file, env } = await program('command');
  const child = spawn('sh', ['-c', words, 'sh', process.execPath, file, ...args], {
    cwd: user.folder,
    env: { ...env, PATH: process.env.PATH, PARTOO_API_KEY: KEY, PARTOO_BASE_URL: user.sandbox.url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
}

describe.skipIf(!existsSync(FULL))('on a full disk', () => {
  test.each([
    ['--help'],
    ['--version'],
    ['plan --help'],
    ['plan'],
    ['plan --json'],
    ['plan --summary'],
    ['check'],
    ['status'],
    ['status --json'],
    ['history'],
    ['explain ST-00001'],
    ['calendar'],
    ['holidays FR'],
    ['templates'],
    ['run --json'],
    ['doctor'],
  ])('%s fails and says why', async (command) => {
    const { code, stderr } = await shell(`"$@" > ${FULL}`, command.split(' '));
    expect(stderr).toContain('Standard output cannot be written (ENOSPC)');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });

  test('a wrong call stays a wrong call', async () => {
    expect(await shell(`"$@" > ${FULL}`, ['paln', '--json'])).toMatchObject({ code: 2 });
  });
});

test('what a disk takes only the beginning of fails as well', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-disk-'));
  try {
    const file = join(folder, 'out');
    await (await open(file, 'w')).close();
    // One block: the first of the document fits, and no signal ends the process beyond it.
    const words = `trap '' XFSZ; ulimit -f 1; "$@" > ${file}`;
    const { code, stderr } = await shell(words, ['holidays', 'FR', '--json']);
    expect((await stat(file)).size).toBeGreaterThan(0);
    expect(stderr).toContain('Standard output cannot be written (EFBIG)');
    expect(code).toBe(1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.each(['--help', 'holidays FR --json', 'plan --json', 'status'])(
  '%s stays quiet where its reader has gone',
  async (command) => {
    const words = '{ "$@"; echo "code $?" >&2; } | true';
    const { code, stderr } = await shell(words, command.split(' '));
    // A machine that is slow makes a command tell of its progress.
    expect({ code, stderr: stderr.replaceAll(/^(acme: .*|\d+ closures? so far)\n/gm, '') }).toEqual({
      code: 0,
      stderr: 'code 0\n',
    });
  },
);
