import { afterEach, describe, expect, test } from 'vitest';
import { probe, UsageError } from '../../lib/operations/index.ts';
import { finishProbe } from '../../lib/operations/probe/probe.ts';
import { saveFindings } from '../../lib/reconcile/pass/findings.ts';
import type { ScriptedFault } from '../../lib/sandbox/index.ts';
import { PROBING, readNote, saveNote } from '../../lib/store/notes.ts';
import { parisShops, runAt } from '../support/world/passes.ts';
import { makeWorld, type World, type WorldOptions } from '../support/world/world.ts';

/** From 8 in the evening to 8 in the morning. */
const NIGHTS = `rules:
  nights:
    cron: { close: "0 20 * * *", open: "0 8 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;

let world: World;
afterEach(() => world.end());

const start = async (options: WorldOptions = {}) => {
  world = await makeWorld({ businesses: parisShops(2), rules: NIGHTS, ...options });
};

const probeIt = () => probe(world.deps, world.configOf(NIGHTS), 'ST-00001', null);

const refusals = () =>
  world.sandbox.requests.filter(({ method, status }) => method === 'POST' && status === 400);

describe('when it is refused, and nothing is written', () => {
  test.each([
    ['in a closure', '2026-12-21T22:00:00+01:00', true],
    ['14 minutes after one', '2026-12-21T08:14:00+01:00', true],
    ['16 minutes after one', '2026-12-21T08:16:00+01:00', false],
    ['20 minutes before one, since its lead is 10', '2026-12-21T19:40:00+01:00', true],
    ['26 minutes before one', '2026-12-21T19:34:00+01:00', false],
  ])('%s', async (_, at, isRefused) => {
    await start();
    await world.until(at);
    const writes = world.sandbox.writesOf('ST-00001').length;
    if (isRefused) {
      await expect(probeIt()).rejects.toThrow(UsageError);
      expect(world.sandbox.writesOf('ST-00001')).toHaveLength(writes);
    } else expect(await probeIt()).toMatchObject({ restored: true, business: 'ST-00001' });
  });
});

test('a business without texts of its own is not probed: nobody knows whether a null can be put back', async () => {
  await start({ businesses: parisShops(2, { offline_message: null }) });
  await expect(probeIt()).rejects.toThrow('has no text of its own');
  expect(world.sandbox.writesOf('ST-00001')).toEqual([]);
});

test('an answer that is lost, an error and a slow Partoo leave the settings as they were', async () => {
  await start();
  const before = world.listing();
  world.sandbox.setFaults({
    script: [
      { match: { method: 'POST', nth: 3 }, fault: 'lostAnswer' },
      { match: { method: 'POST', nth: 6 }, fault: 'lateServerError' },
      { match: { method: 'GET', nth: 9 }, fault: 'serverError' },
    ],
  });
  expect(await probeIt()).toMatchObject({ restored: true });
  expect(world.listing()).toBe(before);
});

describe('what Partoo makes of texts is told beforehand', () => {
  test.each<[string, NonNullable<ScriptedFault['write']>['texts'], Record<string, string>]>([
    ['escaped', ['entities'], { entities: 'changed', 'white-space': 'as-sent', 'long-text': 'as-sent' }],
    ['folded', ['foldedSpace'], { entities: 'as-sent', 'white-space': 'changed' }],
    ['cut', [{ cut: 80 }], { entities: 'as-sent', 'long-text': 'changed' }],
    ['left alone', [], { entities: 'as-sent', 'white-space': 'as-sent', 'long-text': 'as-sent' }],
  ])('%s', async (_what, texts, expected) => {
    await start();
    const before = world.listing();
    world.sandbox.setFaults({ script: [{ match: { method: 'POST' }, write: { texts: texts ?? [] } }] });
    const report = await probeIt();
    expect(report).toMatchObject({ restored: true });
    const verdicts = Object.fromEntries(report.findings.map(({ topic, verdict }) => [topic, verdict]));
    expect(verdicts).toMatchObject(expected);
    expect(world.listing()).toBe(before);
  });

  test.each([
    ['escaped', 'entities' as const],
    ['cut', { cut: 9 }],
  ])('%s, its own texts, too: they are put back as Partoo keeps them', async (_what, rewriting) => {
    await start({ businesses: parisShops(2, { offline_message: "Absents, l'été" }) });
    world.sandbox.setFaults({ script: [{ match: { method: 'POST' }, write: { texts: [rewriting] } }] });
    const report = await probeIt();
    expect(report).toMatchObject({ restored: true, findings: [{ topic: 'unchanged', verdict: 'changed' }] });
    expect(report.error).toBeUndefined();
    expect(world.sandbox.writesOf('ST-00001').at(-1)?.body).toMatchObject({
      offline_message: "Absents, l'été",
    });
  });
});

test('where Partoo goes down in the middle, a later pass puts the settings back', async () => {
  await start();
  const before = world.listing();
  world.sandbox.setFaults({
    script: Array.from({ length: 400 }, (_, n) => ({
      match: { nth: n + 30 },
      fault: 'serverError' as const,
    })),
  });
  const report = await probeIt();
  expect(report.restored).toBe(false);
  world.sandbox.setFaults({});
  await runAt(world, '2026-12-20T13:30:00+01:00');
  expect(world.listing()).toBe(before);
});

test('a null that is known to be refused is not sent', async () => {
  const shops = parisShops(2, { uses_business_hours: true, custom_chat_hours: null });
  await start({ businesses: shops, refusesNullHours: true });
  const findings = [{ topic: 'null-hours', verdict: 'refused', detail: '' } as const];
  await saveFindings(world.store, 'acme', { at: 0, business: 'ST-00002', findings });
  await runAt(world, '2026-12-20T22:00:00+01:00');
  expect(world.settingsOf('ST-00001').is_launched).toBe(false);
  expect(refusals()).toEqual([]);
});

describe('who looks for a probe that was cut off', () => {
  const marked = () => readNote(world.store, 'acme', PROBING);
  const finishIt = () => {
    const loaded = world.configOf(NIGHTS);
    return finishProbe(world.deps, loaded, loaded.config.organizations[0]!);
  };

  test('finds none where one is at work, and ends while it is waited for', async () => {
    await start();
    const probing = probeIt();
    while ((await marked()) === null) await world.clock.sleep(100);
    expect(await finishIt()).toBeNull();
    expect(await probing).toMatchObject({ restored: true });
  });

  test('is told where something is at work for longer, and nothing of it was cut off', async () => {
    await start();
    const business = world.idOf('ST-00001');
    await saveNote(world.store, 'acme', PROBING, business);
    await world.store.takeLease('acme', world.clock.now(), 600_000);
    expect(await finishIt()).toEqual({ business, state: 'at-work' });
    expect(await marked()).toBe(business);
    await world.clock.sleep(600_000);
    expect(await finishIt()).toEqual({ business, state: 'restored' });
    expect(await marked()).toBeNull();
  });
});
