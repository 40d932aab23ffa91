import { afterEach, expect, test } from 'vitest';
import { createDeps, type Deps } from '../../../lib/operations/index.ts';
import { run } from '../../../lib/operations/run.ts';
import type { Store } from '../../../lib/store/store.ts';
import { parisShops, writesDone } from '../../support/reconcile.ts';
import { makeWorld, type World } from '../../support/world.ts';

let world: World;
afterEach(() => world.end());

const NIGHTS = `rules:
  nights:
    cron: { close: "0 19 * * *", open: "0 9 * * *" }
`;

interface Crash {
  at: 'save' | 'post';
  when: 'before' | 'after';
  /** Which one, counted from 1. */
  nth: number;
}

class Killed extends Error {
  override readonly name = 'Killed';
}

/** What a process has that is killed at its n-th save or POST: from then on nothing of it reaches store or Partoo. */
function doomed(crash: Crash): { deps: Deps; isDead: () => boolean } {
  let count = 0;
  let dead = false;
  async function guard<T>(isIt: boolean, work: () => Promise<T>): Promise<T> {
    if (dead) throw new Killed();
    const last = isIt && ++count === crash.nth;
    if (last && crash.when === 'before') {
      dead = true;
      throw new Killed();
    }
    const done = await work();
    if (last) {
      dead = true;
      throw new Killed();
    }
    return done;
  }
  const { store, clock } = world;
  const mortal: Store = new Proxy(store, {
    get(target, name: keyof Store) {
      const method = target[name] as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) =>
        guard(crash.at === 'save' && name === 'saveBusinesses', () => method.apply(target, args));
    },
  });
  const deps = createDeps({
    store: mortal,
    clock,
    env: { PARTOO_API_KEY: 'sandbox-key' },
    random: () => 0.5,
    fetch: (input, init) => {
      const method = input instanceof Request ? input.method : (init?.method ?? 'GET');
      return guard(crash.at === 'post' && method === 'POST', () => whole(clock.fetch(input, init)));
    },
  });
  return { deps, isDead: () => dead };
}

/** The answer with its body read, so that nothing of it is still under way when the process dies. */
async function whole(answer: Promise<Response>): Promise<Response> {
  const { status, headers, ...rest } = await answer.then(async (response) => ({
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  }));
  return new Response(rest.text, { status, headers });
}

async function runAndDie(deps: Deps): Promise<void> {
  const options = { organization: null, at: null, dryRun: false, writeAt: false, waitMilliseconds: 0 };
  await run(deps, options).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

async function nightWorld(shops: number): Promise<void> {
  world = await makeWorld({
    businesses: parisShops(shops),
    rules: NIGHTS,
    organization: '    requestsPerMinute: 3000\n',
    requestsPerMinute: 0,
  });
}

const FIRST = Date.UTC(2026, 11, 21);
const DAY = 24 * 3600_000;
const date = (night: number) => new Date(FIRST + night * DAY).toISOString().slice(0, 10);

const SHOPS = 6;
/** Of a night's two waves: each shop is written twice, with a save before and one after it; LAST is found by trial. */
const LAST = { post: 2 * SHOPS, save: 24 };
const MOMENTS: Pick<Crash, 'at' | 'when'>[] = [
  { at: 'post', when: 'before' },
  { at: 'post', when: 'after' },
  { at: 'save', when: 'before' },
  { at: 'save', when: 'after' },
];

test.each(MOMENTS)(
  'killed $when the n-th $at of a night, whichever it is: nothing lost, nothing doubled',
  async ({ at, when }) => {
    await nightWorld(SHOPS);
    const before = world.listing();
    for (let nth = 1; nth <= LAST[at]; nth += 1) {
      const written = writesDone(world);
      const { deps, isDead } = doomed({ at, when, nth });
      for (const time of [`${date(nth)}T19:00:00+01:00`, `${date(nth + 1)}T09:00:00+01:00`]) {
        await world.until(time);
        if (!isDead()) await runAndDie(deps);
        if (isDead()) await world.restart();
        const report = await world.run();
        expect(report.converged, `${at} ${when} ${nth} at ${time}`).toBe(true);
      }
      expect(isDead(), `killed at ${nth}`).toBe(true);
      expect(world.listing(), `after ${at} ${when} ${nth}`).toBe(before);
      expect(writesDone(world) - written, `writes with ${at} ${when} ${nth}`).toBe(2 * SHOPS);
    }
  },
  60_000,
);

test.each([
  { when: 'before' as const, nth: 2 },
  { when: 'after' as const, nth: 1 },
])(
  'killed just $when each write: each life writes once, and that is enough',
  async ({ when, nth }) => {
    await nightWorld(SHOPS);
    const before = world.listing();
    for (const [index, time] of [`${date(0)}T19:00:00+01:00`, `${date(1)}T09:00:00+01:00`].entries()) {
      await world.until(time);
      for (let life = 1; life <= SHOPS; life += 1) {
        await runAndDie(doomed({ at: 'post', when, nth }).deps);
        await world.restart();
      }
      expect((await world.run()).converged).toBe(true);
      expect(writesDone(world)).toBe(SHOPS * (index + 1));
    }
    expect(world.listing()).toBe(before);
  },
  60_000,
);
