/** What is looked up in a directory, found once for as long as it is the same: of 10,000 businesses, many look many times. */
import type { AdHocClosure, Business } from '../closures/model.ts';
import { businessesIn } from '../reconcile/situation/businesses-in.ts';
import type { Directory } from '../store/store.ts';

interface Index {
  byName: Map<string, Business[]>;
  zones: ReadonlySet<string>;
}

const indexes = new WeakMap<Directory, Index>();

function indexOf(directory: Directory): Index {
  const known = indexes.get(directory);
  if (known) return known;
  const byName = new Map<string, Business[]>();
  for (const business of directory.businesses)
    for (const name of new Set([business.id, business.code ?? business.id]))
      byName.set(name, [...(byName.get(name) ?? []), business]);
  const zones = new Set(directory.businesses.flatMap(({ zone }) => zone ?? []));
  const made = { byName, zones };
  indexes.set(directory, made);
  return made;
}

/** The businesses of an id or store code: one, unless a code is used twice. */
export function namedIn(directory: Directory, name: string): readonly Business[] {
  return indexOf(directory).byName.get(name) ?? [];
}

/** The zone of all businesses; undefined: they have several, or none is known. */
export function onlyZoneIn(directory: Directory): string | undefined {
  const [only, ...others] = indexOf(directory).zones;
  return others.length === 0 ? only : undefined;
}

/** The businesses that a closure concerns, as of the last refresh. */
export function concernedIn(
  directory: Directory,
  organization: string,
  { all, scope }: Pick<AdHocClosure, 'all' | 'scope'>,
): readonly Business[] {
  return all ? directory.businesses : businessesIn(directory.businesses, scope, organization);
}
