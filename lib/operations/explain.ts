import type { Instant } from '../clock.ts';
import { UNKNOWN_COMMAND } from '../closures/actors.ts';
import { baselineOf } from '../closures/baseline.ts';
import type { Chain } from '../closures/chains.ts';
import { instantOf, isoInZone } from '../closures/civil-time.ts';
import { MEMBER_OF } from '../closures/merge.ts';
import { type Bound, SETTINGS_FIELDS, type Settings } from '../closures/model.ts';
import { hoursOf } from '../closures/opening/own-hours.ts';
import { isClosing, type Overlay } from '../closures/overlay.ts';
import { type Choice, MEMBERS, type Resolution, whyItLoses } from '../closures/precedence.ts';
import { type BusinessRecord, overlayInPlace, STAGED_AHEAD_MILLISECONDS } from '../closures/record.ts';
import { isClosedAsStaged } from '../closures/staged/in-a-resolution.ts';
import { inForceAt, nextBoundary, type Timeline } from '../closures/timeline.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { appliedConfig, knownSituation } from '../reconcile/pass/session.ts';
import { hoursIn } from '../reconcile/situation/hours-in-place.ts';
import { markOf, recordOf } from '../reconcile/situation/marks.ts';
import type { Cohort } from '../reconcile/situation/situation.ts';
import { type CohortWanted, cohortWanted, linkAt, Wanting } from '../reconcile/situation/wanted.ts';
import type { Contender } from './contender.ts';
import { explainTemplates } from './explain-templates.ts';
import { findBusiness } from './find-business.ts';
import { type StagedStatus, stagedStatus } from './staged-status.ts';

export interface ExplainReport {
  organization: string;
  business: string;
  code: string | null;
  at: string;
  timezone: string;
  region: string | null;
  language: string | null;
  /** `open`, `closed`, or `left-alone`. */
  state: string;
  /** What is put over the baseline; a member that is absent is the baseline's. */
  wanted: Overlay;
  fields: Record<string, { winner: Contender | null; losers: Contender[] }>;
  overriddenSince: string | null;
  /** Who had it reopened although closures last: `person` in Partoo, or whoever called `release`; null: nobody. */
  overriddenBy: string | null;
  /** What consumers read outside chat hours; null: nothing, or what Partoo holds is not known. */
  offlineMessage: string | null;
  /** Weekly hours that stand for staged closures; null: there are none, and none are written in the coming days. */
  staged: StagedStatus | null;
  /** Partoo's templates that closures of the organization swap then, by title and field. */
  templates: ReturnType<typeof explainTemplates>;
  /** The next instant at which something else decides, or something else is wanted; null: none that is known. */
  next: string | null;
}

/**
 * Which closures win and lose for a business at an instant, field by field. Reads the store only.
 * @param at null: now; a date or a time without offset is the business' own local one
 * @throws UsageError
 */
export async function explain(
  deps: Deps,
  name: string,
  { at, organization: organizationId }: { at: Instant | Bound | null; organization: string | null },
): Promise<ExplainReport> {
  const { config } = await appliedConfig(deps.store);
  const { organization, business } = await findBusiness(deps.store, config, name, organizationId);
  const directory = await deps.store.readDirectory(organization.id);
  const calendars = await deps.store.readCalendars(organization.id);
  if (!directory || !calendars) throw new Error('unreachable: a business was found, so there is a directory');
  const now = deps.clock.now();
  const instant = typeof at === 'string' ? instantOf(at, business.zone ?? 'UTC', 'start') : (at ?? now);
  const adHoc = await adHocSince(deps.store, organization.id, instant, now);
  const situation = knownSituation(config, organization, { directory, calendars }, adHoc);
  const cohort = situation.cohortOf.get(business.id);
  if (!cohort || business.zone === null) {
    throw new UsageError(
      'zone-unknown',
      `The zone of "${name}" cannot be told, so nothing is done to it.`,
      'Set it under `businesses` or `corrections` in closures.yml.',
    );
  }
  const stored = await deps.store.readBusinesses(organization.id, [business.id]);
  const record = recordOf(stored.get(business.id), business.id, business.code);
  const wanted = cohortWanted(cohort, instant, record.override, record.letGo);
  const wanting = new Wanting(situation);
  const baseline = baselineOf(record);
  const hours = baseline ? hoursIn(baseline, business) : hoursOf(business);
  const { zone } = business;
  const desired = wanting.desired(business, wanted, overlayInPlace(record), hours);

  const isClosed =
    isClosing(desired.overlay) || (desired.overlay.staged && isClosedAsStaged(cohort.timeline, instant));
  const overriddenSince = record.override ?? letGoSince(record, cohort.timeline, instant);
  const nameOf = (chain: Chain) => wanting.nameOf(business, chain, linkAt(chain, instant));
  return {
    organization: organization.id,
    business: business.id,
    code: business.code,
    at: isoInZone(instant, zone),
    timezone: zone,
    region: business.region,
    language: business.language,
    state: wanted.leave ? 'left-alone' : isClosed ? 'closed' : 'open',
    wanted: desired.overlay,
    fields: fieldsOf(wanted.resolution, nameOf, zone),
    overriddenSince: overriddenSince === null ? null : isoInZone(overriddenSince, zone),
    overriddenBy: overriddenSince === null ? null : overriderOf(record),
    offlineMessage:
      at === null && isTextTaken(record)
        ? takenText(record, baseline)
        : (desired.overlay.offlineMessage ?? baseline?.offline_message ?? null),
    staged: stagedStatus(situation, business, record, markOf(record, now), instant),
    templates: explainTemplates(situation, instant, zone),
    next: nextOf(cohort, record, instant, zone),
  };
}

/** Of each field, who decides it and who would. */
function fieldsOf(
  resolution: Resolution,
  nameOf: (chain: Chain) => string,
  zone: string,
): ExplainReport['fields'] {
  const contender = (chain: Chain, { value }: Choice, why: string): Contender => ({
    closure: chain.source.key,
    name: nameOf(chain),
    value: why === 'wins' ? value : undefined,
    level: chain.source.level,
    priority: chain.source.priority,
    start: isoInZone(chain.start, zone),
    end: Number.isFinite(chain.end) ? isoInZone(chain.end, zone) : null,
    why,
  });
  const fields = SETTINGS_FIELDS.map((field) => {
    const choice = resolution[MEMBER_OF[field]];
    const { winner, losers } = choice;
    if (winner === null) return [field, { winner, losers: [] }];
    const lost = losers.map((loser) => contender(loser, choice, whyItLoses(winner, loser)));
    return [field, { winner: contender(winner, choice, 'wins'), losers: lost }];
  });
  return Object.fromEntries(fields);
}

/** When staged closures were let go of that would be in force; null: there are none. */
function letGoSince({ letGo }: BusinessRecord, timeline: Timeline, instant: Instant): Instant | null {
  if (letGo === undefined) return null;
  const isOne = ({ source, start }: Chain) => source.staged === true && start <= letGo;
  return inForceAt(timeline, instant).some(isOne) ? letGo - STAGED_AHEAD_MILLISECONDS : null;
}

/** Whether a person has put another text, or none, in place of that of the closure in place. */
function isTextTaken({ inPlace }: BusinessRecord): boolean {
  return inPlace?.taken.includes('offline_message') === true;
}

/** What is read instead. The text from before the closure is noted nowhere as kept: it is what goes back. */
function takenText({ kept }: BusinessRecord, own: Settings | null): string | null {
  const before = own?.offline_message ?? null;
  const theirs = kept.findLast(({ field }) => field === 'offline_message');
  return theirs?.baseline === before ? (theirs.theirs as string | null) : before;
}

function overriderOf({ released, releasedBy = UNKNOWN_COMMAND }: BusinessRecord): string {
  return released ? releasedBy : 'person';
}

/** The next instant at which something else decides, or decides otherwise: what begins beneath a holiday is no change. */
function nextOf({ timeline }: Cohort, record: BusinessRecord, at: Instant, zone: string): string | null {
  const wantedAt = (instant: Instant) => cohortWanted({ timeline }, instant, record.override, record.letGo);
  const before = wantedAt(at);
  let next = nextBoundary(timeline, at);
  while (next !== null && decidesAlike(before, wantedAt(next))) next = nextBoundary(timeline, next);
  return next === null ? null : isoInZone(next, zone);
}

function decidesAlike({ resolution: before }: CohortWanted, { resolution: after }: CohortWanted): boolean {
  return MEMBERS.every(
    (member) =>
      before[member].winner === after[member].winner && before[member].value === after[member].value,
  );
}
