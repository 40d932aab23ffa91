import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { onlyFileOf } from '../../scripts/local-zip.ts';
import { bundle, functionNames, sourcesOf } from '../../scripts/package.ts';

/** What the minute path has no use for, by what its files' paths hold. */
const HEAVY = {
  'the holiday data': /date-holidays|moment/,
  'the coordinates of zones': /tz-lookup|countries-and-timezones|lib\/places/,
  'a tracer': /powertools|xray|opentelemetry/,
  'the command line': /commander|clack|lib\/cli|lib\/simulation|lib\/sandbox/,
  'how schemas are said': /json-schema-processors/,
  YAML: /node_modules\/yaml|lib\/reading\/document/,
  'cron and iCalendar': /croner|ical\.js|rrule/,
  'the embedded store': /lib\/store\/sqlite/,
};
const MINUTE_PATH = ['tick', 'reconcile', 'closure-events'];

const bundles = new Map((await bundle(sourcesOf(MINUTE_PATH))).map(({ name, ...made }) => [name, made]));

test('every function has a bundle within its budget', async () => {
  expect((await functionNames()).sort()).toEqual([
    'closure-events',
    'http',
    'notify',
    'reconcile',
    'refresh',
    'tick',
  ]);
});

test.each(MINUTE_PATH)('%s carries nothing that the minute path has no use for', (name) => {
  const { inputs, zip } = bundles.get(name)!;
  const carried = Object.keys(inputs).filter((path) => inputs[path]!.bytesInOutput > 0);
  for (const [what, pattern] of Object.entries(HEAVY))
    expect
      .soft(
        carried.filter((path) => pattern.test(path)),
        what,
      )
      .toEqual([]);
  expect(zip.length).toBeLessThan(400 * 1024);
});

test('reconcile carries of AWS what it asks for, not a command for each action that there is', () => {
  const { inputs } = bundles.get('reconcile')!;
  const carried = Object.keys(inputs).filter((path) => inputs[path]!.bytesInOutput > 0);
  const commands = carried.flatMap((path) => /client-.*\/(\w+Command)\.js$/.exec(path)?.[1] ?? []);
  expect(commands).toEqual(expect.arrayContaining(['GetParameterCommand', 'GetSecretValueCommand']));
  expect(commands.length).toBeLessThan(25);
});

test('tick talks to no Partoo, and to no clock of its own', () => {
  const { inputs } = bundles.get('tick')!;
  expect(
    Object.keys(inputs).filter((path) =>
      /lib\/partoo|node_modules\/ky|temporal|client-ssm|secrets/.test(path),
    ),
  ).toEqual([]);
});

test('a function that is asked for its schemas can say them', async () => {
  const [http] = await bundle(sourcesOf(['http']));
  const carried = http?.inputs['node_modules/zod/v4/core/json-schema-processors.js'];
  expect(carried?.bytesInOutput).toBeGreaterThan(1000);
});

test('the same code gives the same zip, alone and beside others', async () => {
  const [alone] = await bundle(sourcesOf(['tick']));
  expect(alone?.zip.equals(bundles.get('tick')!.zip)).toBe(true);
});

test('what asks nothing but AWS, or Partoo only where it has to, does not begin with starting `fetch`, a sixth of a cold start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-bundles-'));
  try {
    for (const name of MINUTE_PATH) {
      await writeFile(join(folder, `${name}.mjs`), onlyFileOf(bundles.get(name)!.zip));
      // Not as `--eval`, for which Node loads all that it has.
      const list = join(folder, `list-${name}.mjs`);
      await writeFile(list, `await import('./${name}.mjs'); console.log(process.moduleLoadList.join());`);
      const env = { PARTOO_CLOSURES_STORE: 'dynamodb:x', PARTOO_CLOSURES_BUS: 'x', AWS_REGION: 'eu-west-3' };
      const { stdout } = await promisify(execFile)(process.execPath, [list], { env });
      const loaded = stdout.trim().split(',');
      expect(loaded, name).toContain('NativeModule https');
      expect(loaded, name).not.toContain('NativeModule internal/deps/undici/undici');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
