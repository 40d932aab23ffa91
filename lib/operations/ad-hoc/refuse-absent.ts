import type { Scope } from '../../closures/model.ts';
import { quoted } from '../../reading/readers.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import type { Directory, Store } from '../../store/store.ts';

/** How many of them are named. */
const MOST_NAMED = 10;

/**
 * Businesses that a scope names and that Partoo does not have any more, or shows no settings of: a closure would be
 * accepted, and fail. @throws UsageError
 */
export async function refuseAbsent(
  store: Store,
  { codes = [], businesses = [] }: Scope,
  directories: readonly (readonly [organization: string, Directory | null])[],
): Promise<void> {
  const wanted = new Set([...codes, ...businesses]);
  if (wanted.size === 0) return;
  const there = new Set<string>();
  const absent = new Set<string>();
  for (const [organization, directory] of directories) {
    const missing = Object.keys(directory?.missing ?? {});
    const failing = new Set(await failingAmong(store, organization, missing));
    for (const { id, code } of directory?.businesses ?? [])
      for (const name of [id, code])
        if (name !== null && wanted.has(name)) (failing.has(id) ? absent : there).add(name);
  }
  if ([...wanted].some((name) => !there.has(name) && !absent.has(name)))
    for (const [organization] of directories)
      for (const name of await goneNames(store, organization)) if (wanted.has(name)) absent.add(name);
  const names = [...absent].filter((name) => !there.has(name)).map(quoted);
  if (names.length === 0) return;
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  throw new UsageError(
    'business-missing',
    `Partoo does not have ${names.slice(0, MOST_NAMED).join(', ')}${more} any more.`,
    'Leave out what was removed there; what comes back is read anew by `apply`.',
  );
}

/** Those that no settings were found of when they were looked at last. */
async function failingAmong(store: Store, organization: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const stored = await store.readBusinesses(organization, ids);
  return [...stored].flatMap(([id, { record }]) => (record?.failing?.code === 'no-settings' ? [id] : []));
}

/** Ids and codes of the businesses that are gone, and remembered. */
async function goneNames(store: Store, organization: string): Promise<string[]> {
  const marks = await store.listMarks(organization);
  const gone = marks.flatMap(({ business, state }) => (state === 'gone' ? [business] : []));
  const stored = await store.readBusinesses(organization, gone);
  return [...stored].flatMap(([id, { record }]) => [id, record?.code ?? id]);
}
