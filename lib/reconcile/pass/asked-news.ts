/** What the clock alone has to say of ad-hoc closures: that one has waited past its own end, or goes on without any. */
import type { Instant } from '../../clock.ts';
import { asAsked } from '../../closures/agreement.ts';
import { instantOf } from '../../closures/civil-time.ts';
import type { AdHocClosure, Waiting } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import { decidedFact, openEndedFact } from '../../events/agreement-facts.ts';
import type { OutboxFact } from '../../store/store.ts';
import type { Situation } from '../situation/situation.ts';
import { lapsesAt } from './ended-closures.ts';

const DAY_MILLISECONDS = 86_400_000;
/** One without an end is asked about after so many days, and then as often. */
const FIRST_DAYS = 3;
const AGAIN_DAYS = 7;

/** What has happened after `since` and by `now`. */
export function askedNews(situation: Situation, since: Instant, now: Instant): OutboxFact[] {
  const { id } = situation.organization;
  const facts: OutboxFact[] = [];
  for (const closure of situation.adHoc) {
    const lapse = lapseOf(closure);
    if (isWaiting(closure) && lapse > since && lapse <= now) {
      const decided = { decision: 'lapsed', by: null, at: lapse } as const;
      facts.push(decidedFact(id, closure, decided, countOf(situation, closure)));
    }
    const asked = lastQuestion(closure, now);
    if (asked && asked.at > since) facts.push(openEndedFact(id, closure, asked, countOf(situation, closure)));
  }
  return facts;
}

/** When there is something to say next; Infinity: never, as far as is known. */
export function nextAskedNews(adHoc: readonly AdHocClosure[], now: Instant): Instant {
  const instants = adHoc.flatMap((closure) => [lapseOf(closure), nextQuestion(closure, now)]);
  return Math.min(...instants.filter((at) => at > now), Number.POSITIVE_INFINITY);
}

function lapseOf(closure: AdHocClosure): Instant {
  return isWaiting(closure) ? lapsesAt(closure) : Number.POSITIVE_INFINITY;
}

function isWaiting(closure: AdHocClosure): closure is AdHocClosure & { waiting: Waiting } {
  return closure.waiting !== undefined;
}

/** The last time by `now` that it had to be asked about; null: it is too young, or has an end. */
function lastQuestion(closure: AdHocClosure, now: Instant): { at: Instant; days: number } | null {
  const begun = openSince(closure);
  if (begun === null || now < begun + FIRST_DAYS * DAY_MILLISECONDS) return null;
  const weeks = Math.floor((now - begun - FIRST_DAYS * DAY_MILLISECONDS) / (AGAIN_DAYS * DAY_MILLISECONDS));
  const days = FIRST_DAYS + weeks * AGAIN_DAYS;
  return { at: begun + days * DAY_MILLISECONDS, days };
}

function nextQuestion(closure: AdHocClosure, now: Instant): Instant {
  const begun = openSince(closure);
  if (begun === null) return Number.POSITIVE_INFINITY;
  const last = lastQuestion(closure, now);
  return last ? last.at + AGAIN_DAYS * DAY_MILLISECONDS : begun + FIRST_DAYS * DAY_MILLISECONDS;
}

/** Since when it has been in force without an end; null: it has one, or never was. */
function openSince({ from, until, endedAt, createdAt, decided }: AdHocClosure): Instant | null {
  if (until !== null || endedAt !== null) return null;
  return Math.max(instantOf(from, 'UTC', 'start'), decided?.at ?? createdAt);
}

/** As it is asked for: a change may concern nobody else. */
function countOf({ businesses, organization }: Situation, closure: AdHocClosure): number {
  const { all, scope } = asAsked(closure);
  if (all) return businesses.length;
  return businesses.filter((one) => matchesScope(scope, one, organization.id)).length;
}
