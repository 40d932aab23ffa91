/** Staged hours for many businesses: worked out once for all that share a timeline, their hours and what is in place. */
import type { Instant } from '../../clock.ts';
import type { WeekHours } from '../model.ts';
import type { BusinessHours } from '../opening/own-hours.ts';
import type { Timeline } from '../timeline.ts';
import type { StagedQuestion } from './outlook.ts';
import { type Staged, stagedAt } from './staged.ts';

interface Known {
  from: Instant;
  staged: Staged;
}

const MINUTE = 60_000;

// Timelines are never changed; where they are let go of, so is what was worked out.
const known = new WeakMap<Timeline, Map<string, readonly Known[]>>();
/** Of one timeline; where each shop has hours of its own, nothing is gained by more. */
const MOST_KNOWN = 10_000;
/** Of one of them: besides now, it is asked for when closures began that are still in force. */
const MOST_TIMES = 4;

export function stagedFor(question: StagedQuestion): Staged {
  const { timeline, hours, inPlace, at, roomMilliseconds = 0 } = question;
  const all = known.get(timeline) ?? new Map<string, readonly Known[]>();
  known.set(timeline, all);
  const key = `${hoursKey(hours)} ${roomMilliseconds} ${keyOf(inPlace)}`;
  const times = all.get(key) ?? [];
  const found = times.find((one) => one.from <= at && at < holdsUntil(one));
  if (found) return found.staged;
  const staged = stagedAt(question);
  if (all.size >= MOST_KNOWN) all.clear();
  all.set(key, [{ from: at, staged }, ...times.slice(0, MOST_TIMES - 1)]);
  return staged;
}

/** What should have been written by then, and was not, is another question from then on; within a minute it is the same. */
function holdsUntil({ from, staged: { due, until } }: Known): Instant {
  const minute = (Math.floor(from / MINUTE) + 1) * MINUTE;
  return due === null ? until : Math.min(until, Math.max(due.by, minute));
}

/** Equal for businesses that share their hours. */
export function hoursKey({ own, business, isEmptied }: BusinessHours): string {
  return `${numberOf(own)} ${numberOf(business)} ${isEmptied === true}`;
}

const numbers = new WeakMap<object, number>();
const byContent = new Map<string, number>();
/** Of all organizations of a process; beyond, hours that are equal may count as others, and are worked out again. */
const MOST_HOURS = 50_000;
let last = 0;

/** The same for equal hours; objects are never changed. Those of a directory are one for each shop, however alike. */
function numberOf(hours: object | null): number {
  if (hours === null) return 0;
  const known = numbers.get(hours);
  if (known !== undefined) return known;
  const content = JSON.stringify(hours);
  const number = byContent.get(content) ?? last + 1;
  last = Math.max(last, number);
  if (byContent.size >= MOST_HOURS) byContent.clear();
  byContent.set(content, number);
  numbers.set(hours, number);
  return number;
}

function keyOf(inPlace: WeekHours | null): string {
  return inPlace === null ? '' : JSON.stringify(inPlace);
}
