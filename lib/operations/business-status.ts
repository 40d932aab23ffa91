import { setImmediate as breathe } from 'node:timers/promises';
import type { Instant } from '../clock.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { Business } from '../closures/model.ts';
import {
  type BusinessRecord,
  type BusinessState,
  type ClosureInForce,
  type KeptField,
  newRecord,
  overlayKeyInPlace,
} from '../closures/record.ts';
import { isClosedAsStaged } from '../closures/staged/in-a-resolution.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { cohortById } from '../reconcile/situation/by-id.ts';
import { candidates, mayWait } from '../reconcile/situation/candidates.ts';
import { readableRecord } from '../reconcile/situation/marks.ts';
import type { Cohort, Situation } from '../reconcile/situation/situation.ts';
import { switchedApart } from '../reconcile/situation/switched-apart.ts';
import { type CohortWanted, cohortWanted, Wanting } from '../reconcile/situation/wanted.ts';
import { remembering } from '../remembering.ts';
import { RecordError } from '../store/errors.ts';
import { type BusinessMark, RECORDS_AT_ONCE, type ReadBusiness } from '../store/records.ts';
import { type StagedStatus, stagedStatus } from './staged-status.ts';

interface ClosureStatus {
  key: string;
  name: string;
  start: string;
  end: string | null;
}

export interface BusinessStatus {
  /** Whether Partoo was last seen to hold what is wanted now. What a person changed and we kept counts as wanted. */
  asExpected: boolean;
  organization: string;
  business: string;
  code: string | null;
  name: string;
  country: string | null;
  region: string | null;
  /** IANA zone; null: unknown, and instants are in UTC. */
  timezone: string | null;
  language: string | null;
  state: BusinessState;
  /** Closures in place, else those in force now. */
  closures: ClosureStatus[];
  /** Since when the state is what it is, and until when; ISO 8601, or null. */
  since: string | null;
  until: string | null;
  kept: { field: string; baseline: unknown; theirs: unknown; at: string }[];
  /** Absent where no staged hours are in place, and none are written in the coming days. */
  staged?: StagedStatus;
  lastError: { code: string; message: string; since: string; attempts: number } | null;
}

/** A business of a report, with what selectors look at. */
export interface StatusRow {
  status: BusinessStatus;
  /** null: the directory does not have it any more. */
  business: Business | null;
}

/** Where the businesses of a situation stand at an instant, and those that are remembered though it lacks them. */
export async function rowsOf(
  { store }: Pick<Deps, 'store'>,
  situation: Situation,
  now: Instant,
): Promise<StatusRow[]> {
  const { organization, businesses } = situation;
  const marks = new Map((await store.listMarks(organization.id)).map((mark) => [mark.business, mark]));
  const known = knownOf(switchedApart(situation, marks, false), marks, now);
  const ids = [...new Set([...businesses.map(({ id }) => id), ...known.marks.keys()])];
  const rows: StatusRow[] = [];
  for (let from = 0; from < ids.length; from += RECORDS_AT_ONCE) {
    const some = ids.slice(from, from + RECORDS_AT_ONCE);
    const remembered = some.filter((id) => known.marks.has(id));
    const stored = await store.readBusinesses(organization.id, remembered);
    // Of ten thousand businesses nobody else would be served for a second.
    await breathe();
    for (const id of some) {
      rows.push(rowOf(known, id, stored.get(id)));
      // Of 100,000 businesses marks and rows are not all kept beside each other.
      marks.delete(id);
    }
  }
  return rows;
}

/** The same of some that are in the directory, or remembered, without looking at the others. */
export async function rowsOfSome(
  { store }: Pick<Deps, 'store'>,
  situation: Situation,
  now: Instant,
  ids: readonly string[],
): Promise<StatusRow[]> {
  const stored = await store.readBusinesses(situation.organization.id, ids);
  const marks = new Map([...stored].map(([id, { mark }]) => [id, mark]));
  const known = knownOf(switchedApart(narrowedTo(situation, ids), marks, false), marks, now);
  return ids
    .filter((id) => situation.businessOf.get(id) !== undefined || stored.has(id))
    .map((id) => rowOf(known, id, stored.get(id)));
}

function narrowedTo(situation: Situation, ids: readonly string[]): Situation {
  const businesses = ids.flatMap((id) => situation.businessOf.get(id) ?? []);
  const inCohorts = Map.groupBy(businesses, ({ id }) => situation.cohortOf.get(id));
  const cohorts = [...inCohorts].flatMap(([cohort, some]) =>
    cohort === undefined ? [] : [{ ...cohort, businesses: some }],
  );
  return { ...situation, cohorts, cohortOf: cohortById(cohorts) };
}

function rowOf(known: Known, id: string, stored: ReadBusiness | undefined): StatusRow {
  const { organization, businessOf } = known.situation;
  const business = businessOf.get(id) ?? null;
  const code = business?.code ?? null;
  const record = readableRecord(stored, id, code) ?? unreadable(id, code, known.now);
  const status = business ? statusOf(known, business, record) : goneStatus(organization.id, record);
  return { status, business };
}

/** What is known of all businesses before the records are read. */
interface Known {
  situation: Situation;
  wanting: Wanting;
  /** What is wanted now: of ten thousand businesses few differ. */
  wantedOf: ReadonlyMap<Cohort, CohortWanted>;
  marks: ReadonlyMap<string, BusinessMark>;
  /** Businesses that something is to be done for. */
  due: ReadonlySet<string>;
  now: Instant;
}

function knownOf(situation: Situation, marks: Map<string, BusinessMark>, now: Instant): Known {
  const wanting = new Wanting(situation);
  const wantedOf = new Map(situation.cohorts.map((cohort) => [cohort, cohortWanted(cohort, now)]));
  return { situation, wanting, wantedOf, marks, due: dueOf(situation, wanting, marks, now), now };
}

function statusOf(known: Known, business: Business, record: BusinessRecord): BusinessStatus {
  const { situation, now, due } = known;
  const { id } = business;
  const mark = known.marks.get(id);
  const zone = business.zone ?? 'UTC';
  // What is in place counts before what the calendars say of now: under `run --at`, or while a write is due, they differ.
  const inForce = closuresNow(known, business);
  const closures = overlayKeyInPlace(record) === '' ? inForce : record.closures.map(asNow(inForce));
  const state = isUnreadable(record)
    ? 'failing'
    : stateNow(situation, business, mark, record.override, closures, now);
  const shown = closures.map((closure) => closureStatus(closure, zone));
  const running = state === 'open' ? undefined : shown[0];
  const staged = stagedStatus(situation, business, record, mark, now);
  return {
    asExpected: isAsExpected(state) && (!due.has(id) || mark?.noSettings === true),
    organization: situation.organization.id,
    business: id,
    code: business.code,
    name: business.name,
    country: business.country,
    region: business.region,
    timezone: business.zone,
    language: business.language,
    state,
    closures: shown,
    since: record.since === null ? null : isoInZone(record.since, zone),
    until: running?.end ?? null,
    kept: record.kept.map((one) => keptStatus(one, zone)),
    ...(staged ? { staged } : {}),
    lastError: record.failing
      ? {
          code: record.failing.code,
          message: record.failing.message,
          since: isoInZone(record.failing.since, zone),
          attempts: record.failing.attempts,
        }
      : null,
  };
}

/** In the place of a record that cannot be read: a pass fails with the same. */
function unreadable(business: string, code: string | null, now: Instant): BusinessRecord {
  const error = new RecordError(business);
  const failing = { since: now, attempts: 1, code: error.code, message: error.message, nextTryAt: now };
  return { ...newRecord(business, code), failing };
}

function isUnreadable({ failing }: BusinessRecord): boolean {
  return failing?.code === 'unreadable-record';
}

/** A business that is remembered, and that the directory does not have any more. */
function goneStatus(organization: string, record: BusinessRecord): BusinessStatus {
  const { business, code } = record;
  return {
    // Nothing is wanted of it: nobody can write to it.
    asExpected: true,
    organization,
    business,
    code,
    name: code ?? business,
    country: null,
    region: null,
    timezone: null,
    language: null,
    state: 'gone',
    closures: [],
    since: record.seenAt === null ? null : isoInZone(record.seenAt, 'UTC'),
    until: null,
    kept: [],
    lastError: null,
  };
}

/**
 * The businesses that a pass would have had to write to: a closing that is due, held up by a pause say. Weekly hours that are
 * still to be written are not: until their deadline those in place are right.
 */
function dueOf(
  situation: Situation,
  wanting: Wanting,
  marks: ReadonlyMap<string, BusinessMark>,
  now: Instant,
): Set<string> {
  const input = { situation, wanting, marks, at: now, now, spacing: 0, eager: true };
  const overdue = candidates(input).filter((one) => one.due && !mayWait(one, now));
  return new Set(overdue.map(({ business }) => business.id));
}

const NOT_AS_EXPECTED: readonly BusinessState[] = ['propagating', 'failing', 'zone-unknown'];

function isAsExpected(state: BusinessState): boolean {
  return !NOT_AS_EXPECTED.includes(state);
}

function closuresNow({ situation, wanting, wantedOf }: Known, business: Business): ClosureInForce[] {
  const cohort = situation.cohortOf.get(business.id);
  const wanted = cohort && wantedOf.get(cohort);
  // Nothing in force needs no text, and most of the time that is how it is.
  return wanted && wanted.chains.length > 0 ? wanting.desired(business, wanted, {}).closures : [];
}

/** A closure in place ends when it does by now: one that was extended need not have been written again. */
function asNow(inForce: readonly ClosureInForce[]): (closure: ClosureInForce) => ClosureInForce {
  return (closure) =>
    inForce.find(({ key, start }) => key === closure.key && start === closure.start) ?? closure;
}

function stateNow(
  situation: Situation,
  business: Business,
  mark: BusinessMark | undefined,
  override: Instant | null,
  closures: readonly ClosureInForce[],
  now: Instant,
): BusinessState {
  const cohort = situation.cohortOf.get(business.id);
  if (!cohort) return 'zone-unknown';
  if (mark?.failing && (mark.hasBaseline || !mark.noSettings)) return 'failing';
  if (mark?.unsettled) return 'propagating';
  if (override !== null && mark?.state !== 'closed' && closures.some(({ start }) => start <= override))
    return 'overridden';
  if (mark?.state === 'closed') return 'closed';
  if (mark?.isStaged && isClosedAsStaged(cohort.timeline, now)) return 'closed';
  return cohortWanted(cohort, now).chains[0]?.source.level === 'hold' ? 'held' : 'open';
}

/** Thousands of businesses share a closure. */
const MOST_CLOSURES = 10_000;

function closureStatus({ key, name, start, end }: ClosureInForce, zone: string): ClosureStatus {
  return sharedClosure(JSON.stringify([key, name, start, end, zone]));
}

const sharedClosure = remembering(MOST_CLOSURES, (text: string): ClosureStatus => {
  const [key, name, start, end, zone] = JSON.parse(text) as [string, string, Instant, Instant | null, string];
  return { key, name, start: isoInZone(start, zone), end: end === null ? null : isoInZone(end, zone) };
});

function keptStatus(
  { field, baseline, theirs, at }: KeptField,
  zone: string,
): BusinessStatus['kept'][number] {
  return { field, baseline, theirs, at: isoInZone(at, zone) };
}
