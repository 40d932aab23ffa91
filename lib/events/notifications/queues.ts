import type { Clock } from '../../clock.ts';
import type { Receiver } from '../../config/model.ts';
import type { OutboxFact, Store } from '../../store/store.ts';
import type { BusEvent, EventBus } from '../bus.ts';
import { kindOf, queued, queueOf, wants } from './notice.ts';

/** What is older is no news: it lay in the outbox while nobody was notified. A host that was off tells of so many days. */
const OLD_MILLISECONDS = 7 * 24 * 3600_000;

/** Puts an event into the queue of everybody who wants to know of it; there twice, it is there once. */
async function queueNotices(
  { store, clock }: { store: Pick<Store, 'appendOutbox'>; clock: Clock },
  receivers: readonly Receiver[],
  events: readonly BusEvent[],
): Promise<void> {
  const facts = receivers.map((receiver) => ({ receiver, facts: [] as OutboxFact[] }));
  for (const event of events) {
    const kind = kindOf(event);
    const { eventId: id, organization } = event.detail;
    if (
      kind === null ||
      (event.at ?? 0) < clock.now() - OLD_MILLISECONDS ||
      typeof id !== 'string' ||
      typeof organization !== 'string'
    )
      continue;
    const notice = { id, type: event.type, organization, queuedAt: clock.now(), detail: event.detail };
    for (const one of facts)
      if (wants(one.receiver, kind, organization)) one.facts.push(queued(notice, queueOf(one.receiver)));
  }
  for (const { facts: some } of facts) if (some.length > 0) await store.appendOutbox(some);
}

/** A bus for hosts that have none but notify somebody: what it takes is durable in the receivers' queues. */
export function notifyingBus(
  store: Pick<Store, 'appendOutbox'>,
  clock: Clock,
  receivers: readonly Receiver[],
): EventBus {
  return {
    async put(events) {
      await queueNotices({ store, clock }, receivers, events);
      return [];
    },
  };
}
