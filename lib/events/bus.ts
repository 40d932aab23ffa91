import type { Clock, Instant } from '../clock.ts';

export const SOURCE = 'partoo-closures';

export interface BusEvent {
  type: string;
  detail: Record<string, unknown>;
  at?: number;
}

/** Where events go. Resolves to the events that were not taken; rejects where none was. */
export interface EventBus {
  put(events: readonly BusEvent[]): Promise<BusEvent[]>;
}

export class EventsNotTakenError extends Error {
  override readonly name = 'EventsNotTakenError';
  readonly code = 'events-not-taken';
  readonly left: number;
  constructor(left: number, total: number, cause: unknown) {
    super(`${left} of ${total} events were not taken by the bus.`, { cause });
    this.left = left;
  }
}

/** EventBridge's own limit, and what is left of its 256 KB a request for entries that are larger than usual. */
const BATCH = 10;
const BATCH_CHARACTERS = 60_000;
/** Batches that are put side by side: a long wave leaves thousands of events, and a function little time for them. */
const AT_ONCE = 4;
const PAUSES_MILLISECONDS = [100, 400, 1600];

export interface PutOptions {
  taken?: (events: readonly BusEvent[]) => Promise<void>;
  until?: Instant;
}

/**
 * Puts events in batches of ten; those that fail are put again. From `until` on none are put any more (default: never).
 * `taken` is told of a few batches' events as soon as the bus has them.
 * @throws EventsNotTakenError where some stay
 */
export async function putAll(
  bus: EventBus,
  clock: Clock,
  events: readonly BusEvent[],
  { taken = async () => {}, until = Number.POSITIVE_INFINITY }: PutOptions = {},
): Promise<void> {
  let left = [...events];
  let cause: unknown;
  for (const pause of [0, ...PAUSES_MILLISECONDS]) {
    if (left.length === 0) return;
    if (clock.now() >= until) break;
    if (pause > 0) await clock.sleep(pause);
    const put = (batch: BusEvent[]) =>
      bus.put(batch).catch((error: unknown) => {
        cause = error;
        return batch;
      });
    const again: BusEvent[] = [];
    const all = batches(left);
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE);
      if (clock.now() >= until) {
        again.push(...some.flat());
        continue;
      }
      const refused = new Set((await Promise.all(some.map(put))).flat());
      again.push(...refused);
      const done = some.flat().filter((event) => !refused.has(event));
      if (done.length > 0) await taken(done);
    }
    left = again;
  }
  if (left.length > 0) throw new EventsNotTakenError(left.length, events.length, cause);
}

function batches(events: readonly BusEvent[]): BusEvent[][] {
  const found: BusEvent[][] = [];
  let characters = 0;
  for (const event of events) {
    const size = JSON.stringify(event.detail).length;
    const last = found.at(-1);
    if (last && last.length < BATCH && characters + size <= BATCH_CHARACTERS) {
      last.push(event);
      characters += size;
    } else {
      found.push([event]);
      characters = size;
    }
  }
  return found;
}
