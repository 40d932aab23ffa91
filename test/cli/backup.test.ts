import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closedNow, desk } from '../support/desk/desk.ts';

test('a store is copied while it is in use, and everything goes back from the copy, byte for byte', async () => {
  await using user = await desk(closedNow('stock-taking'));
  const before = JSON.stringify(user.sandbox.settings());
  await user.run(['apply', '--yes', '--allow-now', '100']);
  await user.run(['run']);
  const lost = await user.run(['backup', 'no-folder/copy.db']);
  expect([lost.code, lost.stderr]).toEqual([
    2,
    expect.stringContaining('no-folder/copy.db cannot be created'),
  ]);
  const watch = user.start(['watch']);
  await watch.says('Watching acme');
  const copy = join(user.folder, 'copy.db');
  expect((await user.run(['backup', copy])).code).toBe(0);
  expect((await stat(copy)).mode & 0o777).toBe(0o600);
  const again = await user.run(['backup', copy]);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is there already')]);
  watch.kill('SIGTERM');
  await watch.finished;

  await rm(join(user.folder, '.partoo-closures'), { recursive: true });
  const released = await user.run(['release', '--all', '--yes', '--store', `sqlite:${copy}`]);
  expect(released.code).toBe(0);
  expect(JSON.stringify(user.sandbox.settings())).toBe(before);
});

test('where there is no store nothing is made, and a table is copied by AWS', async () => {
  await using user = await desk(closedNow('stock-taking'));
  const none = await user.run(['backup', 'copy.db', '--store', 'sqlite:nowhere.db']);
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('There is no store at nowhere.db')]);
  const table = await user.run(['backup', 'copy.db', '--store', 'dynamodb:table']);
  expect([table.code, table.stderr]).toEqual([2, expect.stringContaining('point-in-time recovery')]);
});
