import type { Clock, Instant } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { type EventBus, EventsNotTakenError, putAll } from './bus.ts';

/** Facts read at once; each is forgotten as soon as the bus has it. */
const PAGE = 100;

/**
 * Tells others what an organization's outbox holds, oldest first, until it is empty or it is `until`. How many were told;
 * what is left stays for the next time. Told again after a crash, a fact has the same `eventId`.
 * @throws EventsNotTakenError
 */
export async function publishOutbox(
  { store, clock, bus }: { store: Store; clock: Clock; bus: EventBus },
  organization: string,
  until: Instant = Number.POSITIVE_INFINITY,
): Promise<number> {
  let told = 0;
  while (clock.now() < until) {
    const facts = await store.takeOutbox(organization, PAGE);
    if (facts.length === 0) return told;
    const taken = async (events: readonly unknown[]) => {
      const done = new Set(events);
      await store.ackOutbox(facts.filter((fact) => done.has(fact)));
      told += events.length;
    };
    try {
      await putAll(bus, clock, facts, { taken, until });
    } catch (error) {
      // The time was up, and the bus is well: what is left stays.
      if (error instanceof EventsNotTakenError && error.cause === undefined && clock.now() >= until)
        return told;
      throw error;
    }
    if (facts.length < PAGE) return told;
  }
  return told;
}
