import type { Instant } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { factsOfSave, factsOfTemplates } from './facts.ts';

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
    saveTemplates: (lease, records, history = [], outbox = []) =>
      store.saveTemplates(lease, records, history, [
        ...factsOfTemplates(lease.organization, records, history),
        ...outbox,
      ]),
  };
}

/** A store whose outbox is emptied by others, and how they are asked to. */
export interface SharedOutbox {
  store: Store;
  /** Has the organizations reconciled of which something is to be told: whoever does it tells it. */
  wake(now: Instant): Promise<void>;
}

/** The same for hosts without a bus on a store that hosts with one work on as well: a command beside the functions. */
export function withSharedOutbox(store: Store): SharedOutbox {
  const toTell = new Set<string>();
  const noting: Store = {
    ...store,
    async saveBusinesses(lease, businesses, history = [], outbox = []) {
      await store.saveBusinesses(lease, businesses, history, outbox);
      if (outbox.length > 0) toTell.add(lease.organization);
    },
    async saveTemplates(lease, records, history = [], outbox = []) {
      await store.saveTemplates(lease, records, history, outbox);
      if (outbox.length > 0) toTell.add(lease.organization);
    },
    async appendOutbox(facts, remembered) {
      await store.appendOutbox(facts, remembered);
      for (const { organization } of facts) toTell.add(organization);
    },
  };
  return {
    store: withOutbox(noting),
    async wake(now) {
      for (const organization of toTell) await store.setDue(organization, now);
      toTell.clear();
    },
  };
}
