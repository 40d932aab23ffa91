import { expect, test, vi } from 'vitest';
import { WEEKDAYS } from '../../lib/closures/model.ts';
import { closedNow, day, desk, ORGANIZATIONS } from '../support/desk/desk.ts';
import { parisShops } from '../support/world/passes.ts';

// A dozen processes one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

test('the first days of a user: check, apply, run, look, and everything back', async () => {
  await using user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001, ST-00002] }, '));
  const before = JSON.stringify(user.sandbox.settings());

  const refused = await user.run(['apply']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--yes');
  expect(refused.stdout).toContain('+ stock-taking');

  const applied = await user.run(['apply', '--yes', '--json']);
  expect(applied.code).toBe(0);
  expect(applied.json()).toMatchObject({
    applied: true,
    rules: { added: ['stock-taking'] },
    organizations: [{ id: 'acme', businesses: 12, closingNow: 2 }],
  });

  const dry = (await user.run(['run', '--dry-run', '--json'])).json();
  expect(dry.organizations[0].results).toHaveLength(2);
  expect(JSON.stringify(user.sandbox.settings())).toBe(before);

  const run = await user.run(['run', '--json']);
  expect(run.code).toBe(0);
  expect(run.json()).toMatchObject({ converged: true, at: expect.stringMatching(/Z$/) });
  expect(run.json().organizations[0].results).toContainEqual({
    business: expect.any(String),
    code: 'ST-00001',
    action: 'close',
    reason: expect.stringContaining('stock-taking'),
    outcome: 'applied',
  });
  expect(user.sandbox.settingsRow('ST-00001').is_launched).toBe(false);

  const again = await user.run(['run']);
  expect(again.code).toBe(0);
  expect(again.stdout).toContain('every shop is as it should be');

  const status = await user.run(['status']);
  expect(status.stdout).toMatch(/^All 12 shops are as they should be\.\n/);
  expect(status.stdout).toMatch(/stock-taking +2 +closed/);
  const states = (await user.run(['status', '--json'])).json().businesses;
  expect(states.filter(({ state }) => state === 'closed')).toHaveLength(2);

  const history = await user.run(['history', '--business', 'ST-00001', '--json']);
  expect(history.json().entries).toMatchObject([{ action: 'close', actor: 'calendar', code: 'ST-00001' }]);
  const explained = (await user.run(['explain', 'ST-00001', '--json'])).json();
  expect(explained.fields.is_launched.winner).toMatchObject({ closure: 'stock-taking' });

  await user.configure(
    `version: 1\norganizations:\n  acme: { apiKey: env:PARTOO_API_KEY, baseUrl: env:PARTOO_BASE_URL, requestsPerMinute: 6000 }\n`,
  );
  const differs = await user.run(['run']);
  expect(differs.stderr).toContain('closures.yml differs from what was applied');
  expect((await user.run(['apply', '--yes'])).code).toBe(0);
  expect((await user.run(['run'])).code).toBe(0);
  expect(JSON.stringify(user.sandbox.settings())).toBe(before);
});

test('a change that closes many businesses now has to be allowed by number', async () => {
  await using user = await desk(closedNow('flood'));
  const refused = await user.run(['apply', '--yes']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--allow-now 12');
  expect((await user.run(['apply', '--yes', '--allow-now', '12'])).code).toBe(0);
});

test('closing by hand: close, extend, hold and reopen', async () => {
  await using user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001] }, '));
  const before = JSON.stringify(user.sandbox.settings());
  await user.run(['apply', '--yes']);

  const text = 'Sinistre. Réouverture {{reopens}}.';
  const closed = await user.run([
    'close',
    '--codes',
    'ST-00002,ST-00003',
    '--for',
    '2h',
    '--text',
    text,
    '--json',
  ]);
  expect(closed.code).toBe(0);
  const { id } = closed.json();
  expect(closed.json()).toMatchObject({ organizations: ['acme'], businesses: 2 });
  const soon = await user.run(['close', '--codes', 'ST-00004', '--from', '2027-02-01T12:00Z', '--for', '2h']);
  expect(soon.stdout).toMatch(
    /\nFrom 1 Feb 2027 1[123]:00 Europe\/\w+ until 1 Feb 2027 1[345]:00 Europe\/\w+\.\n/,
  );
  const later = await user.run(['extend', /close-\w+/.exec(soon.stdout)![0], '--for', '3h']);
  expect(later.stdout).toMatch(/ now lasts until 1 Feb 2027 1[456]:00 Europe\/\w+, for 1 shop\.\n/);
  const held = await user.run(['hold', '--codes', 'ST-00001']);
  expect(held.stdout).toMatch(
    /^Keeps open 1 of 12 shops: 1 in \w+\.\nhold-\w+\nFrom now until further notice\.\n/,
  );

  expect((await user.run(['run'])).code).toBe(0);
  expect(user.sandbox.settingsRow('ST-00002').offline_message).toMatch(/^Sinistre\. R/);
  expect(user.sandbox.writesOf('ST-00001')).toHaveLength(0);

  const extended = await user.run(['extend', id, '--until', `${day(20)}T09:00`]);
  expect(extended.stdout).toMatch(/now lasts until \d+ \w{3} (\d{4} )?09:00, for 2 shops/);
  await user.run(['run']);
  const explained = (await user.run(['explain', 'ST-00002', '--json'])).json();
  expect(explained.next).toContain(`${day(20)}T09:00:00`);

  // As status shows it,.
  const shown = (await user.run(['status', '--json'])).json().businesses;
  const { closures } = shown.find(({ code }) => code === 'ST-00002') as { closures: [{ key: string }] };
  expect(closures[0].key).toBe(`ad-hoc:${id}`);
  const again = await user.run(['extend', `ad-hoc:${id}`, '--until', `${day(20)}T09:00`, '--json']);
  expect(again.json()).toMatchObject({ id, businesses: 2 });

  const wrong = await user.run(['reopen', `${id}x`]);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain(`Did you mean "${id}"?`);
  expect((await user.run(['reopen', `ad-hoc:${id}`])).code).toBe(0);
  expect((await user.run(['run'])).code).toBe(0);
  expect(JSON.stringify(user.sandbox.settings())).toBe(before);
});

test('a closure of two organizations is extended and reopened in the one that is named', async () => {
  const later = 'later: { dates: [{ from: 2027-12-25 }] }';
  await using user = await desk(`  ${later}\n`);
  const other =
    '  other: { apiKey: env:PARTOO_API_KEY, baseUrl: env:PARTOO_BASE_URL, timezone: Europe/Paris }\n';
  await user.configure(`${ORGANIZATIONS}${other}rules: { ${later} }\n`);
  await user.run(['apply', '--yes']);
  const [before, after] = [`${day(5)}T09:00`, `${day(20)}T09:00`];
  const { id } = (await user.run(['close', '--codes', 'ST-00002', '--until', before, '--json'])).json();
  const left = async () =>
    (await user.run(['closures', '--json'])).json().closures.map((row) => [row.organization, row.until]);
  await user.run(['extend', id, '--until', after, '--organization', 'acme']);
  expect((await left()).sort()).toEqual([
    ['acme', after],
    ['other', before],
  ]);
  expect((await user.run(['reopen', id, '--organization', 'othr'])).code).toBe(2);
  await user.run(['reopen', id, '--organization', 'acme']);
  expect(await left()).toEqual([['other', before]]);
});

test('what reaches far is said, and asked about before anything is done', async () => {
  await using user = await desk(closedNow('flood'));
  await user.run(['apply', '--yes', '--allow-now', '12']);
  await user.run(['run']);
  for (const command of ['close', 'hold', 'release']) {
    const asked = await user.run([command, '--all']);
    expect(asked, asked.stderr).toMatchObject({ code: 2 });
    expect(asked.stderr).toMatch(/all 12 shops: .*Say --yes\. Nothing was changed\./s);
  }
  expect((await user.run(['closures', '--json'])).json()).toEqual({ closures: [] });
  const { id } = (
    await user.run(['hold', '--all', '--yes', '--for', '1h', '--reason', 'Sale', '--json'])
  ).json();
  expect((await user.run(['closures'])).stdout).toMatch(
    new RegExp(`^id .*\\n${id} +in force .* 12\\n +kept open: Sale\\n +by tester \\(command\\)`),
  );
  expect((await user.run(['extend', id])).stderr).toContain('Say --until or --for.');
  expect((await user.run(['extend', id, '--for', '3h'])).stdout).toContain('for 12 shops');
  expect((await user.run(['release', '--all', '--yes'])).code).toBe(0);
});

test.each([
  [['--reason', 'line1\nline2\u001b[31mred\u0007', '--text', 'A {{closure_name}} B'], 'U+001B'],
  [['--text', 'Zu\u202e bis {{reopens}}'], 'U+202E'],
  [['--for', '9999999d'], 'two years'],
])('close with %j is refused, and nothing is closed', async (options, why) => {
  await using user = await desk('  never: { dates: [{ from: 2030-01-01 }] }\n');
  await user.run(['apply', '--yes']);
  const { code, stderr } = await user.run(['close', '--codes', 'ST-00008', '--for', '2h', ...options]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  expect((await user.run(['closures'])).stdout).toContain('Nobody has closed');
});

test('what was asked for is in history under the name of whoever asked', async () => {
  await using user = await desk('  never: { dates: [{ from: 2030-01-01 }] }\n');
  await user.run(['apply', '--yes']);
  await user.run(['close', '--codes', 'ST-00002', '--reason', 'Burst pipe']);
  await user.run(['run']);
  const { entries } = (await user.run(['history', '--json'])).json();
  expect(entries[0]).toMatchObject({
    actor: 'command:tester',
    reason: expect.stringContaining('Burst pipe'),
  });
});

test.each([
  [['close'], 'Select some'],
  [['close', '--codes', 'ST-0001'], 'Did you mean "ST-00001"?'],
  [['close', '--countries', 'JP'], 'No shop fits what was selected: none has "JP"'],
  [['close', '--cities', 'Parys'], 'Did you mean "Paris"?'],
  [['close', '--all', '--text', '{{reopen}}'], 'Did you mean "reopens"?\n'],
  [['release', '--codes', 'ST-0001'], 'Did you mean "ST-00001"?'],
  [['release', '--cities', 'Parys'], 'Did you mean "Paris"?'],
  [['close', '--all', '--message', 'holidy'], 'There is no message "holidy"'],
  [['close', '--all', '--from', '2027-01-02', '--until', '2027-01-01'], 'does not lie after'],
  [['explain', 'ST-0001'], 'Did you mean "ST-00001"?'],
  [['restore', 'ST-00001'], 'Nothing was kept'],
  [['restore', 'ST-00001', '--field', 'offline_mesage'], 'Did you mean "offline_message"?'],
  [['run', '--at', '2031-01-01T00:00:00Z', '--dry-run'], 'outside'],
  [['status', '--organization', 'acne'], 'Did you mean "acme"?'],
])('what cannot be done changes nothing and ends with 2: %j', async (args, message) => {
  await using user = await desk('  never: { dates: [{ from: 2030-01-01 }] }\n');
  await user.run(['apply', '--yes']);
  const { code, stderr } = await user.run(args);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

test('pause defers, resume makes up for it', async () => {
  await using user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001] }, '));
  await user.run(['apply', '--yes']);
  expect((await user.run(['pause', '--json'])).json()).toEqual({ paused: ['acme'] });
  const deferred = await user.run(['run', '--json']);
  expect(deferred.code).toBe(1);
  expect(deferred.json().organizations[0].results).toMatchObject([{ outcome: 'deferred' }]);
  expect(user.sandbox.writesOf('ST-00001')).toHaveLength(0);
  expect((await user.run(['resume'])).code).toBe(0);
  expect((await user.run(['run'])).code).toBe(0);
  expect(user.sandbox.writesOf('ST-00001')).toHaveLength(1);
});

test('release puts every baseline back although the closure goes on', async () => {
  await using user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001, ST-00002] }, '));
  const before = JSON.stringify(user.sandbox.settings());
  await user.run(['apply', '--yes']);
  await user.run(['run']);
  expect((await user.run(['release'])).code).toBe(2);
  const one = await user.run(['release', '--codes', 'ST-00001', '--yes']);
  expect(one.stdout).toContain('They have their own settings again, until the next closure begins.');
  const released = await user.run(['release', '--all', '--yes', '--json']);
  expect(released.code).toBe(0);
  expect(Object.keys(released.json().organizations[0])).not.toContain('refusedKey');
  expect(JSON.stringify(user.sandbox.settings())).toBe(before);
});

test('release of staged hours says for how long those to come stay away', async () => {
  const always = {
    uses_business_hours: false,
    custom_chat_hours: Object.fromEntries(WEEKDAYS.map((day) => [day, ['00:00-23:59']])),
  };
  await using user = await desk(closedNow('works', 'staged: true, scope: { codes: [ST-00001] }, '), {
    businesses: parisShops(1, always),
  });
  await user.run(['apply', '--yes']);
  await user.run(['run']);
  const { stdout } = await user.run(['release', '--codes', 'ST-00001', '--yes']);
  expect(stdout).toContain('of staged ones, until one that begins more than a week from now.');
});

test('what a person changed is kept, and restore puts the baseline back', async () => {
  await using user = await desk('  never: { dates: [{ from: 2030-01-01 }] }\n');
  const own = user.sandbox.settingsRow('ST-00002').offline_message;
  await user.run(['apply', '--yes']);
  const { id } = (await user.run(['close', '--codes', 'ST-00002', '--json'])).json();
  await user.run(['run']);
  user.sandbox.person.edit('ST-00002', { offline_message: 'Back soon!' });
  await user.run(['reopen', id]);
  const run = await user.run(['run', '--json']);
  expect(run.code).toBe(0);
  expect(run.json().organizations[0].results).toMatchObject([{ outcome: 'kept', kept: ['offline_message'] }]);
  expect(user.sandbox.settingsRow('ST-00002').offline_message).toBe('Back soon!');

  const restored = await user.run(['restore', 'ST-00002', '--field', 'offline_message']);
  expect(restored.code).toBe(0);
  expect(user.sandbox.settingsRow('ST-00002').offline_message).toBe(own);
});

test('a business that fails shows in the exit code, the document and the table', async () => {
  const plan = {
    script: [{ match: { method: 'POST', path: '/messaging/settings' }, fault: 'forbidden' as const }],
  };
  await using user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001] }, '));
  await user.run(['apply', '--yes']);
  user.sandbox.setFaults(plan);
  const { code, json } = await user.run(['run', '--json']);
  expect(code).toBe(1);
  expect(json().converged).toBe(false);
});

test('a refused key ends with 3 where it is the only one, and nothing was applied', async () => {
  await using user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001] }, '));
  const wrong = { PARTOO_API_KEY: 'a-key-that-is-wrong' };
  const refused = await user.run(['apply', '--yes', '--json'], wrong);
  expect(refused.code).toBe(3);
  expect(refused.json()).toMatchObject({ applied: false });
  await user.run(['apply', '--yes']);
  const run = await user.run(['run', '--json'], wrong);
  expect(run.code).toBe(3);
  expect(run.json()).toMatchObject({
    converged: false,
    organizations: [{ error: { code: 'unauthorized' } }],
  });
  expect(refused.stdout + refused.stderr + run.stdout + run.stderr).not.toContain('a-key-that-is-wrong');
});

test.each([['plan'], ['doctor'], ['apply', '--yes'], ['run']])(
  'a key that cannot be sent is a wrong call of %s, which names the variable and not the key',
  async (...args) => {
    await using user = await desk(closedNow('stock-taking', 'scope: { codes: [ST-00001] }, '));
    if (args[0] === 'run') await user.run(['apply', '--yes']);
    const { code, stdout, stderr } = await user.run(args, { PARTOO_API_KEY: 'my-clé-\u0007' });
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('PARTOO_API_KEY: holds a character beyond ASCII');
    expect(stdout + stderr).not.toContain('my-cl');
  },
);

test('keys in the environment are refused for a store that only functions read', async () => {
  await using user = await desk(closedNow('stock-taking'));
  const { code, stderr } = await user.run(['apply', '--yes', '--store', 'dynamodb:partoo-closures']);
  expect(code).toBe(2);
  expect(stderr).toContain('ssm:/path');
});
