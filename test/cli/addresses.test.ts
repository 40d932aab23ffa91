/** Where the store and the configuration are said to be, as shells hand it over. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { closedNow, desk } from '../support/desk/desk.ts';

vi.setConfig({ testTimeout: 60_000 });

test('a ~ that no shell has read means the home of the user', async () => {
  await using user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001] }, '));
  const home = join(user.folder, 'home');
  await mkdir(home);
  await rename(join(user.folder, 'closures.yml'), join(home, 'closures.yml'));
  const env = {
    HOME: home,
    PARTOO_CLOSURES_STORE: 'sqlite:~/kept/state.db',
    PARTOO_CLOSURES_CONFIG: '~/closures.yml',
  };
  expect((await user.run(['apply', '--yes', '--allow-now', '9'], env)).code).toBe(0);
  expect(existsSync(join(home, 'kept', 'state.db'))).toBe(true);
  const options = ['--store', 'sqlite:~/kept/state.db', '--config', '~/closures.yml'];
  expect((await user.run(['run', ...options], { HOME: home })).code).toBe(0);
  expect(await readdir(user.folder)).toEqual(['home']);
});

test.each([
  ['sqlite:~nobody/state.db', 'Write the path in full'],
  ['sqlite:', 'sqlite:PATH'],
  ['sqlite:/', 'Name a file'],
  ['sqlite:file:state.db', 'without file:'],
  ['sqlite:/proc/state.db', 'Name a file in a folder that this user may write'],
  ['sqlite:closures.yml', 'Name another file'],
])('%s ends with 2 and the remedy', async (store, remedy) => {
  await using user = await desk(closedNow('stock-taking'));
  const { code, stderr } = await user.run(['apply', '--yes'], { PARTOO_CLOSURES_STORE: store });
  expect(stderr).toContain(remedy);
  expect(code).toBe(2);
  expect(await readdir(user.folder)).toEqual(['closures.yml']);
});
