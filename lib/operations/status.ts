import type { Instant } from '../clock.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { Business } from '../closures/model.ts';
import type { BusinessRecord, BusinessState, ClosureInForce, KeptField } from '../closures/record.ts';
import type { Organization } from '../config/model.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { appliedConfig, makeSituation, selectOrganizations } from '../reconcile/pass/session.ts';
import { readSilence } from '../reconcile/pass/silence.ts';
import { type BusinessMark, recordOf } from '../reconcile/situation/marks.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import { groupWanted, Wanting } from '../reconcile/situation/wanted.ts';
import { DECIDED_FOR, readNote } from '../store/notes.ts';
import { recordIn } from '../store/records.ts';
import type { HistoryQuery } from '../store/store.ts';

interface ClosureStatus {
  key: string;
  name: string;
  start: string;
  end: string | null;
}

export interface BusinessStatus {
  organization: string;
  business: string;
  code: string | null;
  name: string;
  state: BusinessState;
  /** Closures in place, else those in force now. */
  closures: ClosureStatus[];
  /** Since when the state is what it is, and until when; ISO 8601, or null. */
  since: string | null;
  until: string | null;
  kept: { field: string; baseline: unknown; theirs: unknown; at: string }[];
  lastError: { code: string; message: string; since: string; attempts: number } | null;
}

/** An organization that Partoo asked to be left alone by: nothing is written nor read until then. */
interface WaitStatus {
  organization: string;
  until: string;
  why: string;
}

export interface StatusReport {
  waiting: WaitStatus[];
  businesses: BusinessStatus[];
}

/** Where every business stands. Reads the store only. */
export async function status(deps: Deps, organizationId: string | null): Promise<StatusReport> {
  const { config } = await appliedConfig(deps.store);
  const businesses: BusinessStatus[] = [];
  const waiting: WaitStatus[] = [];
  for (const organization of selectOrganizations(config, organizationId)) {
    const silentUntil = await readSilence(deps.store, organization.id, deps.clock.now());
    if (silentUntil !== null)
      waiting.push({
        organization: organization.id,
        until: isoInZone(silentUntil, 'UTC'),
        why: 'Partoo asked to be left alone (Retry-After)',
      });
    const directory = await deps.store.readDirectory(organization.id);
    const calendars = await deps.store.readCalendars(organization.id);
    if (!directory || !calendars) continue;
    const at = await instantOfStatus(deps, organization);
    const adHoc = await adHocSince(deps.store, organization.id, at, deps.clock.now());
    const situation = makeSituation(config, organization, { directory, calendars }, adHoc);
    businesses.push(...(await statusOf(deps, organization, situation)));
  }
  return { waiting, businesses };
}

async function statusOf(
  deps: Deps,
  organization: Organization,
  situation: Situation,
): Promise<BusinessStatus[]> {
  const now = await instantOfStatus(deps, organization);
  const wanting = new Wanting(situation);
  const marks = new Map<string, BusinessMark>();
  for (const mark of await deps.store.listMarks(organization.id))
    marks.set(mark.business, mark as BusinessMark);
  const stored = await deps.store.readBusinesses(organization.id, [...marks.keys()]);
  const rows: BusinessStatus[] = [];
  for (const business of situation.businessOf.values()) {
    const record = recordOf(stored.get(business.id), business.id, business.code);
    const zone = business.zone ?? 'UTC';
    // What is in place counts before what the calendars say of now: under `run --at`, or while a write is due, they differ.
    const inForce = closuresNow(situation, wanting, business, now);
    const closures = record.overlayKey === '' ? inForce : record.closures;
    const state = stateNow(situation, business, marks.get(business.id), record.override, closures, now);
    const running = state === 'open' ? [] : closures;
    rows.push({
      organization: organization.id,
      business: business.id,
      code: business.code,
      name: business.name,
      state,
      closures: closures.map((closure) => closureStatus(closure, zone)),
      since: record.since === null ? null : isoInZone(record.since, zone),
      until: running[0]?.end == null ? null : isoInZone(running[0].end, zone),
      kept: record.kept.map((one) => keptStatus(one, zone)),
      lastError: record.failing
        ? {
            code: record.failing.code,
            message: record.failing.message,
            since: isoInZone(record.failing.since, zone),
            attempts: record.failing.attempts,
          }
        : null,
    });
  }
  for (const one of stored.values()) {
    const record = recordIn(one);
    if (!situation.businessOf.has(record.business)) rows.push(goneStatus(organization, record));
  }
  return rows;
}

/** A business that is remembered, and that the directory does not have any more. */
function goneStatus(organization: Organization, record: BusinessRecord): BusinessStatus {
  const { business, code } = record;
  return {
    organization: organization.id,
    business,
    code,
    name: code ?? business,
    state: 'gone',
    closures: [],
    since: record.seenAt === null ? null : isoInZone(record.seenAt, 'UTC'),
    until: null,
    kept: [],
    lastError: null,
  };
}

/** Now, or after a `run --at` the instant that it decided for: what is in place is what was right then. */
async function instantOfStatus({ store, clock }: Deps, { id }: Organization): Promise<Instant> {
  return (await readNote(store, id, DECIDED_FOR)) ?? clock.now();
}

function closuresNow(
  situation: Situation,
  wanting: Wanting,
  business: Business,
  now: Instant,
): ClosureInForce[] {
  const group = situation.groupOf.get(business.id);
  return group ? wanting.desired(business, groupWanted(group, now), {}).closures : [];
}

function stateNow(
  situation: Situation,
  business: Business,
  mark: BusinessMark | undefined,
  override: Instant | null,
  closures: readonly ClosureInForce[],
  now: Instant,
): BusinessState {
  const group = situation.groupOf.get(business.id);
  if (!group) return 'zone-unknown';
  if (mark?.failing && (mark.hasBaseline || !mark.noSettings)) return 'failing';
  if (mark?.unsettled) return 'propagating';
  if (override !== null && mark?.state !== 'closed' && closures.some(({ start }) => start <= override))
    return 'overridden';
  if (mark?.state === 'closed') return 'closed';
  return groupWanted(group, now).chains[0]?.source.level === 'hold' ? 'held' : 'open';
}

function closureStatus({ key, name, start, end }: ClosureInForce, zone: string): ClosureStatus {
  return { key, name, start: isoInZone(start, zone), end: end === null ? null : isoInZone(end, zone) };
}

function keptStatus(
  { field, baseline, theirs, at }: KeptField,
  zone: string,
): BusinessStatus['kept'][number] {
  return { field, baseline, theirs, at: isoInZone(at, zone) };
}

export interface HistoryReport {
  entries: {
    at: string;
    organization: string;
    business: string;
    code: string | null;
    action: string;
    reason: string;
    actor: string;
    before: unknown;
    after: unknown;
  }[];
}

/** What was done, newest first. Instants in UTC. */
export async function history(deps: Deps, query: HistoryQuery): Promise<HistoryReport> {
  const entries = await deps.store.listHistory(query);
  return { entries: entries.map(({ cause: _, ...entry }) => ({ ...entry, at: isoInZone(entry.at, 'UTC') })) };
}
