import { expect, test, vi } from 'vitest';
import { closedNow, type Desk, day, desk, type Started } from '../support/desk/desk.ts';
import { startProxy } from '../support/desk/writes-proxy.ts';

vi.setConfig({ testTimeout: 120_000 });

const QUIET = `  later: { dates: [{ from: ${day(40)} }] }\n`;

/** Topic → verdict, as `doctor --probe` printed them. */
function verdicts(stdout: string): Record<string, string> {
  const lines = stdout.matchAll(/^ {9}([a-z-]+) +(as-sent|changed|refused|unclear) /gm);
  return Object.fromEntries([...lines].map(([, topic, verdict]) => [topic, verdict]));
}

test('what Partoo does is found out on one business, which has its settings back to the byte', async () => {
  await using user = await desk(QUIET);
  const before = JSON.stringify(user.sandbox.settings());
  // Nothing has to be applied before: a probe is for knowing beforehand.
  const { code, stdout } = await user.run(['doctor', '--probe', 'ST-00002']);
  expect(code).toBe(0);
  expect(verdicts(stdout)).toEqual({
    unchanged: 'as-sent',
    spaces: 'changed',
    unicode: 'changed',
    'line-ends': 'changed',
    'white-space': 'as-sent',
    entities: 'as-sent',
    emoji: 'as-sent',
    braces: 'as-sent',
    'long-text': 'as-sent',
    'null-welcome': 'changed',
    'null-offline': 'changed',
    'empty-days': 'as-sent',
    'some-empty-days': 'as-sent',
    'trimmed-windows': 'as-sent',
    'several-windows': 'as-sent',
    'end-at-midnight': 'as-sent',
    'past-midnight': 'as-sent',
    'unlisted-days': 'as-sent',
    'null-hours': 'as-sent',
    omitted: 'changed',
  });
  expect(JSON.stringify(user.sandbox.settings())).toBe(before);
  const touched = user.sandbox.businesses.filter(
    ({ business }) => user.sandbox.writesOf(business.id).length > 0,
  );
  expect(touched.map(({ business }) => business.code)).toEqual(['ST-00002']);
  // Whether it is switched on is never left to chance.
  const { is_launched } = user.sandbox.settingsRow('ST-00002');
  expect(
    user.sandbox.writesOf('ST-00002').every(({ settings }) => settings.is_launched === is_launched),
  ).toBe(true);
  expect((await user.run(['doctor'])).stdout).toContain('Probed on ST-00002');
});

test('a Partoo that keeps texts as they are is told from one that treats them', async () => {
  await using user = await desk(QUIET, { textTreatment: 'exact' });
  const { stdout } = await user.run(['doctor', '--probe', 'ST-00002']);
  expect(verdicts(stdout)).toMatchObject({ spaces: 'as-sent', unicode: 'as-sent', 'line-ends': 'as-sent' });
});

test('what is refused is not tried any more, on any business', async () => {
  await using user = await desk(closedNow('works', 'scope: { codes: [ST-00001] }, '), {
    refusesEmptyHours: true,
  });
  const probed = await user.run(['doctor', '--probe', 'ST-00002', '--json']);
  expect(probed.code).toBe(0);
  expect(probed.json()).toMatchObject({
    healthy: true,
    probe: {
      business: 'ST-00002',
      restored: true,
      findings: expect.arrayContaining([
        expect.objectContaining({ topic: 'empty-days', verdict: 'refused' }),
      ]),
    },
  });
  await user.run(['apply', '--yes']);
  const posts = () => user.sandbox.requests.filter(({ method }) => method === 'POST').length;
  const before = posts();
  expect((await user.run(['run'])).code).toBe(0);
  expect(posts() - before).toBe(1);
  expect(user.sandbox.settingsRow('ST-00001').is_launched).toBe(false);
  expect((await user.run(['doctor'])).stdout).toContain('not tried any more: empty-days');
});

test.each<[string, (user: Desk) => Promise<unknown>, string]>([
  ['a closure is in force', async () => {}, 'closure'],
  [
    'writing is paused',
    async (user) => user.run(['apply', '--yes']).then(() => user.run(['pause'])),
    'paused',
  ],
])('nothing is written while %s', async (_, prepare, message) => {
  await using user = await desk(closedNow('works', 'scope: { codes: [ST-00002] }, '));
  await prepare(user);
  const { code, stderr } = await user.run(['doctor', '--probe', 'ST-00002']);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(user.sandbox.writesOf('ST-00002')).toEqual([]);
});

test('an unknown business is a wrong call, with what could be meant', async () => {
  await using user = await desk(QUIET);
  const { code, stderr } = await user.run(['doctor', '--probe', 'ST-0002']);
  expect(code).toBe(2);
  expect(stderr).toContain('Did you mean "ST-00002"?');
});

type Body = Record<string, unknown>;
const isOmitting = (body: Body) => !('welcome_message' in body);
const isNull = (body: Body) => body.offline_message === null;

/** Kills the probe once Partoo has carried out a trial that differs from the business' own settings, before it hears of it. */
async function killedOnce(isReached: (body: Body) => boolean) {
  let probe: Started | null = null;
  let user: Desk | null = null;
  const proxy = await startProxy((moment) => {
    const last = user?.sandbox.writesOf('ST-00002').at(-1);
    if (moment === 'after' && last && isReached(last.body as Body)) probe?.kill('SIGKILL');
  });
  user = await desk(QUIET, { before: proxy.before });
  return {
    user,
    async kill() {
      probe = user.start(['doctor', '--probe', 'ST-00002']);
      expect((await probe.finished).code).toBeNull();
      probe = null;
    },
    async [Symbol.asyncDispose]() {
      await user[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

test.each([
  ['doctor', isOmitting],
  ['run', isOmitting],
  ['doctor', isNull],
])('killed in the middle, its settings are put back by %s', async (command, isReached) => {
  await using killed = await killedOnce(isReached);
  const { user } = killed;
  if (command === 'run') await user.run(['apply', '--yes']);
  const before = JSON.stringify(user.sandbox.settingsRow('ST-00002'));
  await killed.kill();
  expect(JSON.stringify(user.sandbox.settingsRow('ST-00002'))).not.toBe(before);
  const { code, stdout } = await user.run([command]);
  expect(code, stdout).toBe(0);
  expect(JSON.stringify(user.sandbox.settingsRow('ST-00002'))).toBe(before);
  if (command === 'run') await user.run(['doctor']);
  else expect(stdout).toContain('A probe of ST-00002 had been cut off; its settings are back now');
  expect((await user.run(['doctor'])).stdout).not.toContain('cut off; its');
});
