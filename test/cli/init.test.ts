import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { realClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { checkConfig } from '../../lib/operations/index.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/index.ts';
import { type Finished, KEY, runCommand } from '../support/desk/desk.ts';

// A dozen processes one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let sandbox: Sandbox;
let folder: string;

beforeEach(async () => {
  // Ten businesses: so few may close at once without being allowed by number, should today be a holiday.
  sandbox = await startSandbox({ clock: realClock, businesses: 10, requestsPerMinute: 0 });
  folder = await mkdtemp(join(tmpdir(), 'partoo-closures-init-'));
});

afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** As typed by somebody who has set the two variables and nothing else. */
function type(...args: string[]): Promise<Finished> {
  return runCommand(folder, args, { PARTOO_API_KEY: KEY, PARTOO_BASE_URL: sandbox.url });
}

const read = (name: string) => readFile(join(folder, name), 'utf8');

test("a newcomer's run: seven commands from nothing, each ends with 0", async () => {
  const before = JSON.stringify(sandbox.settings());
  for (const line of ['init', 'check', 'doctor', 'plan', 'apply --yes', 'run --dry-run']) {
    const { code, stderr } = await type(...line.split(' '));
    expect(code, `${line}\n${stderr}`).toBe(0);
  }
  expect(JSON.stringify(sandbox.settings())).toBe(before);
  const { code, json } = await type('run', '--json');
  expect(code).toBe(0);
  expect(json().converged).toBe(true);
  expect((await type('run')).stdout).toContain('every shop is as it should be');
});

test('the file says what was found, and knows the schema beside it', async () => {
  const { code, json } = await type('init', '--json');
  expect(code).toBe(0);
  expect(json()).toMatchObject({
    file: 'closures.yml',
    schema: 'closures.schema.json',
    backup: null,
    organization: 'maison-corvel',
    account: {
      businesses: 10,
      withMessages: 10,
      launched: 9,
      onBusinessHours: 4,
      countries: { FR: 3, ES: 2 },
    },
  });
  const yaml = await read('closures.yml');
  expect(yaml.split('\n')[0]).toBe('# yaml-language-server: $schema=./closures.schema.json');
  expect(yaml).toContain('baseUrl: env:PARTOO_BASE_URL');
  expect(yaml).not.toContain(KEY);
  const { config } = parseConfig(yaml, 'closures.yml');
  expect(config.rules).toMatchObject([
    { key: 'public-holidays', scope: { countries: ['FR', 'ES', 'BE', 'DE', 'GB', 'PL', 'PT'] } },
  ]);
  expect(Object.keys((config.messages.holiday as { texts: object }).texts)).toEqual([
    ...['fr', 'ca', 'de', 'es', 'pl', 'pt', 'en'],
    'default',
  ]);
  const schema = JSON.parse(await read('closures.schema.json'));
  expect(new Ajv({ allowUnionTypes: true }).compile(schema)(parse(yaml))).toBe(true);
});

test('the examples that are set aside work once their marks are taken away', async () => {
  await type('init');
  const yaml = (await read('closures.yml')).replace(/^ {2}# ( *[\w-]+:)/gm, '  $1');
  const loaded = parseConfig(yaml, 'closures.yml');
  expect(loaded.config.rules.map(({ key }) => key)).toEqual([
    'public-holidays',
    'nights',
    'december-sundays',
    'stock-taking',
  ]);
  expect(loaded.config.rules[3]?.scope).toEqual({ codes: ['ST-00001', 'ST-00002'] });
  expect((await checkConfig(loaded, Date.now())).errors).toEqual([]);
});

describe('what is there', () => {
  test('is not overwritten', async () => {
    await writeFile(join(folder, 'closures.yml'), 'mine');
    const { code, stderr } = await type('init');
    expect(code).toBe(2);
    expect(stderr).toContain('--force');
    expect(await read('closures.yml')).toBe('mine');
    expect(sandbox.requests).toHaveLength(0);
  });

  test('is kept as a backup with --force', async () => {
    await writeFile(join(folder, 'closures.yml'), 'mine');
    expect((await type('init', '--force')).code).toBe(0);
    const backup = (await readdir(folder)).find((name) => /^closures\.yml\.\d+T\d+Z\.bak$/.test(name));
    expect(await read(backup as string)).toBe('mine');
    expect(await read('closures.yml')).toContain('version: 1');
  });

  test("somebody else's schema of that name counts as well", async () => {
    await writeFile(join(folder, 'closures.schema.json'), '{}');
    expect((await type('init')).code).toBe(2);
    expect(await readdir(folder)).toEqual(['closures.schema.json']);
  });
});

test('a key that is missing or refused leaves no file', async () => {
  const missing = await runCommand(folder, ['init'], { PARTOO_BASE_URL: sandbox.url });
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('export PARTOO_API_KEY');
  const refused = { PARTOO_API_KEY: 'a-key-that-is-wrong', PARTOO_BASE_URL: sandbox.url };
  expect((await runCommand(folder, ['init'], refused)).code).toBe(3);
  expect(await readdir(folder)).not.toContain('closures.yml');
});

test('an organization named by hand keeps its name, and a wrong one is refused before anything is written', async () => {
  expect((await type('init', '--organization', 'corvel', '--json')).json()).toMatchObject({
    organization: 'corvel',
  });
  await rm(join(folder, 'closures.yml'));
  const { code, stderr } = await type('init', '--organization', 'a b');
  expect(code).toBe(2);
  expect(stderr).toContain('no name for an organization');
  expect(await readdir(folder)).not.toContain('closures.yml');
});
