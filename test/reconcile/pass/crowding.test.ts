import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Crowded,
  crowdedWarning,
  learnCrowding,
  readCrowded,
  slownessOf,
} from '../../../lib/reconcile/pass/crowding.ts';
import { openStore } from '../../../lib/store/index.ts';
import type { Store } from '../../../lib/store/store.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

/** A pass: so many requests, and how many seconds of how many were lost to 429s. */
type Pass = [requests: number, lost: number, lasted: number];

async function after(passes: readonly Pass[], known: Crowded | null = null): Promise<Crowded | null> {
  let crowded = known;
  for (const [index, [requests, lost, lasted]] of passes.entries()) {
    const since = index * HOUR;
    const now = since + lasted * SECOND;
    const seen = { refused: lost > 0 ? 1 : 0, lostMilliseconds: lost * SECOND, requests, since, now };
    crowded = await learnCrowding(store, 'acme', crowded, seen);
  }
  return crowded;
}

const WAVE: Pass = [300, 20, 100];
const SMALL: Pass = [5, 2, 4];
const SLOW: Pass[] = [SMALL, SMALL, SMALL, SMALL, SMALL];

// What was asked for at full pace twenty times counts along.
test.each<[what: string, passes: Pass[], speed: number | null]>([
  ['a wave is believed at once', [WAVE], 0.8],
  ['a refusal of a few requests says little', [[3, 2, 2.1]], 1],
  ['nor does a silence of minutes', [[10, 300, 303]], 1],
  ['several of them do', SLOW, 0.5],
  [
    'of several that which lies in the middle',
    [
      [9, 300, 303],
      [9, 1, 4],
      [9, 1, 4],
      [9, 2, 4],
    ],
    0.75,
  ],
  ['what a wave has shown no silence changes', [WAVE, [12, 300, 305]], 0.8],
  ['nor do many small passes', [WAVE, ...Array.from({ length: 12 }, (): Pass => [2, 30, 31])], 0.8],
  ['of two waves the one that is longer', [WAVE, [400, 60, 100]], 0.4],
  ['small passes without any say nothing', [WAVE, [3, 0, 2], [19, 0, 9]], 0.8],
  ['small ones at full pace outweigh as small ones that were not', [...SLOW, [5, 0, 4], [5, 0, 4]], 1],
  ['but requests by themselves do not', [...SLOW, ...Array.from({ length: 12 }, (): Pass => [1, 0, 1])], 0.5],
  [
    'as many small ones at full pace as were not bring it back',
    [...Array.from({ length: 16 }, () => SMALL), ...Array.from({ length: 7 }, (): Pass => [5, 0, 4])],
    0.5,
  ],
  [
    'and that is soon',
    [...Array.from({ length: 5 }, () => SMALL), ...Array.from({ length: 18 }, (): Pass => [5, 0, 4])],
    1,
  ],
  [
    'however many they are, what a wave has shown they do not change',
    [WAVE, ...Array.from({ length: 22 }, (): Pass => [19, 0, 9])],
    0.8,
  ],
  ['twenty requests without any show that it is over', [WAVE, [20, 0, 9]], null],
  ['and then all is forgotten', [WAVE, [20, 0, 9], [3, 2, 2.1]], 1],
  ['what lies more than a day back does not count', [WAVE, ...Array.from({ length: 25 }, () => SMALL)], 0.5],
])('%s', async (_what, passes, speed) => {
  const crowded = await after(passes);
  expect(crowded && Math.round(crowded.speed * 100) / 100).toBe(speed);
  const read = await readCrowded(store, 'acme', passes.length * HOUR);
  expect(slownessOf(read)).toBeCloseTo(1 / (speed ?? 1));
});

test('what an earlier version noted is believed as it stands, and learned from', async () => {
  const noted = { at: 0, refused: 7, speed: 0.5 };
  expect((await after([SMALL], noted))?.speed).toBe(0.5);
  expect((await after([[10, 300, 303]], noted))?.speed).toBe(0.5);
  expect((await after([[300, 10, 100]], noted))?.speed).toBeCloseTo(0.9);
});

test('a pass that ends by the silence that another one was asked for forgets nothing', async () => {
  const noted = { at: 0, refused: 7, speed: 0.5 };
  const pass = { refused: 0, lostMilliseconds: 0, requests: 100, since: 0, now: 30 * SECOND };
  expect(await learnCrowding(store, 'acme', noted, { ...pass, until: 90 * SECOND })).toEqual(noted);
});

test('it is told also where it says too little to plan anything slower', () => {
  const told = (speed: number) => crowdedWarning('acme', { at: 0, refused: 2, speed }).message;
  expect(told(0.8)).toMatch(/Waves are planned at 80 % of their pace for a day\.$/);
  expect(told(1)).toMatch(/Waves are planned at full pace still\.$/);
});
