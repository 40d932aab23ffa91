import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';
import { explainFailure } from './sqlite/failure.ts';
import { versionOf } from './sqlite/schema.ts';

/** How long it waits for a lock, ms: a save of 100,000 businesses takes one or two seconds. */
const BUSY_MILLISECONDS = 30_000;

/**
 * Copies a store that may be in use, as it is at one instant, into a file of its own (mode 0600) that can take its place.
 * @throws StoreError where there is no store, or the copy exists already
 */
export function backUp(path: string, copy: string): void {
  if (existsSync(copy))
    throw new StoreError(
      'unwritable',
      copy,
      `${copy} is there already.`,
      'Name a file that is not there yet.',
    );
  if (!existsSync(path))
    throw new StoreError(
      'not-a-database',
      path,
      `There is no store at ${path}.`,
      'Name one with --store sqlite:PATH.',
    );
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MILLISECONDS });
  try {
    versionOf(database, path);
    fill(copy, () => database.prepare('VACUUM INTO ?').run(copy));
  } catch (error) {
    throw explainFailure(error, path);
  } finally {
    database.close();
  }
}

/** It holds what the store holds (texts, settings, hashes of tokens): nobody else may read it while it is written either. */
function fill(copy: string, write: () => void): void {
  try {
    closeSync(openSync(copy, 'wx', 0o600));
  } catch (error) {
    throw explainFailure(error, copy);
  }
  try {
    write();
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
}
