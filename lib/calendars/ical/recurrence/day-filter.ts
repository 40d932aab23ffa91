import { type CivilDay, civilDay, dayNumber, daysInMonth, daysInYear, firstWeek, weekdayOf } from './days.ts';
import type { RecurrenceRule, WeekdayPart } from './rule.ts';

/** Whether a rule takes a day, by all its parts that speak of days. */
export type DayFilter = (day: number) => boolean;

/** @param start the day of DTSTART, which fills in what a yearly, monthly or weekly rule leaves open */
export function dayFilter(rule: RecurrenceRule, start: number): DayFilter {
  const { months, monthDays, yearDays, weekNumbers, weekdays } = withDefaults(rule, civilDay(start), start);
  const tests: ((day: number, civil: CivilDay) => boolean)[] = [];
  if (months !== null) tests.push((_, { month }) => months.includes(month));
  if (monthDays !== null) tests.push((_, civil) => isMonthDay(civil, monthDays));
  if (yearDays !== null) tests.push((day, { year }) => isYearDay(day, year, yearDays));
  if (weekNumbers !== null) tests.push((day, { year }) => isInWeek(day, year, weekNumbers, rule.weekStart));
  if (weekdays !== null) tests.push(weekdayTest(rule, weekdays));
  if (tests.length === 0) return () => true;
  return (day) => {
    const civil = civilDay(day);
    // A loop: a function for each of a million days is garbage by the megabyte.
    for (const test of tests) if (!test(day, civil)) return false;
    return true;
  };
}

/** The months outside of which a rule takes no day; null: there are none. */
export function monthsOf(rule: RecurrenceRule, start: number): number[] | null {
  return withDefaults(rule, civilDay(start), start).months;
}

/** What the rule does not say is as in DTSTART (RFC 5545, 3.3.10, "Information, not contained in the rule"). */
function withDefaults(rule: RecurrenceRule, { month, day }: CivilDay, start: number): RecurrenceRule {
  const { frequency, weekdays, monthDays, yearDays, weekNumbers } = rule;
  const weekday = [{ weekday: weekdayOf(start), nth: 0 }];
  if (frequency === 'WEEKLY') return weekdays === null ? { ...rule, weekdays: weekday } : rule;
  if (weekdays !== null || monthDays !== null || yearDays !== null) return rule;
  if (frequency === 'MONTHLY') return { ...rule, monthDays: [day] };
  if (frequency !== 'YEARLY') return rule;
  if (weekNumbers !== null) return { ...rule, weekdays: weekday };
  return { ...rule, months: rule.months ?? [month], monthDays: [day] };
}

function isMonthDay({ year, month, day }: CivilDay, monthDays: number[]): boolean {
  return monthDays.includes(day) || monthDays.includes(day - 1 - daysInMonth(year, month));
}

function isYearDay(day: number, year: number, yearDays: number[]): boolean {
  const index = day - dayNumber(year, 1, 1);
  return yearDays.includes(index + 1) || yearDays.includes(index - daysInYear(year));
}

/** Days around New Year are in a week of the year before or after. */
function isInWeek(day: number, calendarYear: number, weekNumbers: number[], weekStart: number): boolean {
  let year = calendarYear + 1;
  while (day < firstWeek(year, weekStart)) year--;
  const week = Math.floor((day - firstWeek(year, weekStart)) / 7);
  const weeks = (firstWeek(year + 1, weekStart) - firstWeek(year, weekStart)) / 7;
  return weekNumbers.includes(week + 1) || weekNumbers.includes(week - weeks);
}

/** `20MO` is the 20th of its year in a yearly rule, of its month in a monthly one or beside BYMONTH; else any Monday. */
function weekdayTest(
  { frequency, months, weekNumbers }: RecurrenceRule,
  weekdays: WeekdayPart[],
): (day: number, civil: CivilDay) => boolean {
  const counts = (frequency === 'YEARLY' && weekNumbers === null) || frequency === 'MONTHLY';
  const inMonth = frequency === 'MONTHLY' || months !== null;
  return (number, { year, month, day }) =>
    weekdays.some(({ weekday, nth }) => {
      if (weekday !== weekdayOf(number)) return false;
      if (nth === 0 || !counts) return true;
      const index = inMonth ? day - 1 : number - dayNumber(year, 1, 1);
      const length = inMonth ? daysInMonth(year, month) : daysInYear(year);
      return nth === (nth > 0 ? Math.floor(index / 7) + 1 : Math.floor((index - length) / 7));
    });
}
