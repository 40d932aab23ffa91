import { expect, test } from 'vitest';
import { type Bundle, bundle, functionNames } from '../../scripts/package.ts';

/** What the minute path has no use for, by what its files' paths hold. */
const HEAVY = {
  'the holiday data': /date-holidays|moment/,
  'the coordinates of zones': /tz-lookup|countries-and-timezones|lib\/places/,
  'a tracer': /powertools|xray|opentelemetry/,
  'the command line': /commander|clack|lib\/cli|lib\/simulation|lib\/sandbox/,
  YAML: /node_modules\/yaml|lib\/reading\/document/,
  'cron and iCalendar': /croner|ical\.js|rrule/,
  'the embedded store': /lib\/store\/sqlite/,
};
const MINUTE_PATH = ['tick', 'reconcile', 'closure-events'];

const bundles = new Map<string, Promise<Bundle>>();

/** Made once for all tests. */
function bundled(name: string): Promise<Bundle> {
  if (!bundles.has(name)) bundles.set(name, bundle(name));
  return bundles.get(name)!;
}

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

test.each(MINUTE_PATH)('%s carries nothing that the minute path has no use for', async (name) => {
  const { metafile, zip } = await bundled(name);
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs: of }) =>
    Object.entries(of).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  for (const [what, pattern] of Object.entries(HEAVY))
    expect
      .soft(
        inputs.filter((path) => pattern.test(path)),
        what,
      )
      .toEqual([]);
  expect(zip.length).toBeLessThan(400 * 1024);
});

test('tick talks to no Partoo, and to no clock of its own', async () => {
  const { metafile } = await bundled('tick');
  const inputs = Object.keys(Object.values(metafile.outputs)[0]?.inputs ?? {});
  expect(
    inputs.filter((path) => /lib\/partoo|node_modules\/ky|temporal|client-ssm|secrets/.test(path)),
  ).toEqual([]);
});

test('the same code gives the same zip', async () => {
  const [one, again] = [await bundled('tick'), await bundle('tick')];
  expect(one.zip.equals(again.zip)).toBe(true);
});
