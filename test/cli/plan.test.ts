import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { desk, KEY } from '../support/desk/desk.ts';
import { program } from '../support/program.ts';

const CHRISTMAS = '  public-holidays: { holidays: { country: FR, types: [public] } }\n';

vi.setConfig({ testTimeout: 120_000 });

test('a plan is one document in the shape of the contract, and changes nothing', async () => {
  await using user = await desk(CHRISTMAS);
  const before = JSON.stringify(user.sandbox.settings());
  const { code, json } = await user.run(['plan', '--json', '--from', '2026-12-25', '--to', '2026-12-26']);
  expect(code).toBe(0);
  const plan = json();
  expect(Object.keys(plan)).toEqual([
    'from',
    'to',
    'closures',
    'waves',
    'staged',
    'ways',
    'templates',
    'requests',
    'inWords',
    'warnings',
  ]);
  // Plain dates are taken in the zone of the organization, whatever that of the host.
  expect([plan.from, plan.to]).toEqual(['2026-12-25T00:00:00+01:00', '2026-12-26T00:00:00+01:00']);
  const paris = plan.closures.find(({ code }) => code === 'ST-00001');
  expect(paris).toMatchObject({
    organization: 'acme',
    rule: 'public-holidays',
    name: 'Noël',
    timezone: 'Europe/Paris',
    start: '2026-12-25T00:00:00+01:00',
    end: '2026-12-26T00:00:00+01:00',
    offlineMessage: expect.stringContaining('26'),
  });
  expect(plan.waves[0]).toMatchObject({ organization: 'acme', closing: expect.any(Number), late: 0 });
  expect(JSON.stringify(user.sandbox.settings())).toBe(before);
  expect(user.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
});

test('what apply refuses, plan refuses', async () => {
  await using user = await desk(
    '  feasts: { holidays: { country: FR, except: [Whit Mondy] } }\n  feasts-everywhere: { holidays: { except: [Carnaval de Dunkerque] } }\n',
  );
  const known = await user.run(['plan']);
  expect([known.code, known.stdout]).toEqual([2, '']);
  expect(known.stderr).toMatch(/^closures\.yml:5:\d+: rules\.feasts\.holidays\.except\[0\]/);
  // Only where the shops are tells what is wrong here, and that is known when all is planned.
  await user.configure(
    'version: 1\norganizations:\n  acme: { apiKey: env:PARTOO_API_KEY, baseUrl: env:PARTOO_BASE_URL }\n' +
      'rules:\n  feasts: { holidays: { except: [Whit Mondy] } }\n  stock: { sheet: stock.csv }\n',
  );
  await writeFile(join(user.folder, 'stock.csv'), 'code;from\nST-00001;01/02/2027\nST-1;01/02/2027\n');
  const { code, stdout, stderr } = await user.run(['plan']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/closures\.yml:5:\d+: rules\.feasts\.holidays\.except\[0\].*Whit Monday\?/);
  expect(stderr).toMatch(/closures\.yml:6:\d+: rules\.stock\.sheet: .*does not have: ST-1/);
  expect(stdout).toContain('`apply` refuses');
  expect(stdout).not.toContain('Put the configuration into force');
  const { json } = await user.run(['plan', '--json', '--summary']);
  expect(json().warnings).toContainEqual({
    code: 'config',
    message: expect.stringContaining('rules.feasts.holidays.except[0]'),
  });
  const applied = await user.run(['apply', '--yes']);
  expect(applied.code).toBe(2);
});

test('for people it is a table by day with totals and what to do next', async () => {
  await using user = await desk(CHRISTMAS);
  const { code, stdout } = await user.run(['plan', '--from', '2026-12-20', '--to', '2027-01-04']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /Friday 25 Dec 2026\n +all day +12 +close +public-holidays +Noël[^\n]*\n +5 read, 3 openings: “Nous sommes/,
  );
  expect(stdout).toContain('25 closures of 12 shops');
  expect(stdout).toContain('Everything will be on time.');
  expect(stdout).toContain('partoo-closures apply');
  expect(stdout).not.toContain('\u001b');
});

test('a summary leaves the closures out', async () => {
  await using user = await desk(CHRISTMAS);
  const args = ['plan', '--summary', '--json', '--from', '2026-12-25', '--to', '2026-12-26'];
  const plan = (await user.run(args)).json();
  expect(plan.closures).toEqual([]);
  expect(plan.requests.writes).toBeGreaterThan(0);
});

test('a window that ends before it begins is a wrong call', async () => {
  await using user = await desk(CHRISTMAS);
  const { code, stderr } = await user.run(['plan', '--from', '2026-12-25', '--to', '2026-12-24']);
  expect(code).toBe(2);
  expect(stderr).toContain('Give a --to after --from');
});

test('a reader who has seen enough is no error', async () => {
  await using user = await desk('  nights: { cron: { close: "0 19 * * *", open: "0 9 * * *" } }\n', {
    businesses: 60,
  });
  const { file, env } = await program('command');
  const child = spawn(process.execPath, [file, 'plan', '--json', '--to', '2028-01-01'], {
    cwd: user.folder,
    env: { ...env, PATH: process.env.PATH, PARTOO_API_KEY: KEY, PARTOO_BASE_URL: user.sandbox.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/EPIPE|error/i);
});

test('a refused key ends with 3, and never shows', async () => {
  await using user = await desk(CHRISTMAS);
  const { code, json, stderr } = await user.run(['plan', '--json'], {
    PARTOO_API_KEY: 'a-key-that-is-wrong',
  });
  expect(code).toBe(3);
  expect(json().error.code).toBe('key-refused');
  expect(stderr).toContain('apiKey');
  expect(stderr).not.toContain('a-key-that-is-wrong');
});

test('one refused key among several keeps the others in the plan, and ends with 1', async () => {
  await using user = await desk(CHRISTMAS);
  await user.configure(`version: 1
organizations:
  acme: { apiKey: env:PARTOO_API_KEY, baseUrl: env:PARTOO_BASE_URL, requestsPerMinute: 6000 }
  beta: { apiKey: env:OTHER_KEY, baseUrl: env:PARTOO_BASE_URL, requestsPerMinute: 6000 }
rules:
${CHRISTMAS}`);
  const args = ['plan', '--json', '--from', '2026-12-25', '--to', '2026-12-26'];
  const { code, json } = await user.run(args, { OTHER_KEY: 'not-the-right-one' });
  expect(code).toBe(1);
  expect(json().closures.length).toBeGreaterThanOrEqual(12);
  expect(json().warnings).toContainEqual({ code: 'key-refused', message: expect.stringContaining('"beta"') });
});

test('the store that a plan keeps its pace in is where --store says', async () => {
  await using user = await desk(CHRISTMAS);
  await user.run(['plan', '--store', 'sqlite:elsewhere/state.db']);
  expect(existsSync(join(user.folder, 'elsewhere', 'state.db'))).toBe(true);
  expect(existsSync(join(user.folder, '.partoo-closures'))).toBe(false);
});
