import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noteChange, remembered, statusLately, statusNow } from '../../lib/http/remembered.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld({ businesses: 3, rules: 'rules: { now: { dates: [{ from: 2026-12-20 }] } }' });
});
afterAll(() => world.end());

const later = (milliseconds: number) => world.until(new Date(world.clock.now() + milliseconds).toISOString());

test('where shops stand is worked out once a second, however many ask, and shows what was done by then', async () => {
  const [one, other] = await Promise.all([statusNow(world.deps, null), statusNow(world.deps, null)]);
  expect(other).toBe(one);
  expect(one.summary.byState).toEqual({ open: 3 });
  await later(999);
  expect(await statusNow(world.deps, null)).toBe(one);
  await world.run();
  await later(1);
  expect((await statusNow(world.deps, null)).summary.byState).toEqual({ closed: 3 });
  expect(await statusNow(world.deps, 'acme')).toMatchObject({ summary: { byState: { closed: 3 } } });
});

test('who counts shops sees them as they are where that takes no time', async () => {
  const { byState } = (await statusLately(world.deps, null)).summary;
  expect(byState).toEqual({ closed: 3 });
  await later(1000);
  expect(await statusLately(world.deps, null)).not.toBe(await statusNow(world.deps, 'acme'));
  expect(await statusLately(world.deps, null)).toBe(await statusNow(world.deps, null));
});

test('what has failed is not remembered', async () => {
  await expect(statusNow(world.deps, 'nobody')).rejects.toThrow();
  await expect(statusNow(world.deps, 'nobody')).rejects.toThrow('There is no organization');
});

describe('what takes long', () => {
  const QUICK = 99;
  const SLOW = 200;
  let made: (() => void)[];
  let kind = '';
  beforeEach(() => {
    made = [];
    kind += 'x';
  });
  /** Resolves to how manieth it is, once {@link finish} says so. */
  const ask = (actor: string, inputs?: string) =>
    remembered(
      { ...world.deps, actor },
      kind,
      'key',
      () => {
        const number = made.length + 1;
        return new Promise<number>((resolve) => made.push(() => resolve(number)));
      },
      inputs === undefined ? {} : { inputs },
    );
  async function finish(milliseconds: number): Promise<void> {
    await later(milliseconds);
    made.at(-1)?.();
    await Promise.resolve();
  }

  test('is shown as it was while it is worked out anew, once', async () => {
    const first = ask('ana');
    await finish(SLOW);
    expect(await first).toBe(1);
    await later(5 * SLOW);
    expect(await Promise.all([ask('ana'), ask('ben')])).toEqual([1, 1]);
    expect(made).toHaveLength(2);
    await finish(SLOW);
    expect(await ask('ana')).toBe(2);
  });

  test('is good for some seconds to whom that is enough, whoever changes something', async () => {
    const make = () => {
      made.push(() => {});
      const number = made.length;
      return number === 1 ? later(SLOW).then(() => number) : Promise.resolve(number);
    };
    const lately = () =>
      remembered({ store: world.store, clock: world.clock } as never, kind, 'key', make, { lately: true });
    expect(await lately()).toBe(1);
    noteChange({ ...world.deps, actor: 'ana' });
    await later(14_000);
    expect(await lately()).toBe(1);
    await later(60_000);
    expect(await lately()).toBe(2);
  });

  test('keeps nobody from seeing what they changed', async () => {
    const first = ask('ana', 'before');
    await finish(SLOW);
    await first;
    noteChange({ ...world.deps, actor: 'ana' });
    expect(await ask('ben', 'after')).toBe(1);
    const own = ask('ana', 'after');
    await finish(SLOW);
    expect(await own).toBe(2);
    expect(await ask('ben', 'after')).toBe(2);
    noteChange({ ...world.deps, actor: 'ana' });
    const again = ask('ana', 'after');
    await finish(SLOW);
    expect(await again).toBe(3);
  });

  test('is waited for where it is never to be old', async () => {
    const make = (number: number) => later(number === 1 ? SLOW : 0).then(() => number);
    const asked = (number: number, inputs: string) =>
      remembered(world.deps, kind, 'key', () => make(number), { inputs, neverOld: true });
    expect(await asked(1, 'before')).toBe(1);
    expect(await asked(2, 'before')).toBe(1);
    expect(await asked(3, 'after')).toBe(3);
  });

  test('is waited for where it is old', async () => {
    const first = ask('ana');
    await finish(SLOW);
    await first;
    await later(60_000);
    const second = ask('ana');
    await finish(SLOW);
    expect(await second).toBe(2);
  });

  test('what is quick is never shown old', async () => {
    const first = ask('ana', 'before');
    await finish(QUICK);
    await first;
    const second = ask('ana', 'after');
    await finish(QUICK);
    expect(await second).toBe(2);
    noteChange({ ...world.deps, actor: 'ben' });
    const third = ask('ana', 'after');
    await finish(QUICK);
    expect(await third).toBe(3);
  });
});
