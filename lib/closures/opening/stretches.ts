import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import type { Hours, WeekHours } from '../model.ts';
import { type Resolution, resolve } from '../precedence.ts';
import { TEXT_MEMBERS } from '../text-members.ts';
import { countUntil, inForceAt, lastBoundary, layersOf, type Timeline } from '../timeline.ts';
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

/** The stretch of a timeline, for businesses in `zone`, that an instant lies in. */
export function stretchAt(timeline: Timeline, zone: string, at: Instant): Stretch {
  const layers = layersOf(timeline);
  if (layers === null) return numberedStretch(timeline, zone, countUntil(timeline, at) - 1);
  const isAlone = isQuiet(layers.over, at);
  return isAlone
    ? stretchAt(layers.under, zone, at)
    : stretchBackFrom(timeline, zone, lastBoundary(timeline, at));
}

function numberedStretch(timeline: Timeline, zone: string, index: number): Stretch {
  const stretches = known.get(timeline) ?? [];
  known.set(timeline, stretches);
  // From the first on: what a stretch is like may depend on the one before it.
  for (let next = stretches.length; next <= index; next += 1) {
    const start = timeline.boundaries[next] as Instant;
    stretches.push(follow(timeline, zone, start, stretches[next - 1] ?? BEFORE_ALL));
  }
  return stretches[index] ?? BEFORE_ALL;
}

/** So long after a change nothing is left of what was before it: windows reach into the next day, and clocks change. */
const FORGOTTEN_MILLISECONDS = 2.5 * 86_400_000;

/** Whether a layer has nothing in force at an instant, nor has had just before. */
function isQuiet(over: Timeline, at: Instant): boolean {
  const last = lastBoundary(over, at);
  return (last === null || at - last > FORGOTTEN_MILLISECONDS) && inForceAt(over, at).length === 0;
}

/** The same without all stretches from the first on, which thousands of timelines would remember. */
function stretchBackFrom(timeline: Timeline, zone: string, start: Instant | null): Stretch {
  if (start === null) return BEFORE_ALL;
  const answers = answersAt(timeline, start);
  let since = start;
  for (;;) {
    const before = lastBoundary(timeline, since - 1);
    if (answersAt(timeline, before) !== answers)
      return { answers, sinceDay: dayBeginningAt(since, zone) ?? Number.NEGATIVE_INFINITY };
    if (before === null || start - before > FORGOTTEN_MILLISECONDS)
      return { answers, sinceDay: Number.NEGATIVE_INFINITY };
    since = before;
  }
}

/** From a boundary on; null: before all of them. */
function answersAt(timeline: Timeline, start: Instant | null): Answers {
  if (start === null) return BEFORE_ALL.answers;
  const inForce = inForceAt(timeline, start);
  const keepsWhatWas = inForce.some(({ source }) => source.effect.kind === 'leave');
  return answersOf(
    inForce,
    start,
    keepsWhatWas ? answersAt(timeline, lastBoundary(timeline, start - 1)) : 'own',
  );
}

const BEFORE_ALL: Stretch = { answers: 'own', sinceDay: Number.NEGATIVE_INFINITY };

function follow(timeline: Timeline, zone: string, start: Instant, before: Stretch): Stretch {
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
function isOnlySpokenFor(resolution: Resolution): boolean {
  return TEXT_MEMBERS.some((member) => {
    const { value, winner } = resolution[member];
    return typeof value === 'object' && winner !== null && onlySpeaks(winner);
  });
}

function onlySpeaks({ source: { effect, level } }: Chain): boolean {
  if (effect.kind === 'leave' || effect.open || level === 'hold') return false;
  const { reachable = 'keep', chatHours = 'keep' } = effect;
  return reachable === 'keep' && chatHours === 'keep';
}
