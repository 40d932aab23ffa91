import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { realClock } from '../../lib/clock.ts';
import { within } from '../../lib/partoo/within.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('an answer is let go of, however long somebody keeps the signal that it was asked for with', async () => {
  const kept: AbortSignal[] = [];
  const answered = async () => {
    const answer = await within(realClock, 10_000, undefined, async (signal) => {
      kept.push(signal);
      return { text: 'a page of 100 shops' };
    });
    return new WeakRef(answer as object);
  };
  const answer = await answered();
  // A WeakRef holds what it was made of until the turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();

  expect(kept).toHaveLength(1);
  expect(answer.deref()).toBeUndefined();
});
