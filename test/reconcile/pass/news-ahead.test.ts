import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AdHocClosure } from '../../../lib/closures/model.ts';
import type { BusEvent } from '../../../lib/events/bus.ts';
import { withOutbox } from '../../../lib/events/with-outbox.ts';
import { pause } from '../../../lib/operations/index.ts';
import { reconcileDue } from '../../../lib/operations/reconcile-due.ts';
import { beginChange } from '../../../lib/reconcile/pass/changes.ts';
import { freshenElsewhere } from '../../../lib/reconcile/refresh/freshen-elsewhere.ts';
import { parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NIGHTS =
  'rules:\n  nights:\n    staged: true\n    cron: { close: "0 19 * * *", open: "0 9 * * *" }\n' +
  '    effect: { reachable: keep, chatHours: closed, offlineMessage: keep }\n';

const SAVED: AdHocClosure = {
  ...{ id: 'flood', scope: {}, all: true, from: '2026-12-20T12:00:00Z', until: '2026-12-20T13:00:00Z' },
  ...{ effect: { kind: 'set', open: true }, reason: null, urgent: false, hold: false },
  ...{ createdAt: 0, actor: 'test', endedAt: null },
};

let world: World;
let told: string[];
afterEach(async () => {
  vi.restoreAllMocks();
  await world.end();
});

async function setUp(rules = NIGHTS): Promise<void> {
  told = [];
  world = await makeWorld({ businesses: parisShops(3), start: '2026-12-10T12:00:00+01:00' });
  await world.apply(rules);
}

/** A pass as the function makes it. */
async function pass() {
  const put = async (events: readonly BusEvent[]): Promise<BusEvent[]> => {
    for (const { type, detail } of events)
      if (type.startsWith('Closure ')) told.push(`${detail.at} ${type} ${detail.eventId}`);
    return [];
  };
  const freshen = freshenElsewhere(async () => {});
  const deps = { ...world.deps, freshen, store: withOutbox(world.store), announces: true };
  return reconcileDue(deps, { put }, 'acme', world.clock.now() + 10 * MINUTE);
}

/** Whether the pass that is due now looks at nothing. */
async function looksAtNothing(): Promise<boolean> {
  const { store } = world;
  const reads = [
    vi.spyOn(store, 'readDirectory'),
    vi.spyOn(store, 'readCalendars'),
    vi.spyOn(store, 'listMarks'),
  ];
  await pass();
  const count = reads.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  vi.restoreAllMocks();
  return count === 0;
}

/** Passes where they are due, as ticks have them made. @returns when, and whether they looked at nothing */
async function untilIs(iso: string): Promise<string[]> {
  const passes: string[] = [];
  const end = Date.parse(iso);
  for (;;) {
    const due = ((await world.store.readDue('acme')) ?? 0) - MINUTE;
    if (due > end) break;
    await world.clock.sleepUntil(Math.max(due, world.clock.now()));
    const at = new Date(world.clock.now()).toISOString().slice(5, 16);
    passes.push((await looksAtNothing()) ? `${at} tells` : `${at} looks`);
  }
  await world.clock.sleepUntil(end);
  return passes;
}

describe('where staged nights are in place', () => {
  test('one pass a day looks, and the other only tells what it has foreseen', async () => {
    await setUp();
    await untilIs('2026-12-12T13:00:00+01:00');
    const passes = await untilIs('2026-12-15T13:00:00+01:00');
    const nightly = passes.flatMap((one) => /(18:00|08:00) \w+/.exec(one)?.[0] ?? []);
    expect(nightly).toEqual([1, 2, 3].flatMap(() => ['18:00 tells', '08:00 looks']));
  });

  test('the same is told, under the same ids, at the same times, as where every pass looks', async () => {
    const played: { told: string[]; due: number[] }[] = [];
    for (const forgets of [false, true]) {
      await setUp();
      const due: number[] = [];
      const { store } = world;
      if (forgets) {
        const save = store.saveNote;
        store.saveNote = async (organization, name, value) => {
          if (name !== 'news-ahead') await save(organization, name, value);
        };
      }
      const setDue = store.setDue;
      store.setDue = async (organization, at) => {
        due.push(at - Date.parse('2026-12-10T12:00:00+01:00'));
        await setDue(organization, at);
      };
      const passes = await untilIs('2026-12-16T12:00:00+01:00');
      expect(passes.some((one) => one.endsWith('tells'))).toBe(!forgets);
      played.push({ told, due: due.map((at) => Math.round(at / MINUTE)) });
      if (!forgets) await world.end();
    }
    expect(played[0]).toEqual(played[1]);
    expect(played[0]?.told.length).toBeGreaterThan(10);
  });
});

describe('a pass looks for itself', () => {
  const closure = { all: true, from: '2026-12-20T12:00:00Z', until: '2026-12-20T13:00:00Z', id: 'flood' };

  async function dueToTell(): Promise<void> {
    await setUp();
    await untilIs('2026-12-12T13:00:00+01:00');
    await world.clock.sleepUntil(((await world.store.readDue('acme')) as number) - MINUTE);
  }

  test.each<[string, () => Promise<unknown>]>([
    ['after a closure was asked for', () => world.close(closure)],
    [
      'after a closure that was saved by a process which then died',
      () => world.store.putAdHoc('acme', SAVED, 'absent'),
    ],
    ['after another configuration was applied', () => world.apply(NIGHTS.replace('0 9', '0 10'))],
    ['while it is paused', () => pause(world.deps, null)],
    [
      'while it is paused by a process which then died',
      () => world.store.saveNote('acme', 'paused', String(world.clock.now())),
    ],
    ['after another pass that died with the lease', () => world.store.takeLease('acme', 0, 1)],
    [
      'after a change that was saved by a process which then died',
      () => beginChange(world.store, 'acme', world.clock.now()),
    ],
    [
      'after a configuration that was saved by a process which then died',
      async () => world.store.saveApplied({ ...(await world.store.readApplied())!, appliedAt: 1 }),
    ],
    ['where something is due sooner than thought', () => world.store.setDue('acme', world.clock.now())],
    ['a day later', () => world.clock.sleep(DAY)],
    ['where the note cannot be read', () => world.store.saveNote('acme', 'news-ahead', '{}')],
  ])('%s', async (_, change) => {
    await dueToTell();
    await change();
    expect(await looksAtNothing()).toBe(false);
  });

  test('where nothing of this happened, it does not', async () => {
    await dueToTell();
    expect(await looksAtNothing()).toBe(true);
  });

  test('while another pass is at work, it leaves all to that one', async () => {
    await dueToTell();
    const before = [...told];
    const lease = await world.store.takeLease('acme', world.clock.now(), 30 * MINUTE);
    expect(await pass()).toMatchObject({ report: { isElsewhere: true } });
    expect(told).toEqual(before);
    await world.store.releaseLease(lease!);
  });

  test.each(['a closure', 'a change'])('%s that comes while it is told is not overwritten', async (what) => {
    await dueToTell();
    const { store } = world;
    const setDue = store.setDue;
    const comes = vi.spyOn(store, 'setDue').mockImplementationOnce(async (organization, at) => {
      comes.mockRestore();
      if (what === 'a closure') await world.close(closure);
      else await beginChange(store, 'acme', world.clock.now());
      await setDue(organization, at);
    });
    await pass();
    expect(await store.readDue('acme')).toBeLessThanOrEqual(world.clock.now());
  });

  test.each(['appendOutbox', 'setDue', 'releaseLease'] as const)(
    'after one that died in %s, and nothing is told twice under another id',
    async (method) => {
      await dueToTell();
      const before = told.length;
      const dies = vi.spyOn(world.store, method).mockRejectedValueOnce(new Error('killed'));
      await expect(pass()).rejects.toThrow('killed');
      dies.mockRestore();
      await world.clock.sleep(MINUTE);
      await world.store.setDue('acme', world.clock.now());
      await pass();
      const fresh = told.slice(before);
      expect(new Set(fresh).size).toBe(1);
      expect(fresh[0]).toContain('Closure Started');
    },
  );
});
