import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { desk, type Started } from '../support/desk/desk.ts';
import { startProxy } from '../support/desk/writes-proxy.ts';

const CHRISTMAS = '  christmas: { dates: [{ from: 2026-12-25, name: Christmas }] }\n';
const CLOSED = '2026-12-25T12:00:00Z';
const OPEN = '2026-12-27T12:00:00Z';
/** A first, a middle and a last one. */
const SHOPS = 3;

test('kill -9 just before and just after each write: nothing lost, nothing doubled, byte-identical', async () => {
  const victim: { process: Started | null; at: 'before' | 'after' } = { process: null, at: 'before' };
  await using proxy = await startProxy((moment) => {
    if (moment !== victim.at) return;
    victim.process?.kill('SIGKILL');
    victim.process = null;
  });
  await using user = await desk(CHRISTMAS, { businesses: SHOPS, before: proxy.before });
  expect((await user.run(['apply', '--yes'])).code).toBe(0);
  const before = JSON.stringify(user.sandbox.settings());

  for (const at of [CLOSED, OPEN]) {
    for (let pass = 0; pass < SHOPS; pass += 1) {
      for (const moment of ['before', 'after'] as const) {
        const started = user.start(['run', '--at', at]);
        Object.assign(victim, { process: started, at: moment });
        await started.finished;
      }
    }
    victim.process = null;
    const last = await user.run(['run', '--at', at, '--json']);
    expect(last.code, last.stderr).toBe(0);
    if (at === CLOSED) expect(user.sandbox.settings().every((row) => !row.is_launched)).toBe(true);
  }
  expect(JSON.stringify(user.sandbox.settings())).toBe(before);
  // Each shop was written once to close and once to reopen: a write whose answer was lost is found done, not repeated.
  for (const { business } of user.sandbox.businesses) {
    expect(user.sandbox.writesOf(business.code).length, business.code).toBeLessThanOrEqual(2);
  }
}, 240_000);

test('three passes started at once close every shop once', async () => {
  await using user = await desk(CHRISTMAS, { businesses: 30 });
  await user.run(['apply', '--yes']);
  const passes = await Promise.all(
    [1, 2, 3].map(() => user.start(['run', '--at', CLOSED, '--json']).finished),
  );
  expect(passes.map(({ code }) => code)).toEqual([0, 0, 0]);
  for (const { business } of user.sandbox.businesses) {
    expect(user.sandbox.writesOf(business.code)).toHaveLength(1);
  }
}, 60_000);

test('a run in an idle minute asks nothing and reads no business; a closure asked for meanwhile is carried out', async () => {
  await using user = await desk(CHRISTMAS, { businesses: 5 });
  await user.run(['apply', '--yes']);
  const first = await user.run(['run', '--json']);
  user.sandbox.requests.length = 0;
  const state = new DatabaseSync(join(user.folder, '.partoo-closures/state.db'));
  const directory = state.prepare("SELECT value FROM document WHERE kind = 'directory'").get()?.value;
  const setDirectory = state.prepare("UPDATE document SET value = ? WHERE kind = 'directory'");

  setDirectory.run('nothing that can be read');
  const idle = await user.run(['run', '--json']);
  setDirectory.run(directory ?? null);
  state.close();
  expect(idle.code, idle.stderr).toBe(0);
  expect(idle.json()).toEqual({ ...first.json(), at: expect.any(String) });
  expect(user.sandbox.requests).toEqual([]);

  await user.run(['close', '--all', '--yes', '--for', '1h']);
  const closing = await user.run(['run', '--json']);
  expect(closing.code, closing.stderr).toBe(0);
  expect(user.sandbox.settings().every((row) => !row.is_launched)).toBe(true);
}, 60_000);
