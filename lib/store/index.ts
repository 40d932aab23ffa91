import { StoreError } from './errors.ts';
import type { Store } from './store.ts';

/**
 * Opens the store that `url` names: `sqlite:PATH` (relative to the working directory; `sqlite::memory:` for one that
 * is forgotten when closed), or `dynamodb:TABLE` (region and credentials from AWS's own environment). Throws {@link StoreError} where there is no such kind of store, or it cannot be opened.
 */
export async function openStore(url: string): Promise<Store> {
  const colon = url.indexOf(':');
  const kind = url.slice(0, Math.max(colon, 0));
  const place = url.slice(colon + 1);
  if (place.trim() !== '') {
    if (kind === 'sqlite') refuseUnlikelyPath(place, url);
    // Imported on demand: a Lambda function has no use for SQLite, nor a laptop for the AWS SDK.
    if (kind === 'sqlite') return (await import('./sqlite.ts')).openSqliteStore(place);
    if (kind === 'dynamodb') return (await import('./dynamodb.ts')).openDynamodbStore(place);
  }
  throw new StoreError(
    'unknown-store',
    url,
    `"${url}" names no store.`,
    'Write sqlite:PATH, for example sqlite:.partoo-closures/state.db, or dynamodb:TABLE.',
  );
}

/** What would make a folder called `~` or `file:`. */
function refuseUnlikelyPath(path: string, url: string): void {
  const remedy = path.startsWith('~')
    ? 'Write the path in full: a ~ that no shell has read is a letter like any other.'
    : path.startsWith('file:')
      ? 'Write the path alone, without file:, for example sqlite:.partoo-closures/state.db.'
      : null;
  if (remedy !== null) throw new StoreError('unknown-store', url, `"${url}" names no store.`, remedy);
}
