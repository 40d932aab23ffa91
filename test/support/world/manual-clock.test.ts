import { expect, test } from 'vitest';
import { manualClock } from './manual-clock.ts';

test('sleeps wake in order of their instants, each at its own', async () => {
  const clock = manualClock(0);
  const woken: string[] = [];
  const sleep = (name: string, milliseconds: number) =>
    clock.sleep(milliseconds).then(() => woken.push(`${name}@${clock.now()}`));
  const all = [sleep('late', 300), sleep('early', 100), sleep('also early', 100)];
  await clock.advance(299);
  expect(woken).toEqual(['early@100', 'also early@100']);
  await clock.advance(1);
  await Promise.all(all);
  expect(woken.at(-1)).toBe('late@300');
});

test('a sleeper that sleeps again wakes again within the same span', async () => {
  const clock = manualClock(0);
  const ticks: number[] = [];
  const ticking = (async () => {
    for (let i = 0; i < 3; i += 1) {
      await clock.sleep(10);
      ticks.push(clock.now());
    }
  })();
  await clock.advance(100);
  await ticking;
  expect(ticks).toEqual([10, 20, 30]);
  expect(clock.now()).toBe(100);
});

test('an aborted sleep rejects with the reason and is forgotten', async () => {
  const clock = manualClock(0);
  const controller = new AbortController();
  const sleep = clock.sleep(50, controller.signal);
  controller.abort(new Error('enough'));
  await expect(sleep).rejects.toThrow('enough');
  await expect(clock.sleep(50, controller.signal)).rejects.toThrow('enough');
  expect(clock.sleeping()).toBe(0);
});
