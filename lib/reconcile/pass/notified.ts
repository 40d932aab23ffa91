import type { Config } from '../../config/model.ts';
import { isReceiver } from '../../events/notifications/notice.ts';
import type { Store } from '../../store/store.ts';

/**
 * Whom the configuration in force notifies. Told from its text alone: every `run` asks, nearly everybody notifies nobody, and
 * what reads the rest of a configuration takes longer to load than a pass with nothing to do.
 */
export async function notifiedBy(store: Pick<Store, 'readApplied'>): Promise<NonNullable<Config['notify']>> {
  const applied = await store.readApplied();
  if (!applied) return [];
  const { notify = [] } = JSON.parse(applied.config) as Pick<Config, 'notify'>;
  return notify;
}

/** Whether anybody is told: then somebody empties the outbox. */
export async function notifiesSomebody(store: Pick<Store, 'readApplied'>): Promise<boolean> {
  return (await notifiedBy(store)).some(isReceiver);
}
