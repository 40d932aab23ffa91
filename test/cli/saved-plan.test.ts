import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closedNow, desk, ORGANIZATIONS } from '../support/desk/desk.ts';

const QUIET = '  quiet: { dates: [{ from: 2030-01-01 }] }\n';

test('a plan that was kept is put into force as it is, and only while it is what would happen', async () => {
  await using user = await desk(closedNow('stock-taking'), { businesses: 20 });
  const path = join(user.folder, 'plan.json');
  const planned = await user.run(['plan', '--summary', '--out', path, '--detailed-exitcode']);
  expect([planned.code, planned.stderr]).toEqual([4, expect.stringContaining('partoo-closures apply')]);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    inForce: null,
    rules: { added: ['stock-taking'] },
    organizations: [{ id: 'acme', closingNow: 20, reopeningNow: 0 }],
  });

  const changed = `${ORGANIZATIONS}rules:\n${closedNow('stock-taking')}${QUIET}`;
  const before = await readFile(join(user.folder, 'closures.yml'), 'utf8');
  await user.configure(changed);
  const other = await user.run(['apply', path]);
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringMatching(/Since the plan of .*closures\.yml is another one/),
  ]);

  await user.configure(before);
  // Twenty of twenty at once: what the plan says was looked at.
  const applied = await user.run(['apply', path]);
  expect([applied.code, applied.stderr]).toEqual([0, expect.anything()]);
  expect((await user.run(['plan', '--summary', '--detailed-exitcode'])).code).toBe(0);

  const again = await user.run(['apply', path]);
  expect([again.code, again.stderr]).toEqual([
    2,
    expect.stringContaining('another configuration was put into force'),
  ]);
  await user.configure(`# a comment\n${before}`);
  expect((await user.run(['plan', '--summary', '--detailed-exitcode'])).code).toBe(0);
});

test('what is no plan is named, and changes nothing', async () => {
  await using user = await desk(QUIET);
  const path = join(user.folder, 'plan.json');
  expect((await user.run(['apply', path])).stderr).toContain('There is no plan at');
  await writeFile(path, '{"version":2}');
  const other = await user.run(['apply', path]);
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringContaining('is no plan that this version wrote'),
  ]);
});
