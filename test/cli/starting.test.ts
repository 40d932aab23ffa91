/** What a command loads before it does anything: starting takes longer than most commands. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { BIN, type Desk, day, desk, KEY } from '../support/desk/desk.ts';

const PRELOAD = fileURLToPath(new URL('../support/desk/list-loaded.ts', import.meta.url));

interface Loaded {
  packages: string[];
  commands: string[];
  files: number;
}

async function loadedBy(args: string[], user?: Desk): Promise<Loaded> {
  const { stderr } = await promisify(execFile)(process.execPath, ['--import', PRELOAD, BIN, ...args], {
    cwd: user?.folder,
    env: { PATH: process.env.PATH, PARTOO_API_KEY: KEY, PARTOO_BASE_URL: user?.sandbox.url },
  });
  return JSON.parse(stderr.trim().split('\n').at(-1) as string);
}

test('neither starting nor a pass with nothing to do loads calendars, time zones or a parser of configurations', async () => {
  await using user = await desk(`  later: { dates: [{ from: ${day(40)} }] }\n`);
  await user.run(['apply', '--yes']);
  await user.run(['run']);
  const starting = await loadedBy(['--version'], user);
  const idle = await loadedBy(['run'], user);
  for (const { packages } of [starting, idle]) expect(packages).toEqual(['commander', 'zod']);
  expect(starting.files).toBeLessThan(250);
  // Nearly all that it takes beyond starting is to load them: the store, what was applied, and its own report.
  expect(idle.files - starting.files).toBeLessThan(45);
});

test('a pass that closes shops loads no holidays, feeds or listings, unless they are too old', async () => {
  await using user = await desk('  holidays: { holidays: {} }\n');
  await user.run(['apply', '--yes']);
  const { packages, files } = await loadedBy(['run', '--at', `${day(40)}T12:00:00Z`], user);
  expect(packages).not.toContain('date-holidays');
  expect(files).toBeLessThan(560);
});

test.each([
  [['--version'], []],
  [['pause', '--help'], ['pause']],
  [['help', 'completion'], expect.arrayContaining(['apply', 'completion', 'watch'])],
])('%j loads %j of all commands', async (args, wanted) => {
  expect((await loadedBy(args)).commands).toEqual(wanted);
});
