import { afterEach, expect, test } from 'vitest';
import { plan, status } from '../../../lib/operations/index.ts';
import { appliedConfig } from '../../../lib/reconcile/pass/session.ts';
import { CHRISTMAS, parisShops, runAt } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const START = '2026-12-25T00:00:00+01:00';
const MINUTE = 60_000;
const posts = () => world.sandbox.requests.filter(({ method }) => method === 'POST');
const reads = () => world.sandbox.requests.filter(({ method }) => method === 'GET').length;
const settingOf = (code: string) => world.sandbox.settingsRow(code).id;
const quota = (requestsPerMinute: number) => `    requestsPerMinute: ${requestsPerMinute}\n`;
const codes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `ST-${String(from + index).padStart(5, '0')}`);

/** Passes whenever one is due, woken half a minute ahead as ticks do, up to an instant. */
async function live(until: number): Promise<void> {
  for (;;) {
    const due = (await world.store.readDue('acme')) ?? until;
    const next = Math.max(due, world.clock.now() + 1000);
    if (next >= until) break;
    await world.clock.sleepUntil(next);
    await world.run();
  }
  await world.clock.sleepUntil(until);
}

/** How long `plan` says that each wave of 24 and 25 December takes, ms. */
async function plannedWaves(): Promise<number[]> {
  const { config } = await appliedConfig(world.store);
  const window = { from: Date.parse('2026-12-24T12:00Z'), to: Date.parse('2026-12-25T12:00Z') };
  const planned: number[] = [];
  for await (const part of plan(world.deps, config, {
    ...window,
    organization: null,
    summary: true,
  } as never))
    if (part.kind === 'wave') planned.push(Date.parse(part.wave.endsAt) - Date.parse(part.wave.startsAt));
  return planned;
}

test('opposite waves at one instant take turns', async () => {
  world = await makeWorld({
    businesses: parisShops(40),
    requestsPerMinute: 0,
    rules: `rules:
  begins: { dates: [{ from: 2026-12-25 }], scope: { codes: [${codes(1, 20)}] }, maxLead: 0s }
  ends: { dates: [{ from: 2026-12-24 }], scope: { codes: [${codes(21, 40)}] } }
`,
  });
  await runAt(world, '2026-12-24T12:00:00+01:00');
  world.sandbox.requests.splice(0);
  await runAt(world, START);
  const first = new Set(
    posts()
      .slice(0, 20)
      .map(({ path }) => path.split('/').at(-1)),
  );
  const closed = world.sandbox.settings().filter(({ is_launched }) => is_launched === false);
  const early = closed.filter(({ id }) => first.has(String(id)));
  expect(closed).toHaveLength(20);
  expect(early.length).toBeGreaterThanOrEqual(8);
  expect(early.length).toBeLessThanOrEqual(12);
});

test('a wave is planned again where the quota, the rules or the shops are others', async () => {
  const [small, large] = [parisShops(60), parisShops(120)];
  world = await makeWorld({ businesses: small, rules: CHRISTMAS, organization: quota(300) });
  const lead = async () => {
    await world.run();
    return Date.parse(START) - ((await world.store.readDue('acme')) as number);
  };
  await runAt(world, '2026-12-24T20:00:00+01:00');
  const usual = await lead();
  expect(usual).toBeGreaterThan(60 * 250);
  expect(usual).toBeLessThan(63 * 250);

  await world.apply(`${CHRISTMAS}    scope: { codes: [${codes(1, 30)}] }\n`);
  expect(await lead()).toBeLessThan(33 * 250);
  await world.apply(CHRISTMAS);
  expect(await lead()).toBe(usual);

  for (const one of large.slice(60)) world.sandbox.addBusiness(one);
  await world.apply(CHRISTMAS);
  expect(await lead()).toBeGreaterThan(120 * 250);
});

test('what is asked for tomorrow, or of others later, costs a wave no slots; what is urgent overtakes it', async () => {
  world = await makeWorld({ businesses: parisShops(60), rules: CHRISTMAS, organization: quota(300) });
  await runAt(world, '2026-12-24T20:00:00+01:00');
  await world.clock.sleepUntil(Date.parse(START) - 61 * 250);
  world.sandbox.requests.splice(0);
  const running = world.run();
  for (let second = 0; second < 8; second++) {
    await world.clock.sleepUntil(world.clock.now() + 1000);
    await world.close({ scope: { codes: ['ST-00042'] }, from: '2026-12-28T09:00' });
  }
  // Those that have come into their lead since the first was read are read once; six were, one for each that was asked for.
  expect(reads()).toBeLessThanOrEqual(2);
  const before = posts().length;
  expect(before).toBeGreaterThan(20);
  await world.close({ scope: { codes: ['ST-00060'] }, urgent: true, text: 'Évacuation.' });
  await running;
  const isUrgent = world.sandbox.requests.findIndex(({ path }) => path.endsWith(`/${settingOf('ST-00060')}`));
  expect(isUrgent - before).toBeLessThan(10);
});

test('who was closed ahead stays closed where an urgent closure takes half of the wave, and its lead with it', async () => {
  world = await makeWorld({ businesses: parisShops(60), rules: CHRISTMAS, organization: quota(300) });
  await runAt(world, '2026-12-24T20:00:00+01:00');
  await world.clock.sleepUntil(Date.parse(START) - 61 * 250);
  world.sandbox.requests.splice(0);
  const running = world.run();
  await world.clock.sleep(5000);
  await world.close({ scope: { codes: codes(31, 60) }, urgent: true, text: 'Évacuation.' });
  await running;
  await live(Date.parse(START) + MINUTE);
  expect(world.sandbox.settings().every(({ is_launched }) => is_launched === false)).toBe(true);
  const written = posts().map(({ path }) => path);
  expect(written).toHaveLength(60);
  expect(new Set(written).size).toBe(60);
});

test('a shop that answers 500 takes its turns behind the healthy ones', async () => {
  world = await makeWorld({ businesses: parisShops(60), rules: CHRISTMAS, organization: quota(300) });
  const business = [world.idOf('ST-00005')];
  world.sandbox.setFaults({
    script: [{ match: { method: 'POST', path: '/messaging/settings', business }, fault: 'serverError' }],
  });
  await runAt(world, '2026-12-25T00:05:00+01:00');
  const healthy = posts().filter(({ status }) => status < 300);
  expect(healthy).toHaveLength(59);
  const before = posts().filter(({ status, at }) => status >= 500 && at <= (healthy.at(-1)?.at as number));
  expect(before.length).toBeLessThanOrEqual(1);
});

test('the real run keeps to the plan within 2 %', async () => {
  world = await makeWorld({ businesses: parisShops(210), rules: CHRISTMAS, organization: quota(300) });
  const [planned] = (await plannedWaves()) as [number];
  await world.until('2026-12-24T20:00:00+01:00');
  await world.run();
  world.sandbox.requests.splice(0);
  await live(Date.parse(START) + MINUTE);
  const [first] = world.sandbox.requests;
  expect(world.sandbox.settings().every(({ is_launched }) => is_launched === false)).toBe(true);
  const took = (posts().at(-1)?.at as number) - (first?.at as number);
  expect(Math.abs(took - planned) / planned).toBeLessThan(0.02);
  expect(posts().at(-1)?.at).toBeLessThanOrEqual(Date.parse(START));
});

test('others who use the key slow a wave; it is told, and the next one begins earlier', async () => {
  const rules = 'rules:\n  days: { dates: [{ from: 2026-12-23 }, { from: 2026-12-25 }] }\n';
  world = await makeWorld({
    businesses: parisShops(150),
    rules,
    organization: quota(300),
    requestsPerMinute: 300,
  });
  await world.until('2026-12-22T23:50:00+01:00');
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      const answer = await world.clock.fetch(`${world.sandbox.url}/user/me`, {
        headers: { 'x-apikey': 'sandbox-key' },
      });
      await answer.text();
      await world.clock.sleep(300);
    }
  })();
  const [usual] = (await plannedWaves()) as [number];
  await live(Date.parse('2026-12-23T00:05:00+01:00'));
  isOver = true;
  await others;
  expect(world.sandbox.settings().every(({ is_launched }) => is_launched === false)).toBe(true);
  const { crowded } = await status(world.deps, null);
  expect(crowded).toMatchObject([{ organization: 'acme', refused: expect.any(Number) }]);
  const { speed } = crowded[0] as { speed: number };
  expect(speed).toBeLessThan(0.97);
  const [slowed] = (await plannedWaves()) as [number];
  expect(Math.abs(slowed * speed - usual)).toBeLessThan(1500);

  await runAt(world, '2026-12-24T00:05:00+01:00');
  const report = await world.run();
  expect(report.organizations[0]?.warnings.map(({ code }) => code)).toEqual([]);
  expect((await status(world.deps, null)).crowded).toEqual([]);
});
