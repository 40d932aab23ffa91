import { resolve } from 'node:path';
import { UsageError } from '../reconcile/pass/errors.ts';

/**
 * The same error, with the store in which nothing has been applied: the default is another one in every folder, and
 * whoever applies in the wrong one begins anew beside the store that knows what shops had.
 */
export function namingStore(error: unknown, address: string): unknown {
  if (!(error instanceof UsageError) || error.code !== 'nothing-applied') return error;
  const path = /^sqlite:(.+)$/s.exec(address)?.[1];
  const store = path === undefined ? address : `sqlite:${resolve(path)}`;
  return new UsageError(
    error.code,
    `No configuration has been applied yet in ${store}.`,
    'If another store is in use, name it with --store, or go to its folder; else run `partoo-closures apply` first.',
  );
}
