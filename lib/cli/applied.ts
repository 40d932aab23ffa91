import { readFile } from 'node:fs/promises';
import { hashOf } from '../config/hash.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';

/**
 * Says so where closures.yml is not what was applied: whoever edits the file and forgets `apply` would otherwise
 * wonder why nothing changes. A file that is not there is no matter: the applied configuration is in the store.
 */
export async function warnIfFileDiffers({ configPath, out }: Context, store: Store): Promise<void> {
  const applied = await store.readApplied();
  if (!applied) return;
  const bytes = await readFile(configPath).catch(() => null);
  if (bytes === null || hashOf(bytes) === applied.hash) return;
  out.note(
    `${out.paintNote('yellow', 'warning')}: ${configPath} differs from what was applied, which stays in force; \`apply\` puts it into force.`,
  );
}
