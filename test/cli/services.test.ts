import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { bare, closedNow, desk, startCommand } from '../support/desk/desk.ts';

vi.setConfig({ testTimeout: 120_000 });

test('watch closes what is asked for while it runs, and stops cleanly on SIGINT', async () => {
  await using user = await desk('  never: { dates: [{ from: 2030-01-01 }] }\n');
  await user.run(['apply', '--yes']);
  const watch = user.start(['watch']);
  await watch.says('Watching acme');
  await user.run(['close', '--codes', 'ST-00002']);
  await watch.says('acme: closed 1 shop');
  watch.kill('SIGINT');
  const { code, stdout, stderr } = await watch.finished;
  expect(code).toBe(0);
  expect(stdout).toContain('Stopped.');
  expect(stderr).toContain('stopping');
  expect(user.sandbox.settingsRow('ST-00002').is_launched).toBe(false);
});

test('watch --json is one document even when it is stopped', async () => {
  await using user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001] }, '));
  await user.run(['apply', '--yes']);
  const watch = user.start(['watch', '--json']);
  await watch.says('"outcome":"applied"');
  watch.kill('SIGTERM');
  const finished = await watch.finished;
  expect(finished.code).toBe(0);
  expect(finished.json().passes[0]).toMatchObject({
    id: 'acme',
    results: [{ action: 'close', code: 'ST-00001' }],
  });
});

test('sandbox says how to use it, serves, and stops on SIGTERM', async () => {
  const started = await startCommand(process.cwd(), ['sandbox', '--businesses', '3']);
  await started.says('Stop with Ctrl-C');
  await sleep(0);
  started.kill('SIGTERM');
  const { code, stdout } = await started.finished;
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /export PARTOO_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/v2\nexport PARTOO_API_KEY=sandbox-key/,
  );
});

test('sandbox --json gives its address at once', async () => {
  const started = await startCommand(process.cwd(), ['sandbox', '--businesses', '3', '--json']);
  await started.says('}');
  started.kill('SIGINT');
  const finished = await started.finished;
  expect(finished.json()).toMatchObject({
    url: expect.stringMatching(/\/v2$/),
    apiKey: 'sandbox-key',
    businesses: 3,
  });
});

test('a port in use is a wrong call', async () => {
  await using user = await desk(closedNow('stock-taking'));
  const { code, stderr } = await bare(['sandbox', '--port', String(user.sandbox.port)]);
  expect(code).toBe(2);
  expect(stderr).toContain('is in use');
});

test('doctor says what is there, and what is missing', async () => {
  await using user = await desk(closedNow('stock-taking'));
  const healthy = await user.run(['doctor', '--json']);
  expect(healthy.code).toBe(0);
  const results = Object.fromEntries(healthy.json().checks.map(({ check, result }) => [check, result]));
  expect(results).toEqual({
    configuration: 'ok',
    store: 'ok',
    applied: 'warning',
    key: 'ok',
    rights: 'ok',
    businesses: 'ok',
    settings: 'ok',
    writing: 'ok',
  });
  expect(user.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
});

test('doctor goes on where something fails', async () => {
  await using user = await desk(closedNow('stock-taking'));
  const refused = await user.run(['doctor'], { PARTOO_API_KEY: 'a-key-that-is-wrong' });
  expect(refused.code).toBe(3);
  expect(refused.stdout).toMatch(/failed +acme: .*401/);
  expect(refused.stdout).not.toContain('a-key-that-is-wrong');
  const unset = await user.run(['doctor'], { PARTOO_API_KEY: '' });
  expect(unset.code).toBe(2);
  expect(unset.stdout).toContain('PARTOO_API_KEY: is empty; set it');
  await user.configure('version: 7\n');
  const wrong = await user.run(['doctor']);
  expect(wrong.code).toBe(2);
  expect(wrong.stdout).toContain('closures.yml:1:10');
  expect(wrong.stdout).toMatch(/ok +sqlite:/);
});

test('templates are listed with their texts, and set sends them whole', async () => {
  await using user = await desk(closedNow('stock-taking'));
  const { templates } = (await user.run(['templates', '--json'])).json();
  expect(templates).toHaveLength(3);
  expect(templates.every(({ text }) => text.length > 0)).toBe(true);
  const [first] = user.sandbox.templates;
  const { title, icon } = first!;
  const changed = await user.run(['templates', 'set', title, '--content', 'À bientôt']);
  expect(changed.code).toBe(0);
  expect(user.sandbox.templates[0]).toMatchObject({
    title,
    icon,
    content: '{"text":"À bientôt","_version":"0.1"}',
  });
  for (const template of user.sandbox.templates.slice())
    expect((await user.run(['templates', 'set', template.id, '--title', `${template.title}!`])).code).toBe(0);
  const after = (await user.run(['templates', '--json'])).json().templates;
  expect(after.map(({ text }) => text).slice(1)).toEqual(templates.map(({ text }) => text).slice(1));
  const unknown = await user.run(['templates', 'set', 'Holidy!', '--content', 'x']);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('Did you mean "Holiday!"?');
  expect((await user.run(['templates', 'set', 'Holiday!'])).stderr).toContain('Give --content');
});

test('a template takes the placeholders that Partoo fills, and no others', async () => {
  await using user = await desk(closedNow('stock-taking'));
  const before = JSON.stringify(user.sandbox.templates);
  const set = (content: string) => user.run(['templates', 'set', 'Holiday', '--content', content]);
  for (const [content, said] of [
    ['Hi {{client_frist_name}}', 'Did you mean {{client_first_name}}?'],
    ['Hi {{ client_first_name }}', 'Did you mean {{client_first_name}}?'],
    ['Until {{reopens}}', 'under `messages`'],
    ['Hi {{nobody}}', 'Partoo knows: client_full_name, client_first_name, business_name,'],
    ['Hi {{client_first_name}', 'has {{ or }} that is no placeholder'],
  ] as const) {
    const { code, stderr } = await set(content);
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  }
  expect(JSON.stringify(user.sandbox.templates)).toBe(before);
  const all = 'client_full_name client_first_name business_name my_first_name rb_link address website_url';
  const content = [...all.split(' '), 'phone_number'].map((name) => `{{${name}}}`).join(' ');
  expect((await set(content)).code).toBe(0);
});

test('holidays of a region, in the shape of the contract', async () => {
  const { code, json } = await bare(['holidays', 'fr', '67', '--year', '2027', '--json']);
  expect(code).toBe(0);
  expect(json().holidays).toContainEqual(
    expect.objectContaining({
      date: '2027-12-26',
      start: '2027-12-26',
      end: '2027-12-27',
      name: 'Lendemain de Noël',
      type: 'public',
      source: expect.stringContaining('date-holidays'),
    }),
  );
});
