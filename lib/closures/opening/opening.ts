import type { Instant } from '../../clock.ts';
import { lastBoundary, nextBoundary, type Timeline } from '../timeline.ts';
import type { BusinessHours } from './own-hours.ts';
import { type Answers, stretchAt } from './stretches.ts';
import { nextOpenTime, type OpenTime } from './windows.ts';

/** Whoever does not answer for so long after a chain is closed until further notice. */
const LONGEST_SEARCH_MILLISECONDS = 60 * 86_400_000;

export interface OpeningQuestion {
  timeline: Timeline;
  /** IANA zone of the business. */
  zone: string;
  hours: BusinessHours;
  /** After it. */
  at: Instant;
  /** End of the chain that is spoken of; Infinity: until further notice. */
  chainEnd: Instant;
}

/**
 * The first instant, from `at` on, at which a business answers: not taken off by a closure, and within the hours that
 * then hold (design rule 24). `at` itself where it answers then; null where it does not within 60 days after the chain.
 */
export function openingFrom(question: OpeningQuestion): Instant | null {
  const found = openTimeFrom(question, question.at);
  return found && Math.max(found.from, question.at);
}

/**
 * The opening that a text promises which is up from `at` on. Where the business answers at that very time (a closure with
 * windows, say), nobody reads the text before it is closed again: then the opening after that.
 */
export function promisedOpening(question: OpeningQuestion): Instant | null {
  let closedAt = question.at;
  for (;;) {
    const found = openTimeFrom(question, closedAt);
    if (found === null) return null;
    if (found.from > closedAt) return found.from;
    // It answers until the end of what speaks: whatever comes then.
    if (found.until >= question.chainEnd) return openTimeFrom(question, question.chainEnd)?.from ?? null;
    closedAt = found.until;
  }
}

/** All that a business is open between `at` and `until`, in order, parts that touch as one. Half-open. */
export function openTimes(question: OpeningQuestion, until: Instant): { start: Instant; end: Instant }[] {
  const times: { start: Instant; end: Instant }[] = [];
  let found = openTimeFrom(question, question.at);
  while (found && found.from < until) {
    const start = Math.max(found.from, question.at);
    const end = Math.min(found.until, until);
    const last = times.at(-1);
    if (last && last.end >= start) last.end = Math.max(last.end, end);
    else times.push({ start, end });
    if (found.until >= until) break;
    found = openTimeFrom(question, found.until);
  }
  return times;
}

/** Whether closures take all of `[from, until)`, so that nobody is answered whatever hours a business has. */
export function isClosedThroughout(timeline: Timeline, zone: string, from: Instant, until: Instant): boolean {
  for (let at: Instant | null = from; at !== null && at < until; at = nextBoundary(timeline, at))
    if (stretchAt(timeline, zone, at).answers !== 'closed') return false;
  return true;
}

/** The first stretch from `from` on in which the business answers, cut at `from` and where anything starts or ends. */
function openTimeFrom(question: OpeningQuestion, from: Instant): OpenTime | null {
  const { timeline, zone } = question;
  const limit = lastLook(question);
  let at = from;
  while (at <= limit) {
    const { answers, sinceDay } = stretchAt(timeline, zone, at);
    const until = nextBoundary(timeline, at) ?? Number.POSITIVE_INFINITY;
    const found = openTimeIn(answers, question, at, Math.min(until, limit + 1), sinceDay);
    if (found) return { from: Math.max(found.from, at), until: Math.min(found.until, until) };
    at = until;
  }
  return null;
}

/** How far is looked. A chain without end ends nowhere: what is known of it ends with the last that starts or ends. */
function lastLook({ timeline, at, chainEnd }: OpeningQuestion): Instant {
  const last = Number.isFinite(chainEnd)
    ? chainEnd
    : (lastBoundary(timeline, Number.POSITIVE_INFINITY) ?? at);
  return Math.max(at, last) + LONGEST_SEARCH_MILLISECONDS;
}

function openTimeIn(
  answers: Answers,
  { zone, hours }: OpeningQuestion,
  from: Instant,
  until: Instant,
  sinceDay: number,
): OpenTime | null {
  if (answers === 'closed') return null;
  const told = answers === 'own' || answers === 'business' ? hours[answers] : answers;
  // Hours that nobody knows are no reason to promise nothing.
  if (told === null) return { from, until: Number.POSITIVE_INFINITY };
  return nextOpenTime(told, zone, from, until, sinceDay);
}
