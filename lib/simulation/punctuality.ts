import type { Instant } from '../clock.ts';
import type { Chain } from '../closures/chains.ts';
import { addDays, civilDateOf } from '../closures/civil-time.ts';
import type { Business, Settings } from '../closures/model.ts';
import type { Resolution } from '../closures/precedence.ts';
import { makeSituation } from '../reconcile/pass/session.ts';
import { expandCalendars } from '../reconcile/refresh/refresh.ts';
import type { Cohort, Situation } from '../reconcile/situation/situation.ts';
import { spacingOf } from '../reconcile/situation/spacing.ts';
import { cohortWanted, Wanting } from '../reconcile/situation/wanted.ts';
import { waves } from '../reconcile/situation/waves.ts';
import type { Branch, Stage } from './stage.ts';

/** When closings and reopenings came, against when the calendars wanted them. Milliseconds; before the instant: below 0. */
export interface Punctuality {
  /** Closings of one business each, as planned by rules. */
  planned: number;
  /** Of these: brought about by a write of ours. The others found their business as it had to be. */
  written: number;
  /** Not closed at their instant. */
  late: { code: string; at: Instant; milliseconds: number | null }[];
  earliest: number;
  latest: number;
  /**
   * Closings that were not allowed to begin before their instant, because something kept the businesses open until
   * then (design rule 17): their wave runs after it, at the pace that the quota allows.
   */
  held: number;
  latestHeld: number;
  /** Reopenings before their instant. */
  tooEarly: { code: string; at: Instant; milliseconds: number }[];
  latestReopening: number;
}

/** A closing counts as on time up to this much after its instant: slots come in blocks, of which some may be lost. */
const ON_TIME_MILLISECONDS = 1_000;
/** Writes this long before an instant may belong to it: more than any `maxLead` of a demonstration. */
const LEAD_MILLISECONDS = 15 * 60_000;

/** Compares what the sandbox saw with what the calendars want, each worked out anew from the configuration. */
export async function measurePunctuality(stage: Stage, from: Instant, to: Instant): Promise<Punctuality> {
  const total: Punctuality = {
    planned: 0,
    written: 0,
    late: [],
    earliest: 0,
    latest: Number.NEGATIVE_INFINITY,
    held: 0,
    latestHeld: 0,
    tooEarly: [],
    latestReopening: 0,
  };
  for (const branch of stage.branches) {
    const situation = await situationFor(stage, branch, from, to);
    for (const cohort of situation.cohorts) measureCohort(total, branch, cohort, from, to);
  }
  if (!Number.isFinite(total.latest)) total.latest = 0;
  return total;
}

/** How many changes `plan` says to be late. */
export async function lateByPlan(stage: Stage, from: Instant, to: Instant): Promise<number> {
  let late = 0;
  for (const branch of stage.branches) {
    const situation = await situationFor(stage, branch, from, to);
    for (const wave of waves(situation, new Wanting(situation), { from, to })) late += wave.late;
  }
  return late;
}

/** What the configuration wants over the whole time. */
export async function situationFor(
  { store, loaded }: Stage,
  { organization }: Branch,
  from: Instant,
  to: Instant,
): Promise<Situation> {
  const directory = await store.readDirectory(organization.id);
  if (directory === null) throw new Error(`Nothing is known of the shops of "${organization.id}".`);
  const window = { from: addDays(civilDateOf(from, 'UTC'), -7), to: addDays(civilDateOf(to, 'UTC'), 7) };
  const { calendars } = await expandCalendars(
    loaded.config,
    loaded.hash,
    organization,
    directory.businesses,
    window,
  );
  const adHoc = [...(await store.listPutAway(organization.id)), ...(await store.listAdHoc(organization.id))];
  return makeSituation(loaded.config, organization, { directory, calendars }, adHoc);
}

function measureCohort(total: Punctuality, branch: Branch, cohort: Cohort, from: Instant, to: Instant): void {
  const boundaries = cohort.timeline.boundaries.filter((at) => at > from && at < to);
  for (const [index, at] of boundaries.entries()) {
    const before = cohortWanted(cohort, at - 1);
    const after = cohortWanted(cohort, at);
    const byRule = [...before.chains, ...after.chains].every(({ source }) => source.level === 'rule');
    if (!byRule || isClosed(before.resolution) === isClosed(after.resolution)) continue;
    const span = { at, until: boundaries[index + 1] ?? to, isHeld: before.chains.some(holdsOpen) };
    for (const business of cohort.businesses) {
      if (isClosed(after.resolution)) measureClosing(total, branch, business, span);
      else measureReopening(total, branch, business, span);
    }
  }
}

interface Span {
  at: Instant;
  /** When something else begins or ends. */
  until: Instant;
  isHeld: boolean;
}

function isClosed({ reachable, chatHours }: Resolution): boolean {
  return reachable.value === false || chatHours.value === 'closed';
}

function holdsOpen({ source: { effect } }: Chain): boolean {
  return effect.kind === 'leave' || effect.open;
}

function measureClosing(
  total: Punctuality,
  { sandbox, organization }: Branch,
  business: Business,
  { at, until, isHeld }: Span,
): void {
  total.planned += 1;
  const writes = sandbox.writesOf(business.id);
  const code = business.code ?? business.id;
  const first = writes.find((one) => isWithin(one.at, at, until) && isOff(one.settings));
  if (!first) {
    const own = sandbox.businesses.find((one) => one.business.id === business.id)?.settings;
    const last = writes.findLast((one) => one.at < at)?.settings ?? own;
    // Nothing to write where it is off anyway.
    if (last && !isOff(last)) total.late.push({ code, at, milliseconds: null });
    return;
  }
  const milliseconds = first.at - at;
  total.written += 1;
  if (isHeld) {
    total.held += 1;
    total.latestHeld = Math.max(total.latestHeld, milliseconds);
    // One write and its share of the reads for each business, if all of them close at once.
    const wave = sandbox.businesses.length * 1.1 * spacingOf(organization);
    if (milliseconds > wave + ON_TIME_MILLISECONDS) total.late.push({ code, at, milliseconds });
    return;
  }
  total.earliest = Math.min(total.earliest, milliseconds);
  total.latest = Math.max(total.latest, milliseconds);
  if (milliseconds > ON_TIME_MILLISECONDS) total.late.push({ code, at, milliseconds });
}

function measureReopening(
  total: Punctuality,
  { sandbox }: Branch,
  business: Business,
  { at, until }: Span,
): void {
  const writes = sandbox.writesOf(business.id);
  const first = writes.find((one) => isWithin(one.at, at, until) && one.settings.is_launched);
  if (!first) return;
  const milliseconds = first.at - at;
  total.latestReopening = Math.max(total.latestReopening, milliseconds);
  if (milliseconds < 0) total.tooEarly.push({ code: business.code ?? business.id, at, milliseconds });
}

/** Nobody can write to it any more, or would be told that nobody is there. */
function isOff(settings: Settings): boolean {
  return (
    !settings.is_launched ||
    Object.values(settings.custom_chat_hours ?? { always: ['00:00-23:59'] }).every(
      (windows) => windows.length === 0,
    )
  );
}

function isWithin(written: Instant, at: Instant, until: Instant): boolean {
  return written >= at - LEAD_MILLISECONDS && written < until;
}
