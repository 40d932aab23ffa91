import { expect, test } from 'vitest';
import { desk } from '../support/desk/desk.ts';
import { startServer } from '../support/world/server.ts';

test('a code of several shops is told by plan, apply, check and doctor, and means none of them where one is asked for', async () => {
  await using user = await desk('  stock: { scope: { codes: [ST-00001] }, dates: [{ from: 2099-01-04 }] }\n');
  const alike = user.sandbox.businesses.slice(0, 2).map(({ business }) => business);
  for (const business of alike) business.code = 'ST-00001';
  const ids = alike.map(({ id }) => id);
  const told = {
    code: 'code-shared',
    message: expect.stringContaining(`ST-00001 is the code of 2 shops (${ids.join(', ')}) of "acme"`),
  };
  expect((await user.run(['plan', '--json'])).json().warnings).toContainEqual(told);
  expect((await user.run(['apply', '--yes'])).stderr).toContain('is the code of 2 shops');
  expect((await user.run(['check', '--json'])).json().warnings).toContainEqual(told);
  const [codes] = (await user.run(['doctor', '--json']))
    .json()
    .checks.filter(({ check }) => check === 'codes');
  expect(codes).toMatchObject({ result: 'warning', message: told.message });

  const { code, stderr } = await user.run(['explain', 'ST-00001']);
  expect(code).toBe(2);
  expect(stderr).toContain(`"ST-00001" is the code of 2 shops of "acme": ${ids.join(', ')}.`);
  expect(stderr).toContain('Name one by its id.');
  expect((await user.run(['explain', ids[0]!])).code).toBe(0);
});

test('and so it is where a row of a sheet at an address names it', async () => {
  const rows = 'code,from\nST-00001,2099-01-04\nST-00003,2099-01-04\n';
  const server = await startServer((_, response) => response.end(rows));
  await using user = await desk(
    `  stock: { sheet: { from: "${server.baseUrl}/stock.csv", allowPrivateAddress: true } }\n`,
  );
  for (const { business } of user.sandbox.businesses.slice(0, 2)) business.code = 'ST-00001';
  const told = expect.objectContaining({
    code: 'code-shared',
    message: expect.stringMatching(/rules\.stock\.sheet.*: ST-00001 is the code of 2 shops/),
  });
  const applied = await user.run(['apply', '--yes', '--json']);
  expect(applied.json().warnings).toContainEqual(told);
  // Of whoever reads no address it is what was read last.
  for (const command of ['plan', 'check'])
    expect((await user.run([command, '--json'])).json().warnings).toContainEqual(told);
  expect((await user.run(['doctor'])).stdout).toContain('is the code of 2 shops');
});
