/** Shops of which events ask: two of one organization, one of another. */
import { parseConfig, serializeConfig } from '../../../lib/config/index.ts';
import { takeClosureEvent } from '../../../lib/operations/ad-hoc/closure-events.ts';
import type { ClosureEvent } from '../../../lib/operations/ad-hoc/closure-ledger.ts';
import { openSqliteStore } from '../../../lib/store/sqlite.ts';
import { manualClock } from '../../support/world/manual-clock.ts';
import { business, directory } from '../../support/world/samples.ts';

export const NOON = Date.UTC(2026, 11, 20, 12);
export const CONFIG = `version: 1
organizations:
  acme: { apiKey: env:PARTOO_API_KEY, timezone: Europe/Paris }
  other: { apiKey: env:OTHER_KEY, timezone: Europe/Paris }
messages:
  flood: { fr: "Inondation." }
rules: {}
`;

export async function shops() {
  const store = await openSqliteStore(':memory:');
  const { config, hash } = parseConfig(CONFIG, 'closures.yml');
  await store.saveApplied({ config: serializeConfig(config), hash, appliedAt: NOON });
  await store.saveDirectory('acme', directory([business('b1'), business('b2')]));
  await store.saveDirectory('other', directory([business('c1')]));
  const clock = manualClock(NOON);
  return {
    store,
    clock,
    take: (event: ClosureEvent, at = NOON, source = 'weather', over = store) =>
      takeClosureEvent({ store: over, clock }, event, { at, source }),
    closures: async () => {
      const lists = await Promise.all(['acme', 'other'].map((id) => store.listAdHoc(id)));
      return lists.map((list) => list.map(({ revision: _counted, ...closure }) => closure));
    },
  };
}

export const requested = (detail: object = {}): ClosureEvent => ({
  kind: 'requested',
  detail: { id: 'flood-7', businesses: ['b1'], from: '2026-12-20', for: '2d', ...detail },
});
export const changed = (detail: object): ClosureEvent => ({
  kind: 'changed',
  detail: { id: 'flood-7', ...detail },
});
