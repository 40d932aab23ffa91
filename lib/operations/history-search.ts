import { knownActor } from '../closures/actors.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import type { HistoryEntry, HistoryQuery } from '../store/store.ts';

/** Whose history is looked for; a member that is left out does not count. */
export interface HistorySearch {
  organization: string | null;
  /** Partoo's ids: a code may be that of several. */
  businesses?: readonly string[] | undefined;
  /** Part of who acted, such as `token:ana` or `ana`. */
  actor?: string | undefined;
  /** A rule, or an ad-hoc closure by its id. */
  closure?: string | undefined;
}

/** So many entries are looked through at most, and so many at once. */
const MOST_LOOKED_AT = 20_000;
const AT_ONCE = 1000;

export interface FoundHistory {
  entries: HistoryEntry[];
  /** Whether there may be more than these: older ones, or beyond what is looked through. */
  isCut: boolean;
}

/** Entries of history, newest first, with who acted in the words of today. */
export async function searchHistory(
  { store }: KeepingDeps,
  { organization, businesses, actor, closure }: HistorySearch,
  { skip, limit }: { skip: number; limit: number },
): Promise<FoundHistory> {
  const ofOrganization = organization === null ? {} : { organization };
  const queries = businesses?.map((business) => ({ ...ofOrganization, business })) ?? [ofOrganization];
  const isPlain = actor === undefined && closure === undefined;
  for (let look = isPlain ? skip + limit + 1 : AT_ONCE; ; look = Math.min(look * 4, MOST_LOOKED_AT)) {
    const all = await newest(store, queries, look);
    const found = all
      .map((entry) => ({ ...entry, actor: knownActor(entry.actor) }))
      .filter((entry) => fits(entry, actor, closure));
    const isAll = all.length < look;
    if (found.length > skip + limit || isAll || look >= MOST_LOOKED_AT)
      return { entries: found.slice(skip, skip + limit), isCut: found.length > skip + limit };
  }
}

/** Of all that any of the queries finds. */
async function newest(
  store: KeepingDeps['store'],
  queries: readonly HistoryQuery[],
  limit: number,
): Promise<HistoryEntry[]> {
  const lists = await Promise.all(queries.map((query) => store.listHistory({ ...query, limit })));
  const [only, ...others] = lists;
  if (only && others.length === 0) return only;
  return lists
    .flat()
    .sort((a, b) => b.at - a.at)
    .slice(0, limit);
}

function fits({ actor, cause, reason }: HistoryEntry, by?: string, closure?: string): boolean {
  if (by !== undefined && !actor.toLowerCase().includes(by.toLowerCase())) return false;
  if (closure === undefined) return true;
  const keys = [closure, `ad-hoc:${closure}`];
  if (cause?.closure != null) return keys.includes(cause.closure);
  // What somebody asked for has no cause; its words begin with the closure.
  return keys.some((key) => reason === key || reason.startsWith(`${key}:`) || reason.startsWith(`${key},`));
}
