import { describe, expect, test } from 'vitest';
import {
  type FaultKind,
  type FaultPlan,
  makeBusiness,
  makeBusinesses,
  type SettingsRow,
  settingsOf,
} from '../../lib/sandbox/index.ts';
import { sandboxOf } from './support.ts';

const one = makeBusiness(1, 1, { settings: settingsOf() });
const path = `/messaging/settings/${one.settingId}`;
const closed = settingsOf({ offline_message: 'Closed.' });
const always = (fault: FaultKind): FaultPlan => ({ script: [{ match: {}, fault }] });

describe('what is seen of a write, and whether it was done', () => {
  test.each<[FaultKind, string, boolean]>([
    ['serverError', '503 text/html; charset=utf-8', false],
    ['html200', '200 text/html; charset=utf-8', false],
    ['tooManyRequests', '429 null', false],
    ['unauthorized', '401 application/json', false],
    ['forbidden', '403 application/json', false],
    ['notFound', '404 application/json', false],
    ['reset', 'no answer', false],
    ['lostAnswer', 'no answer', true],
    ['cutBody', '200 application/json, cut', true],
    ['lateServerError', '502 text/html; charset=utf-8', true],
  ])('%s: %s', async (fault, seen, done) => {
    const { call, sandbox } = await sandboxOf({ businesses: [one], faults: always(fault) });
    expect(await outcome(sandbox.url + path, 'POST')).toBe(seen);
    expect(await outcome(`${sandbox.url}/messaging/settings`, 'GET')).toBe(seen);
    expect(sandbox.writesOf('ST-00001')).toHaveLength(done ? 1 : 0);
    expect(sandbox.requests).toMatchObject([
      { fault, wrote: done, status: Number.parseInt(seen, 10) || 0 },
      { fault, wrote: false },
    ]);
    sandbox.setFaults({});
    const { settings } = (await call('GET', '/messaging/settings')).body as { settings: SettingsRow[] };
    expect(settings[0]!.offline_message).toBe(done ? 'Closed.' : settingsOf().offline_message);
  });

  /** What a client can tell. */
  async function outcome(url: string, method: string): Promise<string> {
    let seen = 'no answer';
    try {
      const response = await fetch(url, {
        method,
        headers: { 'x-APIKey': 'sandbox-key', 'Content-Type': 'application/json' },
        ...(method === 'POST' && { body: JSON.stringify(closed) }),
      });
      seen = `${response.status} ${response.headers.get('content-type')}`;
      await response.text();
      return seen;
    } catch {
      return seen === 'no answer' ? seen : `${seen}, cut`;
    }
  }
});

test('a slow answer does the work at once and comes after its time on the clock', async () => {
  const { call, sandbox, clock } = await sandboxOf({
    businesses: [one],
    faults: { slow: 1, slowMilliseconds: 7_000 },
  });
  let answered = false;
  const answer = call('POST', path, { body: closed }).then((a) => {
    answered = true;
    return a;
  });
  while (clock.sleeping() === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(sandbox.settings()[0]).toMatchObject(closed);
  await clock.advance(6_999);
  expect(answered).toBe(false);
  await clock.advance(1);
  expect((await answer).status).toBe(200);
});

test('closing does not wait for slow answers', async () => {
  const { call, sandbox, clock } = await sandboxOf({ businesses: [one], faults: { slow: 1 } });
  const answer = call('GET', '/user/me').catch(() => 'gone');
  while (clock.sleeping() === 0) await new Promise((resolve) => setImmediate(resolve));
  await sandbox.close();
  expect(await answer).toBe('gone');
});

describe('rates', () => {
  const rates = { serverError: 0.2, reset: 0.1, lostAnswer: 0.15, cutBody: 0.1 };

  async function fates(plan: FaultPlan, seed = 1): Promise<string[]> {
    const { sandbox } = await sandboxOf({ businesses: 400, seed, faults: plan });
    const send = ({ settingId }: { settingId: number }) =>
      fetch(`${sandbox.url}/messaging/settings/${settingId}`, {
        method: 'POST',
        headers: { 'x-APIKey': 'sandbox-key', 'Content-Type': 'application/json' },
        body: JSON.stringify(closed),
      })
        .then((response) => response.text())
        .catch(() => undefined);
    for (let i = 0; i < 400; i += 20) await Promise.all(sandbox.businesses.slice(i, i + 20).map(send));
    return sandbox.requests.map((request) => `${request.path} ${request.fault}`).sort();
  }

  test('used together, each befalls its share', async () => {
    const all = await fates(rates);
    const share = (kind: string) => all.filter((fate) => fate.endsWith(` ${kind}`)).length / all.length;
    for (const [kind, rate] of Object.entries(rates)) expect(Math.abs(share(kind) - rate)).toBeLessThan(0.06);
    expect(Math.abs(share('null') - 0.45)).toBeLessThan(0.08);
  });

  test('an equal seed deals equal fates, whatever the order of arrival; another seed others', async () => {
    const first = await fates(rates);
    expect(await fates(rates)).toEqual(first);
    expect(await fates({ ...rates, seed: 2 })).not.toEqual(first);
  });

  test('may concern reads or writes alone', async () => {
    const { call, sandbox } = await sandboxOf({
      businesses: [one],
      faults: { serverError: 1, only: 'writes' },
    });
    expect((await call('GET', '/messaging/settings')).status).toBe(200);
    expect((await call('POST', path, { body: closed })).status).toBe(503);
    sandbox.setFaults({ serverError: 1, only: 'reads' });
    expect((await call('GET', '/messaging/settings')).status).toBe(503);
    expect((await call('POST', path, { body: closed })).status).toBe(200);
  });

  test('of more than one in all are refused', async () => {
    await expect(sandboxOf({ faults: { serverError: 0.7, reset: 0.4 } })).rejects.toThrow('add up to');
  });

  test('are dealt again to a repeated request', async () => {
    const { call } = await sandboxOf({ faults: { serverError: 0.5 } });
    const statuses = new Set<number>();
    for (let i = 0; i < 20; i += 1) statuses.add((await call('GET', '/messaging/templates')).status);
    expect([...statuses].sort()).toEqual([200, 503]);
  });
});

test('a script names method, path and which one', async () => {
  const { call, sandbox } = await sandboxOf({
    businesses: [one],
    faults: {
      script: [
        { match: { method: 'get', path: /settings$/g, nth: 2 }, fault: 'serverError' },
        { match: { path: '^/user/', nth: [1, 3] }, fault: 'forbidden' },
      ],
    },
  });
  const statuses = async (path: string, count: number) => {
    const seen: number[] = [];
    for (let i = 0; i < count; i += 1) seen.push((await call('GET', path, { undocumented: true })).status);
    return seen;
  };
  expect(await statuses('/messaging/settings', 3)).toEqual([200, 503, 200]);
  expect(await statuses('/user/me', 4)).toEqual([403, 200, 403, 200]);
  expect((await call('POST', path, { body: closed })).status).toBe(200);
  sandbox.setFaults(always('unauthorized'));
  expect(await statuses('/messaging/templates', 1)).toEqual([401]);
});

test('shuffled pages repeat a row and lose none to a client that reads on to the last page', async () => {
  const { call } = await sandboxOf({ businesses: makeBusinesses(60), faults: { shufflePages: true } });
  const ids: number[] = [];
  let last = 1;
  for (let n = 1; n <= last; n += 1) {
    const { body } = await call('GET', `/messaging/settings?page=${n}`);
    const page = body as { settings: SettingsRow[]; max_page: number };
    ids.push(...page.settings.map(({ id }) => id));
    last = page.max_page;
  }
  expect(ids).toHaveLength(61);
  expect(new Set(ids).size).toBe(60);
});
