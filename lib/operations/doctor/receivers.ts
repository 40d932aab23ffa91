import type { LoadedConfig } from '../../config/index.ts';
import type { SecretRef } from '../../config/model.ts';
import { deliveryOf } from '../../events/notifications/deliver.ts';
import { isReceiver } from '../../events/notifications/notice.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { moment } from '../../short-times.ts';
import { count } from '../words.ts';
import type { Check } from './check.ts';

/** Whether the addresses of `notify` can be read, and who has taken nothing of late; sends nothing. null: nobody is told. */
export async function checkReceivers(
  { store, resolveSecret }: Deps,
  { config: { notify = [] } }: LoadedConfig,
): Promise<Check | null> {
  if (notify.length === 0) return null;
  const about = { organization: null, check: 'notifications' as const };
  const faults: string[] = [];
  for (const one of notify) {
    const refs = Object.values(one).filter((value): value is SecretRef => isRef(value));
    for (const ref of refs)
      await resolveSecret(ref).catch((error: unknown) =>
        faults.push(error instanceof Error ? error.message : ref),
      );
    const delivery = isReceiver(one) ? await deliveryOf(store, one) : null;
    if (delivery?.since != null)
      faults.push(`${one.way} has taken nothing since ${moment(delivery.since)}: ${delivery.error}.`);
  }
  if (faults.length === 0)
    return {
      ...about,
      result: 'ok',
      message: `${count(notify.length, 'receiver')} can be told`,
      remedy: null,
    };
  const remedy = 'Correct it, then send a test: partoo-closures notify test';
  return { ...about, result: 'failed', message: faults.join(' '), remedy, code: 'notifications' };
}

function isRef(value: unknown): boolean {
  return typeof value === 'string' && /^(env|ssm|secretsmanager):/.test(value);
}
