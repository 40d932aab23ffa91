import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { config, type Desk, makeDesk, startProxy } from './support.ts';

const CHRISTMAS = config(`rules:
  christmas:
    dates: [{ from: 2026-12-25, name: Christmas }]
`);
const CLOSED = '2026-12-25T12:00:00Z';
const OPEN = '2026-12-27T12:00:00Z';

let desk: Desk;
afterEach(() => desk.end());

test('kill -9 just before and just after each of 40 writes: nothing lost, nothing doubled, byte-identical', async () => {
  const victim: { child: ChildProcess | null; at: 'before' | 'after' } = { child: null, at: 'before' };
  const proxy = await startProxy(
    () => desk.sandbox.url,
    (moment) => {
      if (moment !== victim.at) return;
      victim.child?.kill('SIGKILL');
      victim.child = null;
    },
  );
  desk = await makeDesk({ businesses: 20 }, async () => `${proxy.url}/v2`);
  await desk.write(CHRISTMAS);
  expect((await desk.call('apply', '--yes')).code).toBe(0);
  const before = JSON.stringify(desk.sandbox.settings());

  for (const [at, passes] of [
    [CLOSED, 20],
    [OPEN, 20],
  ] as const) {
    for (let pass = 0; pass < passes; pass += 1) {
      for (const moment of ['before', 'after'] as const) {
        const { child, finished } = desk.start(['run', '--at', at]);
        Object.assign(victim, { child, at: moment });
        await finished;
      }
    }
    victim.child = null;
    const last = await desk.call('run', '--at', at, '--json');
    expect(last.code, last.stderr).toBe(0);
    if (at === CLOSED) expect(desk.sandbox.settings().every((row) => !row.is_launched)).toBe(true);
  }
  proxy.close();
  expect(JSON.stringify(desk.sandbox.settings())).toBe(before);
  // Each shop was written once to close and once to reopen: a write whose answer was lost is found done, not repeated.
  for (const { business } of desk.sandbox.businesses) {
    expect(desk.sandbox.writesOf(business.code).length, business.code).toBeLessThanOrEqual(2);
  }
}, 240_000);

test('three passes started at once close every shop once', async () => {
  desk = await makeDesk({ businesses: 30 });
  await desk.write(CHRISTMAS);
  await desk.call('apply', '--yes');
  const passes = await Promise.all([1, 2, 3].map(() => desk.call('run', '--at', CLOSED, '--json')));
  expect(passes.map(({ code }) => code)).toEqual([0, 0, 0]);
  for (const { business } of desk.sandbox.businesses) {
    expect(desk.sandbox.writesOf(business.code)).toHaveLength(1);
  }
}, 60_000);

test('a run in an idle minute asks nothing and reads no business; a closure asked for meanwhile is carried out', async () => {
  desk = await makeDesk({ businesses: 5 });
  await desk.write(CHRISTMAS);
  await desk.call('apply', '--yes');
  const first = await desk.call('run', '--json');
  desk.sandbox.requests.length = 0;
  const state = new DatabaseSync(join(desk.folder, '.partoo-closures/state.db'));
  const directory = state.prepare("SELECT value FROM document WHERE kind = 'directory'").get()?.value;
  const setDirectory = state.prepare("UPDATE document SET value = ? WHERE kind = 'directory'");

  setDirectory.run('nothing that can be read');
  const idle = await desk.call('run', '--json');
  setDirectory.run(directory ?? null);
  state.close();
  expect(idle.code, idle.stderr).toBe(0);
  expect(JSON.parse(idle.stdout)).toEqual({ ...JSON.parse(first.stdout), at: expect.any(String) });
  expect(desk.sandbox.requests).toEqual([]);

  await desk.call('close', '--all', '--yes', '--for', '1h');
  const closing = await desk.call('run', '--json');
  expect(closing.code, closing.stderr).toBe(0);
  expect(desk.sandbox.settings().every((row) => !row.is_launched)).toBe(true);
}, 60_000);
