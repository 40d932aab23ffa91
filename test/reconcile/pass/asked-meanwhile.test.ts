import { afterAll, beforeAll, expect, test } from 'vitest';
import { endClosure, watch } from '../../../lib/operations/index.ts';
import { parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const SECOND = 1000;

let world: World;
let ending: AbortController;
let watching: Promise<void>;

beforeAll(async () => {
  world = await makeWorld({ businesses: parisShops(2), rules: 'rules: {}' });
  await world.run();
  ending = new AbortController();
  watching = watch(world.deps, { organization: null, signal: ending.signal, onReport: () => {} });
});

afterAll(async () => {
  ending.abort();
  await watching;
  await world.end();
});

const later = (seconds: number) => world.clock.sleepUntil(world.clock.now() + seconds * SECOND);
const isClosed = (code: string) => !world.settingsOf(code).is_launched;

/** Has `happen` take place when the ad-hoc closures have been read for the `nth` time from now on. */
function whenRead(nth: number, happen: () => Promise<void>): { isOver(): boolean; undo(): void } {
  const { store } = world;
  const read = store.listAdHoc.bind(store);
  let left = nth;
  store.listAdHoc = async (organization) => {
    const answer = await read(organization);
    left -= 1;
    if (left === 0) await happen();
    return answer;
  };
  return {
    isOver: () => left <= 0,
    undo: () => {
      store.listAdHoc = read;
    },
  };
}

/** Has `happen` take place at each step of a pass in turn, with ST-00001 closed by it; ends when no step is left. */
async function atEachStep(happen: (step: number) => Promise<string>): Promise<number> {
  for (let step = 1; ; step++) {
    let asked = '';
    const first = await world.close({ scope: { codes: ['ST-00001'] } });
    const reading = whenRead(step, async () => {
      asked = await happen(step);
    });
    await later(8);
    reading.undo();
    expect([step, isClosed('ST-00001'), isClosed('ST-00002')]).toEqual([step, true, asked !== '']);
    for (const id of [first, asked]) if (id !== '') await endClosure(world.deps, id);
    await later(8);
    expect([step, isClosed('ST-00001'), isClosed('ST-00002')]).toEqual([step, false, false]);
    if (asked === '') return step - 1;
  }
}

test('what is asked for while a pass is at work is done within seconds, whichever of its steps it falls into', async () => {
  expect(await atEachStep(() => world.close({ scope: { codes: ['ST-00002'] } }))).toBeGreaterThan(3);
});

test('a closure that begins while a pass is at work is not passed over, however slow the step that it falls into', async () => {
  const soon = () => new Date(world.clock.now() + 2 * SECOND).toISOString();
  const steps = await atEachStep(async () => {
    const asked = await world.close({ scope: { codes: ['ST-00002'] }, from: soon() });
    await later(3);
    return asked;
  });
  expect(steps).toBeGreaterThan(3);
});
