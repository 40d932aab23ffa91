import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { realClock } from '../lib/clock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([0, 1, 2 ** 31 - 1, 2 ** 31, 2_147_484_000, 86_400_000 * 400])(
  'a sleep of %d ms takes as long, whatever a timer can hold',
  async (milliseconds) => {
    let isOver = false;
    void realClock.sleep(milliseconds).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(Math.max(0, milliseconds - 1));
    expect(isOver).toBe(milliseconds === 0);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
  },
);

test('a long sleep can be stopped in any of its pieces', async () => {
  const controller = new AbortController();
  const sleep = realClock.sleep(2 ** 33, controller.signal).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(2 ** 32);
  controller.abort(new Error('enough'));
  expect(await sleep).toBe('enough');
  expect(vi.getTimerCount()).toBe(0);
});
