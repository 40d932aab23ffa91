import { readFileSync } from 'node:fs';
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
  const bytes = bytesOf(configPath);
  if (bytes === null || hashOf(bytes) === applied.hash) return;
  out.note(
    `${out.paintNote('yellow', 'warning')}: ${configPath} differs from what was applied, which stays in force; \`apply\` puts it into force.`,
  );
}

/** null where it cannot be read. At once: to have a thread read it takes longer than a pass with nothing to do. */
function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
