import type { Clock } from '../clock.ts';

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
const PAUSES_MILLISECONDS = [100, 400, 1600];

/**
 * Puts events in batches of ten; those that fail are put again. `taken` is told of each batch's events as soon as the
 * bus has them.
 * @throws EventsNotTakenError where some stay
 */
export async function putAll(
  bus: EventBus,
  clock: Clock,
  events: readonly BusEvent[],
  taken: (events: readonly BusEvent[]) => Promise<void> = async () => {},
): Promise<void> {
  let left = [...events];
  let cause: unknown;
  for (const pause of [0, ...PAUSES_MILLISECONDS]) {
    if (left.length === 0) return;
    if (pause > 0) await clock.sleep(pause);
    const again: BusEvent[] = [];
    for (const batch of batches(left)) {
      const refused = await bus.put(batch).catch((error: unknown) => {
        cause = error;
        return batch;
      });
      again.push(...refused);
      const done = batch.filter((event) => !refused.includes(event));
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
