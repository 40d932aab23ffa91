import { StoreError } from './errors.ts';

/**
 * The shape of what is stored, of every kind of store. It is raised, together with a step in the SQLite schema, only where
 * the version before could not work with what this one writes; docs/decisions/0044-the-format-of-a-store.md says when.
 */
export const STORE_FORMAT = 2;

/** That of stores which do not say: 0.1.0 did not write it into a table. */
export const FIRST_FORMAT = 2;

/** Throws StoreError where a newer release has written the store, possibly while this process was running. */
export function assertNotNewer(format: number, newest: number, location: string): void {
  if (format <= newest) return;
  throw new StoreError(
    'newer-version',
    location,
    `${location} was written by a newer release of partoo-closures (format ${format}; this one knows up to ${newest}).`,
    'Use that release again; nothing in this store was changed. To go back for good, first `release --all` with that release, then take this one with an empty store (docs/going-back.md).',
  );
}
