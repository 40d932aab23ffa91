import { type DayFilter, dayFilter, monthsOf } from './day-filter.ts';
import { civilDay, DAY, dayNumber, daysInMonth, daysInYear, weekdayOf } from './days.ts';
import { RecurrenceError, type RecurrenceRule } from './rule.ts';

/** Work that is left, in days and times looked at. It is counted, not timed: the same feed always gives the same answer. */
export interface Budget {
  left: number;
}

/** Of one rule, within the stretch that is asked for. */
const MOST_FOUND = 10_000;
const TOO_OFTEN = 'a rule that recurs too often to be worked out';

/** A day or a time that was looked at. @throws RecurrenceError where the rule asks for too much */
function spend(budget: Budget, steps = 1): void {
  budget.left -= steps;
  if (budget.left < 0) throw new RecurrenceError(TOO_OFTEN);
}

export interface Expansion {
  rule: RecurrenceRule;
  /** DTSTART, civil seconds. */
  start: number;
  /** The last second at which it may begin, civil seconds. */
  until: number;
  /** Nothing before or from on: civil seconds. */
  from: number;
  to: number;
  budget: Budget;
}

/** What recurs between `from` (included) and `to` (not), in order, as civil seconds. @throws RecurrenceError */
export function recur(expansion: Expansion): number[] {
  const { rule, start, from } = expansion;
  const last = Math.min(expansion.until, expansion.to - 1);
  const found: number[] = [];
  let counted = 0;
  // Where occurrences are counted, those before the window are as well.
  for (const at of occurrences(expansion, rule.count === null ? Math.max(start, from) : start, last)) {
    counted += 1;
    if (at >= from) found.push(at);
    if (found.length > MOST_FOUND) throw new RecurrenceError(TOO_OFTEN);
    if (counted === rule.count) break;
  }
  return found;
}

function* occurrences(expansion: Expansion, from: number, last: number): Generator<number> {
  const { rule, start, budget } = expansion;
  const takes = dayFilter(rule, Math.floor(start / DAY));
  const walk = { ...expansion, takes, from, last };
  const isWithinDay = ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(rule.frequency);
  for (const { days, times } of isWithinDay ? withinDays(walk) : wholeDays(walk)) {
    for (const at of inOrder(days, times, rule.positions)) {
      spend(budget);
      if (at > last) return;
      if (at >= from) yield at;
    }
  }
}

interface Walk extends Expansion {
  takes: DayFilter;
  last: number;
}

/** What one period of the rule's frequency holds: days, and times on each of them. */
interface Period {
  days: number[];
  /** Seconds into the day, in order. */
  times: number[];
}

/** The combinations of days and times, all of them or those at BYSETPOS. */
function* inOrder(days: number[], times: number[], positions: number[] | null): Generator<number> {
  const size = days.length * times.length;
  const at = (index: number): number =>
    days[Math.floor(index / times.length)]! * DAY + times[index % times.length]!;
  if (positions === null) for (let index = 0; index < size; index++) yield at(index);
  else {
    const indexes = positions.map((position) => (position > 0 ? position - 1 : size + position));
    const inside = [...new Set(indexes)].filter((index) => index >= 0 && index < size);
    for (const index of inside.sort((a, b) => a - b)) yield at(index);
  }
}

/** Years, months, weeks and days, from the first that can reach `from`. */
function* wholeDays({ rule, start, takes, from, last, budget }: Walk): Generator<Period> {
  const times = timesOf(rule, start);
  const { lengthOf, indexOf } = PERIODS[rule.frequency as keyof typeof PERIODS];
  const first = indexOf(Math.floor(start / DAY), rule.weekStart);
  const reached = indexOf(Math.floor(from / DAY), rule.weekStart);
  const months = rule.frequency === 'YEARLY' ? monthsOf(rule, Math.floor(start / DAY)) : null;
  let index = first + Math.max(0, Math.floor((reached - first) / rule.interval)) * rule.interval;
  for (; ; index += rule.interval) {
    const period = lengthOf(index, rule.weekStart);
    if (period.day * DAY > last) return;
    const days: number[] = [];
    // Birthdays come by the thousand, and eleven months of each have none.
    for (const { day, length } of months?.map((month) => monthOf(index, month)) ?? [period]) {
      spend(budget, length);
      for (let one = day; one < day + length; one++) if (takes(one)) days.push(one);
    }
    yield { days, times };
  }
}

interface Days {
  day: number;
  length: number;
}

const monthOf = (year: number, month: number): Days => ({
  day: dayNumber(year, month, 1),
  length: daysInMonth(year, month),
});

/** Periods are numbered; each has its first day and its length in days. */
const PERIODS = {
  DAILY: {
    indexOf: (day: number) => day,
    lengthOf: (index: number) => ({ day: index, length: 1 }),
  },
  WEEKLY: {
    // Counted from a week that begins on `weekStart`.
    indexOf: (day: number, weekStart: number) =>
      Math.floor((day - ((weekdayOf(day) - weekStart + 7) % 7) + 3 - weekStart) / 7),
    lengthOf: (index: number, weekStart: number) => ({ day: index * 7 - 3 + weekStart, length: 7 }),
  },
  MONTHLY: {
    indexOf: (day: number) => civilDay(day).year * 12 + civilDay(day).month - 1,
    lengthOf: (index: number): Days => monthOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1),
  },
  YEARLY: {
    indexOf: (day: number) => civilDay(day).year,
    lengthOf: (year: number) => ({ day: dayNumber(year, 1, 1), length: daysInYear(year) }),
  },
};

/** Times of a day: those of the rule, else that of DTSTART. */
function timesOf({ hours, minutes, seconds }: RecurrenceRule, start: number): number[] {
  const time = start - Math.floor(start / DAY) * DAY;
  return combined(
    hours ?? [Math.floor(time / 3600)],
    minutes ?? [Math.floor(time / 60) % 60],
    seconds ?? [time % 60],
  );
}

function combined(hours: number[], minutes: number[], seconds: number[]): number[] {
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => hour * 3600 + minute * 60 + second)),
  );
}

const UNITS = { HOURLY: 3600, MINUTELY: 60, SECONDLY: 1 };

/** Hours, minutes and seconds, passing over days, hours and minutes that the rule does not take. */
function* withinDays({ rule, start, takes, from, last, budget }: Walk): Generator<Period> {
  const unit = UNITS[rule.frequency as keyof typeof UNITS];
  const step = unit * rule.interval;
  const first = Math.floor(start / unit) * unit;
  const alignedTo = (at: number): number => first + Math.ceil((at - first) / step) * step;
  const time = start - Math.floor(start / DAY) * DAY;
  const minutes = unit === 3600 ? (rule.minutes ?? [Math.floor(time / 60) % 60]) : [0];
  const seconds = unit === 1 ? [0] : (rule.seconds ?? [time % 60]);
  const offsets = combined([0], minutes, seconds);
  const limits: [length: number, isTaken: (at: number) => boolean][] = [
    [DAY, (at) => takes(Math.floor(at / DAY))],
    [3600, limit(rule.hours, (at) => Math.floor(at / 3600) % 24)],
  ];
  if (unit < 3600) limits.push([60, limit(rule.minutes, (at) => Math.floor(at / 60) % 60)]);
  if (unit < 60) limits.push([1, limit(rule.seconds, (at) => at % 60)]);
  let at = first + Math.max(0, Math.floor((from - first) / step)) * step;
  while (at <= last) {
    spend(budget);
    const wrong = limits.find(([, isTaken]) => !isTaken(at));
    if (wrong === undefined) {
      const day = Math.floor(at / DAY);
      yield { days: [day], times: offsets.map((offset) => at - day * DAY + offset) };
      at += step;
    } else at = Math.max(at + step, alignedTo((Math.floor(at / wrong[0]) + 1) * wrong[0]));
  }
}

/** Civil seconds may be negative, before 1970. */
function limit(values: number[] | null, of: (at: number) => number): (at: number) => boolean {
  if (values === null) return () => true;
  return (at) => values.includes(of(at + 1e6 * DAY));
}
