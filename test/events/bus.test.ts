import { expect, test } from 'vitest';
import { type BusEvent, type EventBus, EventsNotTakenError, putAll } from '../../lib/events/bus.ts';
import { publishOutbox } from '../../lib/events/publish.ts';
import { wake } from '../../lib/operations/tick.ts';
import { openSqliteStore } from '../../lib/store/sqlite.ts';
import { manualClock } from '../support/world/manual-clock.ts';
import { fact } from '../support/world/samples.ts';

const clock = { ...manualClock(), sleep: async () => {} };

/** A bus that refuses an event as often as `refusals` says. */
function bus(refusals: Record<string, number> = {}): EventBus & { took: string[]; batches: number[] } {
  const left = new Map(Object.entries(refusals));
  const took: string[] = [];
  const batches: number[] = [];
  return {
    took,
    batches,
    async put(events) {
      batches.push(events.length);
      return events.filter(({ detail }) => {
        const id = String(detail.id);
        const again = left.get(id) ?? 0;
        left.set(id, again - 1);
        if (again <= 0) took.push(id);
        return again > 0;
      });
    },
  };
}
const events = (count: number, padding = 0): BusEvent[] =>
  Array.from({ length: count }, (_, id) => ({ type: 'T', detail: { id, padding: 'x'.repeat(padding) } }));

test.each([
  { name: 'none', count: 0, padding: 0, batches: [] },
  { name: 'a few', count: 3, padding: 0, batches: [3] },
  { name: 'many, by ten', count: 25, padding: 0, batches: [10, 10, 5] },
  { name: 'large ones, by size', count: 4, padding: 25_000, batches: [2, 2] },
])('puts $name', async ({ count, padding, batches }) => {
  const to = bus();
  await putAll(to, clock, events(count, padding));
  expect(to.batches).toEqual(batches);
});

test('what fails is put again, and what was taken is not', async () => {
  const to = bus({ 3: 2, 11: 1 });
  await putAll(to, clock, events(12));
  expect(to.took.toSorted()).toEqual(
    events(12)
      .map(({ detail }) => String(detail.id))
      .toSorted(),
  );
  expect(to.batches).toEqual([10, 2, 2, 1]);
});

test('what fails again and again stays in the outbox, and the rest has left it', async () => {
  const store = await openSqliteStore(':memory:');
  await store.appendOutbox([fact('a', { detail: { id: 'a' } }), fact('b', { detail: { id: 'b' } })]);
  const attempt = publishOutbox({ store, clock, bus: bus({ b: 99 }) }, 'acme');
  await expect(attempt).rejects.toBeInstanceOf(EventsNotTakenError);
  expect((await store.takeOutbox('acme', 9)).map(({ id }) => id)).toEqual(['b']);
  expect(await publishOutbox({ store, clock, bus: bus() }, 'acme')).toBe(1);
  expect(await store.takeOutbox('acme', 9)).toEqual([]);
});

test('a bus that cannot be reached is an error with its cause', async () => {
  const down: EventBus = { put: () => Promise.reject(new Error('ECONNREFUSED')) };
  const attempt = putAll(down, clock, events(2));
  await expect(attempt).rejects.toMatchObject({
    code: 'events-not-taken',
    left: 2,
    cause: { message: 'ECONNREFUSED' },
  });
});

test('organizations that cannot be woken are no failure: they are due, and the tick comes', async () => {
  const down: EventBus = { put: () => Promise.reject(new Error('no bus')) };
  expect(await wake({ clock, bus: down }, ['acme'])).toBe(false);
  expect(await wake({ clock, bus: bus() }, ['acme'])).toBe(true);
});
