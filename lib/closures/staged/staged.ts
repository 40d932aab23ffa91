/** The weekly hours that stand for staged closures, and what of them is to be written when (docs/staged.md). */
import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import type { WeekHours } from '../model.ts';
import { gridOf, minutesOfGrid, repeated, weekFrom } from './grid.ts';
import { DAY_MINUTES, endInstantOf, firstInstantOf, localMinute, WEEK_MINUTES } from './local-minutes.ts';
import { outlookOf, type StagedOutlook, type StagedQuestion } from './outlook.ts';
import { differing, holds, minus, type Spans, spansOf, within } from './spans.ts';
import { spokenOf } from './speaking.ts';

/** A grid that is to be written within `[from, by)`. */
interface StagedWrite {
  from: Instant;
  by: Instant;
  /** It goes out in the days before, since the interval of the one that follows is short. */
  isIntermediate: boolean;
  /** At `by` it takes of the hours, and does not give back. */
  closes: boolean;
}

export interface Staged {
  /** What is to be in place now; null: the own hours. The very grid in place where that is to stay. */
  grid: WeekHours | null;
  /** What is to be written now to that end; null: what is in place stays. */
  due: StagedWrite | null;
  /** What is to be written after that; null: nothing that is known yet. */
  ahead: StagedWrite | null;
  /** The closure that the offline message speaks of; null: none. */
  speaks: Chain | null;
  /** When another text has to be there: by then it would be read. null: never. */
  textBy: Instant | null;
  /** The nearest closure that the grid stands for; null: none. */
  chain: Chain | null;
  /** All of this holds in `[at, until)`, once it is in place. */
  until: Instant;
  /** Nothing has to be written before it, once it is in place; not before `until`. */
  idleUntil: Instant;
}

/** What is not in sight cannot be due before: a deadline is seen nine days ahead, and its grid begins seven days before. */
const FREE_DAYS = 2;
/** Days of an intermediate grid that are those to come; the others are as they are before it is due. */
const CUT_DAYS = 4;

export function stagedAt(question: StagedQuestion): Staged {
  const outlook = outlookOf(question);
  const { inPlace, at } = question;
  const placed: Grid = inPlace === null ? own(outlook) : gridIn(outlook, inPlace);
  const next = nextWrite(outlook, placed);
  const isDue = next !== null && next.from <= at;
  const wanted = isDue ? next.grid : placed;
  const ahead = isDue ? nextWrite(outlook, wanted) : next;
  const spoken = spokenOf(outlook, wanted.hours === null ? [[outlook.from, outlook.until]] : wanted.minutes);
  const changes = [at + FREE_DAYS * DAY_MINUTES * 60_000, ahead?.from, ahead?.by];
  const first = (...instants: (Instant | undefined)[]) =>
    Math.min(...instants.filter((instant) => instant !== undefined && instant > at).map(Number));
  return {
    grid: wanted.hours,
    due: isDue ? writeOf(next) : null,
    ahead: ahead && writeOf(ahead),
    speaks: spoken.speaks,
    textBy: spoken.by,
    chain: spoken.chain,
    until: first(...changes, spoken.until),
    idleUntil: first(...changes, spoken.speaksUntil),
  };
}

interface Grid {
  /** null: the own hours. */
  hours: WeekHours | null;
  /** What it opens, over the days that are looked at. */
  minutes: Spans;
}

interface NextWrite extends StagedWrite {
  grid: Grid;
}

function writeOf({ from, by, isIntermediate, closes }: NextWrite): StagedWrite {
  return { from, by, isIntermediate, closes };
}

function own({ own: minutes }: StagedOutlook): Grid {
  return { hours: null, minutes };
}

function gridIn({ from, until }: StagedOutlook, hours: WeekHours): Grid {
  return { hours, minutes: repeated(minutesOfGrid(hours), from, until) };
}

/** What follows upon a grid: at its deadline, the first instant at which it and what is wanted differ. */
function nextWrite(outlook: StagedOutlook, placed: Grid): NextWrite | null {
  const wrong = wrongIn(outlook, placed).find(([, until]) => until > outlook.now);
  if (!wrong) return placed.hours === null ? null : backForGood(outlook);
  const deadline = Math.max(wrong[0], outlook.now);
  // Further ahead not all of its seven days are known, and nothing can be due yet.
  if (deadline + WEEK_MINUTES > outlook.until) return null;
  const { zone, at, roomMilliseconds = 0 } = outlook.question;
  const by = firstInstantOf(deadline, zone);
  const closes = holds(placed.minutes, deadline);
  const full = gridFrom(outlook, deadline, deadline + WEEK_MINUTES);
  const from = agreesFrom(outlook, full, deadline);
  if (from <= at || by - from >= roomMilliseconds)
    return { grid: full, from, by, isIntermediate: false, closes };
  const cut = (Math.floor(deadline / DAY_MINUTES) + CUT_DAYS) * DAY_MINUTES;
  const partial = gridFrom(outlook, deadline, cut);
  const earlier = agreesFrom(outlook, partial, deadline);
  if (earlier >= from) return { grid: full, from, by, isIntermediate: false, closes };
  return { grid: partial, from: earlier, by, isIntermediate: true, closes };
}

/**
 * The own hours, once a grid says the same as they do: it stood for hours of a special day, say, which do not come again with
 * the next week. Nothing would be wrong if it stayed, but that it is not what was there before.
 */
function backForGood(outlook: StagedOutlook): NextWrite | null {
  const { zone, at } = outlook.question;
  const grid = own(outlook);
  const from = agreesFrom(outlook, grid, outlook.until);
  const by = localMinute(Math.max(from, at), zone) + WEEK_MINUTES;
  if (by > outlook.until) return null;
  return { grid, from, by: firstInstantOf(by, zone), isIntermediate: false, closes: false };
}

/** What is wanted of the seven days from `deadline` on; from `cut` on, what is wanted a week earlier. */
function gridFrom(outlook: StagedOutlook, deadline: number, cut: number): Grid {
  const { wanted, gaps } = outlook;
  const begins = cut - WEEK_MINUTES;
  const isOwn = minus(within(differing(outlook.own, wanted), begins, cut), gaps).length === 0;
  if (isOwn) return own(outlook);
  const coming = weekFrom(within(wanted, deadline, cut), deadline);
  const before = weekFrom(within(wanted, begins, deadline), begins);
  return gridIn(outlook, gridOf(spansOf([...coming, ...before]), spelling(outlook)));
}

/** Since when a grid agrees with what is wanted, without a break up to `deadline`. */
function agreesFrom(outlook: StagedOutlook, grid: Grid, deadline: number): Instant {
  const { zone } = outlook.question;
  const last = wrongIn(outlook, grid).findLast(([from]) => from < deadline);
  if (!last) return firstInstantOf(outlook.from, zone);
  // In a repeated hour a minute is over only once it is over for the last time.
  return Math.min(endInstantOf(last[1] - 1, zone), firstInstantOf(deadline, zone));
}

function wrongIn({ wanted, gaps }: StagedOutlook, { minutes }: Grid): Spans {
  return minus(differing(minutes, wanted), gaps);
}

/** What people wrote is left as they wrote it. Opening hours may be spelt in ways that chat hours are not known to bear. */
function spelling({ question: { hours } }: StagedOutlook): WeekHours {
  return hours.own === hours.business ? {} : (hours.own?.week ?? {});
}
