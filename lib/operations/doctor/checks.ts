import type { LoadedConfig } from '../../config/index.ts';
import { DOCTOR, readNote, saveNote } from '../../store/notes.ts';
import type { Store } from '../../store/store.ts';
import { count } from '../words.ts';
import { attempt, type Check, ok, warning } from './check.ts';

/** Whether the configuration could be put into force. */
export async function checkConfiguration(loaded: LoadedConfig, now: number): Promise<Check> {
  const { checkConfig } = await import('../../reconcile/refresh/check.ts');
  const { errors, warnings } = await checkConfig(loaded, now);
  const { formatIssue } = await import('../../config/index.ts');
  const answer =
    errors.length > 0
      ? {
          result: 'failed' as const,
          code: 'config',
          message: errors.map(formatIssue).join('; '),
          remedy: 'Correct it; `check` shows it again.',
        }
      : warnings.length > 0
        ? warning(
            `${loaded.file} is right, with ${count(warnings.length, 'warning')}`,
            'See them with `check`.',
          )
        : ok(`${loaded.file} is right`);
  return { organization: null, check: 'configuration', ...answer };
}

/** Writes a note, reads it again and takes it away; not in a store of a newer release, which reading refuses. */
export async function checkStore(store: Store, address: string, organization: string): Promise<Check> {
  const answer = await attempt(async () => {
    await store.readApplied();
    await saveNote(store, organization, DOCTOR, 'was here');
    const read = await readNote(store, organization, DOCTOR);
    await saveNote(store, organization, DOCTOR, null);
    if (read !== 'was here') throw new Error('what was written to the store cannot be read again');
    return ok(`${address} can be written and read`);
  });
  return { organization: null, check: 'store', ...answer };
}

export async function checkApplied(store: Store, loaded: LoadedConfig | null): Promise<Check> {
  const answer = await attempt(async () => {
    const applied = await store.readApplied();
    if (!applied) return warning('No configuration has been applied yet', 'Run `partoo-closures apply`.');
    if (loaded && loaded.hash !== applied.hash)
      return warning(
        `${loaded.file} differs from what was applied, which stays in force`,
        'Run `partoo-closures apply`.',
      );
    return ok('What was applied is in force');
  });
  return { organization: null, check: 'applied', ...answer };
}
