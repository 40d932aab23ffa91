import type { Instant } from '../clock.ts';
import { knownActor } from '../closures/actors.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import type { HistoryEntry, HistoryQuery, Store } from '../store/store.ts';
import { namedIn, onlyZoneIn } from './directory-index.ts';

export interface HistoryReport {
  entries: {
    /** In the zone of the business, of an organization's entry in that of all its businesses; in UTC where there is not one. */
    at: string;
    timezone: string | null;
    organization: string;
    /** null: somebody asked for something, which concerns no single business. */
    business: string | null;
    code: string | null;
    action: string;
    reason: string;
    /** Who: see `lib/closures/actors.ts`. */
    actor: string;
    before: unknown;
    after: unknown;
  }[];
}

/** What was done, newest first. */
export async function history({ store }: KeepingDeps, query: HistoryQuery): Promise<HistoryReport> {
  return shown(store, await store.listHistory(query));
}

/** Where a page ended: entries have no name of their own, so that those of its last instant are counted. */
export interface HistoryPlace {
  at: Instant;
  /** How many entries of that instant have been seen. */
  seen: number;
}

/** A part of {@link history}, and where the next one begins; what is added meanwhile is newer than all of it. */
export async function historyPage(
  { store }: KeepingDeps,
  { limit, ...query }: HistoryQuery & { limit: number },
  after: HistoryPlace | null,
): Promise<HistoryReport & { next: HistoryPlace | null }> {
  const seen = after?.seen ?? 0;
  const asked = { ...query, limit: seen + limit + 1, ...(after === null ? {} : { until: after.at }) };
  const found = await store.listHistory(asked);
  const taken = found.slice(0, seen + limit);
  const last = taken.at(-1);
  const next =
    last === undefined || found.length === taken.length
      ? null
      : { at: last.at, seen: taken.filter(({ at }) => at === last.at).length };
  return { ...(await shown(store, taken.slice(seen))), next };
}

async function shown(store: Store, entries: readonly HistoryEntry[]): Promise<HistoryReport> {
  const zones = await zonesOf(store, entries);
  return {
    entries: entries.map(({ at, business, actor, cause: _, ...entry }) => ({
      at: isoInZone(at, zones.get(business || entry.organization) ?? 'UTC'),
      timezone: zones.get(business || entry.organization) ?? null,
      business: business === '' ? null : business,
      actor: knownActor(actor),
      ...entry,
    })),
  };
}

/** By business, and by organization where its businesses have but one. */
async function zonesOf(store: Store, entries: readonly HistoryEntry[]): Promise<Map<string, string>> {
  const zones = new Map<string, string>();
  for (const [organization, some] of Map.groupBy(entries, (entry) => entry.organization)) {
    const directory = await store.readDirectory(organization);
    if (directory === null) continue;
    for (const { business } of some) {
      const [{ zone } = { zone: null }] = namedIn(directory, business);
      if (zone !== null) zones.set(business, zone);
    }
    const only = onlyZoneIn(directory);
    if (only !== undefined) zones.set(organization, only);
  }
  return zones;
}
