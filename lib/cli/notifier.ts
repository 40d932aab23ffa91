import type { Notifier } from '../operations/notify/notifier.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import type { Context } from './context.ts';

/** Who tells receivers; null on AWS's table, where a function does. Without receivers it does nothing. */
export async function notifierOf({ storeAddress, out }: Context, deps: Deps): Promise<Notifier | null> {
  if (storeAddress.startsWith('dynamodb:')) return null;
  const { Notifier } = await import('../operations/notify/notifier.ts');
  return new Notifier({ deps, fetch, onTrouble: (message) => out.note(`notify: ${message}`) });
}
