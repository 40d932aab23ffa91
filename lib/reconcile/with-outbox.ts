import type { Store } from '../store/store.ts';
import { factsOfSave } from './facts.ts';

/**
 * The store for hosts that tell others what happens: every save carries the facts that it makes true, in the same
 * transaction. Hosts without a bus use the store as it is, and no outbox fills up that nobody empties.
 */
export function withOutbox(store: Store): Store {
  return {
    ...store,
    saveBusinesses: (lease, businesses, history = [], outbox = []) =>
      store.saveBusinesses(lease, businesses, history, [
        ...factsOfSave(lease.organization, businesses, history),
        ...outbox,
      ]),
  };
}
