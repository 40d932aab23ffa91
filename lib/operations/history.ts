import { knownActor } from '../closures/actors.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import type { HistoryQuery, Store } from '../store/store.ts';

export interface HistoryReport {
  entries: {
    /** In the zone of the business; in UTC where that is not known. */
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
  const entries = await store.listHistory(query);
  const zones = await zonesOf(store, new Set(entries.map(({ organization }) => organization)));
  return {
    entries: entries.map(({ at, business, actor, cause: _, ...entry }) => ({
      at: isoInZone(at, zones.get(business) ?? 'UTC'),
      timezone: zones.get(business) ?? null,
      business: business === '' ? null : business,
      actor: knownActor(actor),
      ...entry,
    })),
  };
}

async function zonesOf(store: Store, organizations: ReadonlySet<string>): Promise<Map<string, string>> {
  const zones = new Map<string, string>();
  for (const organization of organizations)
    for (const { id, zone } of (await store.readDirectory(organization))?.businesses ?? [])
      if (zone !== null) zones.set(id, zone);
  return zones;
}
