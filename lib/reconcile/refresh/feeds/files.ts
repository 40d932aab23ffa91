import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MOST_BYTES } from './body.ts';
import { FeedError } from './feed-error.ts';

/** Reads feeds that are files, where closures.yml is: only whoever applies or checks it has them. */
export type ReadFile = (from: string) => Promise<Uint8Array>;

/** @param folder that of closures.yml */
export function filesIn(folder: string): ReadFile {
  return async (from) => {
    try {
      const path = resolve(folder, from);
      // Before it is opened: a pipe would be waited for, and a device has no end.
      const found = await stat(path);
      if (!found.isFile()) throw new FeedError('unreadable', 'it is no file');
      if (found.size > MOST_BYTES) throw new FeedError('too-large', 'it has more than 5 MB');
      return await readFile(path);
    } catch (error) {
      if (error instanceof FeedError) throw error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      if (code === 'ENOENT') throw new FeedError('missing', 'there is no such file');
      throw new FeedError('unreadable', `the file cannot be read (${code})`);
    }
  };
}
