/** How soon what is asked for over HTTP is done, in the process that serves it. */
import { afterEach, expect, test } from 'vitest';
import { Alarm } from '../../lib/operations/alarm.ts';
import { watch } from '../../lib/operations/index.ts';
import { type HttpWorld, makeHttpWorld } from '../support/world/http.ts';
import { CHRISTMAS, parisShops } from '../support/world/passes.ts';

let world: HttpWorld;
let ended: () => Promise<void>;
afterEach(() => ended());

async function serving(shops: number, start?: string): Promise<(body: object) => Promise<number>> {
  const alarm = new Alarm();
  world = await makeHttpWorld({
    businesses: parisShops(shops),
    rules: CHRISTMAS,
    organization: '    adHoc: { maxBusinesses: 200 }\n',
    alarm,
    ...(start === undefined ? {} : { start }),
  });
  const ending = new AbortController();
  const watching = watch(world.deps, {
    organization: null,
    signal: ending.signal,
    onReport: () => {},
    alarm,
  });
  ended = async () => {
    ending.abort();
    await watching;
    await world.end();
  };
  const token = await world.token(['operate']);
  return async (body) => {
    const at = world.clock.now();
    const { status } = await world.clock.hold(() => world.ask('POST', '/v1/closures', { token, body }));
    expect(status).toBe(201);
    return at;
  };
}

const pass = (milliseconds: number) => world.clock.sleep(milliseconds);
const writtenAfter = (at: number) =>
  world.sandbox.requests.filter((one) => one.method === 'POST' && one.at >= at);

test('whenever it comes, the first shop is written within a second where nothing else is to be done', async () => {
  const ask = await serving(6);
  await pass(30_000);
  for (const [index, moment] of [10, 250, 500, 750, 990].entries()) {
    await pass(10_000 + moment);
    const at = await ask({ scope: { codes: [`ST-0000${index + 1}`] }, for: '2h' });
    await pass(5_000);
    expect(writtenAfter(at)[0]!.at - at).toBeLessThanOrEqual(1_000);
  }
});

test('what is urgent for a hundred shops overtakes a wave within 2.5 s, and keeps ahead of it', async () => {
  const ask = await serving(240, '2026-12-24T23:58:00+01:00');
  await world.until('2026-12-24T23:59:15+01:00');
  expect(writtenAfter(0).length).toBeGreaterThan(10);
  const codes = Array.from({ length: 100 }, (_, index) => `ST-${String(140 + index).padStart(5, '0')}`);
  const urgent = new Set(codes.map((code) => world.idOf(code)));
  const at = await ask({ scope: { codes }, urgent: true, text: 'Évacuation.' });
  await pass(60_000);
  const ids = writtenAfter(at).map(({ businessId }) => urgent.has(businessId!));
  const first = writtenAfter(at).find(({ businessId }) => urgent.has(businessId!))!;
  expect(first.at - at).toBeLessThanOrEqual(2_500);
  const from = ids.indexOf(true);
  expect(ids.slice(from, from + 100).filter((isUrgent) => !isUrgent)).toEqual([]);
});
