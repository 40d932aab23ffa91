import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { explain, history, pause, release, status } from '../../lib/operations/index.ts';
import type { Sandbox } from '../../lib/sandbox/index.ts';
import type { Store } from '../../lib/store/store.ts';
import { describeWithDatabase } from '../support/deployment/database.ts';
import type { OrganizationMoment } from './model.ts';
import { notTheirOwn, textNow } from './support/checkers.ts';
import { type Kind, momentOf, placeDynamodb, placeSqlite } from './support/fixtures.ts';
import { answers, isToAnswer, LAST_NIGHT, localTime } from './support/staged-hours.ts';
import { type Upgraded, upgrade } from './support/upgraded.ts';

// On a database over the network these are some thousand requests.
vi.setConfig({ testTimeout: 120_000 });

const FIXTURE = 'staged';
const NIGHTS = 'ST-00054';
const QUARTER = 15 * 60_000;
/** Local times of each day at which the minute's functions run: few, as staged hours have days. */
const PASSES = new Set(['00:00', '09:00', '10:00', '16:00', '17:00', '19:30']);

describe('an SQLite file with staged closures in place', () => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });
  upgraded('sqlite', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-'));
    folders.push(folder);
    return placeSqlite(FIXTURE, join(folder, 'state.db'));
  });
});

await describeWithDatabase('a table with staged closures in place', (endpoint) => {
  upgraded('dynamodb', () => placeDynamodb(FIXTURE, endpoint, `closures-${randomUUID()}`));
});

function upgraded(kind: Kind, place: () => Promise<() => Promise<Store>>): void {
  const moment = momentOf(FIXTURE, kind);
  const eden = moment.organizations.eden as OrganizationMoment;
  const codes = eden.shops.map(({ business }) => business.code);
  let world: Upgraded;
  const begin = async () => {
    world = await upgrade(moment, await place());
  };
  afterEach(() => world.end());
  const sandbox = () => world.sandboxes.get('eden') as Sandbox;
  const texts = () => Object.fromEntries(codes.map((code) => [code, textNow(sandbox(), code)]));

  test('is read as it was: every state and explanation, and nothing is asked of Partoo', async () => {
    await begin();
    const { businesses } = await status(world.deps, null);
    const states = Object.fromEntries(businesses.map(({ code, state }) => [code, state]));
    expect(states).toEqual(
      Object.fromEntries(Object.entries(eden.truth).map(([code, { state }]) => [code, state])),
    );
    expect((await history(world.deps, { limit: 1000 })).entries.length).toBeGreaterThan(20);
    for (const code of codes)
      expect(await explain(world.deps, code, { at: null, organization: null })).toMatchObject({ code });
    expect(sandbox().requests).toEqual([]);
  });

  test('is taken over with those writes alone that were due anyway', async () => {
    await begin();
    const before = texts();
    await world.run('eden');
    expect([...new Set(world.written('eden'))].sort()).toEqual(eden.nextWrites);
    const changed = codes.filter((code) => textNow(sandbox(), code) !== before[code]);
    expect(eden.nextWrites).toEqual(expect.arrayContaining(changed));
    await world.run('eden');
    expect([...new Set(world.written('eden'))].sort()).toEqual(eden.nextWrites);
  });

  test('closes and opens each shop to the minute, and in the end each has its own, to the byte', async () => {
    await begin();
    await world.minute();
    const wrong: string[] = [];
    for (let at = moment.at + QUARTER; at <= LAST_NIGHT; at += QUARTER) {
      await world.clock.sleepUntil(at);
      if (PASSES.has(localTime(at).slice(11))) await world.minute();
      for (const code of codes) {
        const is = answers(sandbox().settingsRow(code), at);
        if (is !== isToAnswer(eden, code, at))
          wrong.push(`${code} ${new Date(at).toISOString()} ${is ? 'answers' : 'is shut'}`);
      }
    }
    expect(wrong).toEqual([]);
    // Nights never end: they are let go of.
    await release(world.deps, { scope: { codes: [NIGHTS] }, all: false, organization: null });
    expect(notTheirOwn(eden, sandbox())).toEqual({});
    const { summary } = await status(world.deps, null);
    expect(summary.asExpected).toBe(codes.length);
  });

  test('gives every shop its own settings back on `release --all`, to the byte, also while all is paused', async () => {
    await begin();
    await pause(world.deps, null);
    await release(world.deps, { scope: {}, all: true, organization: null });
    for (const minute of ['05', '15', '25']) await world.minuteAt(`2026-12-23T12:${minute}:00+01:00`);
    expect(notTheirOwn(eden, sandbox())).toEqual({});
  });
}
