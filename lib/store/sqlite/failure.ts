import { StoreError, type StoreErrorCode } from '../errors.ts';

// Primary result codes, https://www.sqlite.org/rescode.html
const BUSY = 5;
const FAILURES: Record<number, [code: StoreErrorCode, problem: string, remedy: string]> = {
  3: ['unwritable', 'may not be opened', 'Give this user the right to read and write it and its folder.'],
  [BUSY]: ['busy', 'is locked by another process', 'End the program that holds it open, then try again.'],
  8: ['unwritable', 'cannot be written', 'Give this user the right to write it and its folder.'],
  10: ['io', 'could not be read or written', 'Check the disk that it lies on.'],
  11: ['corrupt', 'is damaged', 'Put a backup in its place, or move it away to start with an empty one.'],
  13: ['full', 'cannot grow: the disk is full', 'Make room, then try again; what was saved before is safe.'],
  14: ['unwritable', 'cannot be opened', 'Name a file in a folder that this user may write.'],
  26: ['not-a-database', 'is not an SQLite database', 'Name another file; this one was not changed.'],
};

/** SQLite's primary result code, or undefined where `error` is not SQLite's. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

/** Another connection has the lock that was asked for; the same again may succeed. */
export const isBusy = (error: unknown): boolean => resultCode(error) === BUSY;

/** What the file system or SQLite said, as a StoreError where its owner can do something about it; else unchanged. */
export function explainFailure(error: unknown, location: string): unknown {
  const known = FAILURES[resultCode(error) ?? -1];
  if (known !== undefined)
    return new StoreError(known[0], location, `${location} ${known[1]}.`, known[2], { cause: error });
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ERR_INVALID_STATE')
    return new StoreError('closed', location, `${location} was closed.`, 'Open it again to use it.', {
      cause: error,
    });
  if ('syscall' in error)
    return new StoreError(
      'unwritable',
      location,
      `${location} cannot be created (${String(error.code)}).`,
      'Name a file in a folder that this user may write.',
      { cause: error },
    );
  return error;
}
