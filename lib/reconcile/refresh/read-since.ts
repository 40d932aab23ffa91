import { isDeepStrictEqual } from 'node:util';
import type { Directory } from '../../store/store.ts';
import { type Change, hasChanged } from '../pass/changes.ts';
import type { KeepingDeps } from '../pass/deps.ts';
import { withHours } from './chat-hours.ts';

/**
 * A directory with what others have read of single businesses since, as Partoo told of them: listing all takes minutes, and what
 * it found of those may be older, which nobody would read again before the next night.
 * @param known what was stored when it began, and the last change then
 */
export async function withReadSince(
  { store, clock }: KeepingDeps,
  organization: string,
  known: { directory: Directory | null; change: Change | null },
  directory: Directory,
): Promise<Directory> {
  if (known.directory === null || !(await hasChanged(store, organization, known.change, clock.now())))
    return directory;
  const was = new Map(known.directory.businesses.map((business) => [business.id, business]));
  const stored = (await store.readDirectory(organization))?.businesses ?? [];
  const found = new Map(directory.businesses.map((business) => [business.id, business]));
  let isSame = true;
  for (const business of stored) {
    if (isDeepStrictEqual(business, was.get(business.id))) continue;
    const known = found.get(business.id);
    // Only lists read chat hours.
    const read = withHours(business, (known ?? business).chatHours);
    if (isDeepStrictEqual(read, known)) continue;
    found.set(business.id, read);
    isSame = false;
  }
  if (isSame) return directory;
  return { ...directory, businesses: [...found.values()] };
}
