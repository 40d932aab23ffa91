import { expect, test, vi } from 'vitest';
import { closedNow, desk } from '../support/desk/desk.ts';
import { answers, startServer } from '../support/world/server.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Every command that asks Partoo, and what it needs beside its name. */
const COMMANDS = [
  ['plan'],
  ['run'],
  ['apply', '--yes', '--allow-now', '12'],
  ['doctor'],
  ['templates'],
  ['templates', 'set', 'Holiday', '--content', 'x'],
];

test('every command that asks Partoo says at once until when it is to be left alone', async () => {
  await using user = await desk(closedNow('stock-taking'));
  expect((await user.run(['apply', '--yes', '--allow-now', '12'])).code).toBe(0);
  const silent = await startServer(answers(429, {}, { 'retry-after': '3600' }));
  const elsewhere = { PARTOO_BASE_URL: silent.baseUrl };
  const expectDeferred = async (command: string[]) => {
    const from = performance.now();
    const { code, stdout, stderr } = await user.run(command, elsewhere);
    const said = `${stdout}\n${stderr}`;
    const name = command.join(' ');
    expect.soft(performance.now() - from, name).toBeLessThan(20_000);
    expect.soft(code, name).toBe(1);
    expect.soft(said, name).toMatch(/Retry-After.*deferred until \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/);
  };
  for (const command of COMMANDS) await expectDeferred(command);
  // One request told it; everybody else has it from the store.
  expect(silent.seen).toHaveLength(1);

  expect((await user.run(['run', '--json'])).json().organizations[0]).toMatchObject({
    error: { code: 'deferred' },
  });
  expect((await user.run(['plan', '--json'])).json().error.code).toBe('deferred');
  expect((await user.run(['status'])).stdout).toMatch(/waiting {2}acme: .*Retry-After.*until \d{4}/);
  expect((await user.run(['resume'])).code).toBe(0);
  expect((await user.run(['status'])).stdout).not.toContain('waiting');
  expect((await user.run(['run'])).code).toBe(0);
  await expectDeferred(['release', '--all', '--yes']);
});
