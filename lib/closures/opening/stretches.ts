import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import type { Hours, WeekHours } from '../model.ts';
import { type Resolution, resolve } from '../precedence.ts';
import { inForceAt, type Timeline } from '../timeline.ts';
import { weekOf } from './own-hours.ts';
import { dayBeginningAt } from './windows.ts';

/**
 * What tells when a business answers while nothing starts or ends: nothing does (`closed`), the hours that it has without
 * us (`own`), Partoo's opening hours (`business`), or windows of a closure.
 */
export type Answers = 'closed' | 'own' | 'business' | Hours;

interface Stretch {
  answers: Answers;
  /** Windows of days before this one do not count; -Infinity where all do. Days are counted from 1970-01-01. */
  sinceDay: number;
}

// A timeline is never changed, and asked for the same instants over and over: once a row, or once a business.
const known = new WeakMap<Timeline, Stretch[]>();

/** Which stretch of a timeline an instant lies in: stretch `n` begins at boundary `n`, -1 lies before all of them. */
export function stretchAt({ boundaries }: Timeline, at: Instant): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((boundaries[middle] as Instant) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A stretch of the timeline of businesses in `zone`. */
export function stretchOf(timeline: Timeline, zone: string, index: number): Stretch {
  const stretches = known.get(timeline) ?? [];
  known.set(timeline, stretches);
  // From the first on: what a stretch is like may depend on the one before it.
  for (let next = stretches.length; next <= index; next += 1)
    stretches.push(follow(timeline, zone, next, stretches[next - 1] ?? BEFORE_ALL));
  return stretches[index] ?? BEFORE_ALL;
}

const BEFORE_ALL: Stretch = { answers: 'own', sinceDay: Number.NEGATIVE_INFINITY };

function follow(timeline: Timeline, zone: string, index: number, before: Stretch): Stretch {
  const start = timeline.boundaries[index] as Instant;
  const answers = answersOf(inForceAt(timeline, start), start, before.answers);
  if (answers === before.answers) return before;
  // After an end at a local start of day, the rest of the evening before does not count (design rule 24).
  return { answers, sinceDay: dayBeginningAt(start, zone) ?? Number.NEGATIVE_INFINITY };
}

function answersOf(inForce: readonly Chain[], at: Instant, before: Answers): Answers {
  if (inForce.length === 0) return 'own';
  const resolution = resolve(inForce, at);
  const { reachable, chatHours } = resolution;
  // What is to be left alone stays as it was found.
  if (reachable.value === 'leave' || chatHours.value === 'leave') return before;
  if (reachable.value === false || isOnlySpokenFor(resolution)) return 'closed';
  if (chatHours.value === 'keep') return 'own';
  return typeof chatHours.value === 'object' ? hoursOf(chatHours.value) : chatHours.value;
}

const knownHours = new WeakMap<WeekHours, Hours | 'closed'>();

/** The windows of a closure; seven empty days are what `closed` is. */
function hoursOf(windows: WeekHours): Hours | 'closed' {
  let hours = knownHours.get(windows);
  if (hours === undefined) {
    const week = weekOf(windows);
    hours = week === null ? 'closed' : { week };
    knownHours.set(windows, hours);
  }
  return hours;
}

/** A closure that takes nothing off and empties nothing, but says that it is closed, is believed to its end. */
function isOnlySpokenFor({ offlineMessage, welcomeMessage }: Resolution): boolean {
  return [offlineMessage, welcomeMessage].some(
    ({ value, winner }) => typeof value === 'object' && winner !== null && onlySpeaks(winner),
  );
}

function onlySpeaks({ source: { effect, level } }: Chain): boolean {
  if (effect.kind === 'leave' || effect.open || level === 'hold') return false;
  const { reachable = 'keep', chatHours = 'keep' } = effect;
  return reachable === 'keep' && chatHours === 'keep';
}
