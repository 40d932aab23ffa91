import type { ExpandedCalendars } from '../../../lib/calendars/model.ts';
import type { AdHocClosure, Business } from '../../../lib/closures/model.ts';
import { newRecord, nothingOver } from '../../../lib/closures/record.ts';
import type { ReadBusiness, StoredBusiness } from '../../../lib/store/records.ts';
import type { Directory, HistoryEntry, OutboxFact, Store } from '../../../lib/store/store.ts';

/** 20 December 2026, 12:00 UTC. */
export const NOW = Date.UTC(2026, 11, 20, 12);
export const MINUTE = 60_000;

export const business = (id: string, overrides: Partial<Business> = {}): Business => ({
  id,
  code: `ST-${id}`,
  name: 'Épicerie « du Coin » 🧀',
  country: 'FR',
  region: null,
  zone: 'Europe/Paris',
  language: 'fr',
  zipcode: '67000',
  city: 'Strasbourg',
  groups: [3, 14],
  address: null,
  websiteUrl: 'https://example.com',
  phoneNumber: null,
  ...overrides,
});

export const directory = (businesses: Business[], overrides: Partial<Directory> = {}): Directory => ({
  readAt: NOW,
  businesses,
  missing: { gone: 2 },
  templates: { Holiday: 'Fermé {{reopens}}' },
  ...overrides,
});

/** `days` occurrences of one rule; a few thousand are more than is kept uncompressed. */
export const calendars = (days: number): ExpandedCalendars => ({
  window: { from: '2026-12-20', to: '2028-01-24' },
  occurrences: {
    holidays: {
      'FR-67': Array.from({ length: days }, (_, day) => ({
        start: `2026-12-25T${day}`,
        end: null,
        names: { fr: 'Noël', '': 'Christmas' },
      })),
    },
  },
  configHash: 'abc',
});

export const closure = (id: string, overrides: Partial<AdHocClosure> = {}): AdHocClosure => ({
  id,
  scope: { codes: ['ST-1'], exclude: { groups: [3] } },
  all: false,
  from: '2026-12-21T09:00:00+01:00',
  until: null,
  effect: { kind: 'set', open: false, offlineMessage: { text: 'Inondation' } },
  reason: 'flood',
  urgent: true,
  hold: false,
  createdAt: NOW,
  actor: 'command',
  endedAt: null,
  ...overrides,
});

/** A business in a closure; its baseline is whatever text tells it from others. */
export const stored = (id: string, baseline = '{"is_launched": true}', overlayKey = 'k'): StoredBusiness => ({
  mark: {
    business: id,
    overlayKey,
    state: 'closed',
    lookAgainAt: NOW + 0.5,
    unsettled: false,
    hasBaseline: true,
    override: null,
    seenAt: NOW,
    seenDecidedAt: NOW,
    closures: ['holidays'],
    failing: false,
    failingSince: null,
    noSettings: false,
    asWritten: null,
  },
  record: { ...newRecord(id, null), inPlace: nothingOver(baseline) },
});

/** What tells one business of {@link stored} from another. */
export const textOf = (read: ReadBusiness | undefined): string | undefined => read?.record?.inPlace?.baseline;

export const entry = (overrides: Partial<HistoryEntry> = {}): HistoryEntry => ({
  at: NOW,
  organization: 'acme',
  business: 'b1',
  code: null,
  action: 'close',
  reason: 'holidays: Noël',
  actor: 'run',
  before: { is_launched: true },
  after: { is_launched: false },
  ...overrides,
});

export const fact = (id: string, overrides: Partial<OutboxFact> = {}): OutboxFact => ({
  id,
  at: NOW,
  organization: 'acme',
  business: null,
  type: 'Closure Started',
  detail: { closure: 'holidays', reason: 'holidays: Noël' },
  ...overrides,
});

/** History alone, of any organizations, as passes write it: under a lease that nobody holds. */
export async function record(store: Store, entries: readonly HistoryEntry[]): Promise<void> {
  for (const [organization, some] of Map.groupBy(entries, (one) => one.organization)) {
    const lease = await store.takeLease(organization, NOW, MINUTE);
    if (lease === null) throw new Error(`The lease of ${organization} is taken.`);
    await store.saveBusinesses(lease, [], some);
    await store.releaseLease(lease);
  }
}
