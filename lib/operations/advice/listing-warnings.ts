import type { Instant } from '../../clock.ts';
import { addDays, civilDateOf, instantOf } from '../../closures/civil-time.ts';
import { kindOf } from '../../closures/closure-kind.ts';
import type { Business, Hours } from '../../closures/model.ts';
import { isClosedThroughout, openTimes } from '../../closures/opening/opening.ts';
import { hoursOf } from '../../closures/opening/own-hours.ts';
import { windowsOfDay } from '../../closures/opening/windows.ts';
import { openingTimes } from '../../closures/opening-times.ts';
import type { Cohort, Situation } from '../../reconcile/situation/situation.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import { businessesNamed } from '../../reconcile/situation/words.ts';

interface Window {
  from: Instant;
  to: Instant;
}

/** What the listing says of a day that messaging does not. */
type Verdict = 'listing-closed' | 'listing-open';

/** Lists of businesses that are alike, by date. */
type ByDate = Map<string, Business[][]>;

/** Of each kind so many are told one by one: a year of them would hide everything else. */
const MOST_TOLD = 10;

/**
 * Where Partoo's listing and messaging disagree in a window: a day that the listing says is closed and on which somebody
 * is answered, and a day on which the listing is open and nobody is. Looked at are days of special hours, and those that
 * closures take from the usual ones; what recurs by itself takes none.
 */
export function listingWarnings(situation: Situation, window: Window): Warning[] {
  const found: Record<Verdict, ByDate> = { 'listing-closed': new Map(), 'listing-open': new Map() };
  for (const cohort of situation.cohorts)
    for (const { verdict, date, alike } of foundOnce(cohort, window)) {
      const others = found[verdict].get(date);
      if (others) others.push(alike);
      else found[verdict].set(date, [alike]);
    }
  const { id } = situation.organization;
  return [
    ...told('listing-closed', 'closed', 'messaging stays on', found['listing-closed'], id),
    ...told('listing-open', 'open', 'messaging is off', found['listing-open'], id),
  ];
}

interface Found {
  verdict: Verdict;
  date: string;
  alike: Business[];
}

// The next plan has most cohorts as they were: an ad-hoc closure concerns few.
const knownFound = new WeakMap<Cohort, { window: Window; found: readonly Found[] }>();

function foundOnce(cohort: Cohort, window: Window): readonly Found[] {
  const known = knownFound.get(cohort);
  if (known?.window.from === window.from && known.window.to === window.to) return known.found;
  const found = [...foundIn(cohort, window)];
  knownFound.set(cohort, { window: { from: window.from, to: window.to }, found });
  return found;
}

function* foundIn(cohort: Cohort, window: Window): Generator<Found> {
  const taken = datesTaken(cohort, window);
  const dayOf = daysOnce(cohort, window);
  for (const alike of byHours(cohort.businesses))
    for (const date of new Set([...specialDates(alike[0]?.openHours, cohort, window), ...taken])) {
      const verdict = verdictOn(dayOf(date), alike[0] as Business, cohort);
      if (verdict !== null) yield { verdict, date, alike };
    }
}

/** A day, as it is for a cohort whatever hours its businesses have. */
interface Day {
  date: string;
  start: Instant;
  end: Instant;
  /** Nothing is said of the parts of days at the ends of a window. */
  isWhole: boolean;
  /** Nobody is answered all day. */
  isClosed: boolean;
}

function daysOnce({ timeline, zone }: Cohort, { from, to }: Window): (date: string) => Day {
  const known = new Map<string, Day>();
  return (date) => {
    const found = known.get(date);
    if (found) return found;
    const [start, end] = [instantOf(date, zone, 'start'), instantOf(addDays(date, 1), zone, 'end')];
    const isClosed = isClosedThroughout(timeline, zone, start, end);
    const day = { date, start, end, isWhole: start >= from && end <= to, isClosed };
    known.set(date, day);
    return day;
  };
}

function byHours(businesses: readonly Business[]): Iterable<Business[]> {
  const numbers = new Map<unknown, number>();
  const numberOf = (hours: unknown) => {
    const number = numbers.get(hours) ?? numbers.size;
    numbers.set(hours, number);
    return number;
  };
  return Map.groupBy(
    businesses,
    ({ openHours, chatHours }) => `${numberOf(openHours)} ${numberOf(chatHours)}`,
  ).values();
}

function specialDates(hours: Hours | null | undefined, cohort: Cohort, window: Window): string[] {
  if (!hours?.special) return [];
  const [from, to] = datesOf(window, cohort);
  return hours.special.flatMap(([first, last]) =>
    datesBetween([first, from].toSorted()[1] as string, [last, to].toSorted()[0] as string),
  );
}

/** Days of the window on which something closes the cohort that does not recur by itself. */
function datesTaken(cohort: Cohort, { from, to }: Window): string[] {
  return cohort.timeline.chains
    .filter(
      (chain) => !chain.source.recurs && kindOf(chain) === 'close' && chain.start < to && chain.end > from,
    )
    .flatMap(({ start, end }) =>
      datesBetween(...datesOf({ from: Math.max(start, from), to: Math.min(end, to) }, cohort)),
    );
}

/** The first and the last. */
const datesOf = ({ from, to }: Window, { zone }: Cohort): [string, string] => [
  civilDateOf(from, zone),
  civilDateOf(to - 1, zone),
];

function datesBetween(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

function verdictOn(day: Day, business: Business, { timeline, zone }: Cohort): Verdict | null {
  const { date, start, end } = day;
  const { openHours } = business;
  const listed = day.isWhole && openHours ? windowsOfDay(openHours, date) : null;
  if (!listed || !openHours) return null;
  if (day.isClosed) return listed.length === 0 ? null : 'listing-open';
  const hours = hoursOf(business);
  if (listed.length === 0) {
    // Nobody knows whether chat hours keep to special hours; that they do is no reason to say nothing.
    const usual = hours.own === openHours ? withoutSpecial(openHours) : hours.own;
    const isUsuallyClosed = windowsOfDay({ week: openHours.week }, date)?.length === 0;
    const answers = openTimes(
      { timeline, zone, hours: { own: usual, business: usual }, at: start, chainEnd: end },
      end,
    );
    return answers.length === 0 || isUsuallyClosed ? null : 'listing-closed';
  }
  const answers = openTimes({ timeline, zone, hours, at: start, chainEnd: end }, end);
  const isOpen =
    openingTimes({ start: date, end: addDays(date, 1), names: {}, opening: { windows: listed } }, zone) ?? [];
  const meets = isOpen.some((open) => answers.some((one) => one.start < open.end && open.start < one.end));
  return meets ? null : 'listing-open';
}

const withoutSpecial = ({ week }: Hours): Hours | null => week && { week };

function told(code: Verdict, says: string, but: string, byDate: ByDate, organization: string): Warning[] {
  const spans = spansOf(byDate);
  const warnings = spans.slice(0, MOST_TOLD).map(({ first, last, lists }) => {
    const when = first === last ? `on ${first}` : `from ${first} to ${last}`;
    return {
      code,
      message: `The listing says ${says} ${when}, ${but}: ${businessesNamed(lists.flat().sort(byCode))} of "${organization}".`,
    };
  });
  const more = spans.length - MOST_TOLD;
  if (more > 0)
    warnings.push({
      code,
      message: `The same is so at ${more} more times of "${organization}": the listing says ${says}, ${but}.`,
    });
  return warnings;
}

const byCode = (a: Business, b: Business): number => ((a.code ?? a.id) < (b.code ?? b.id) ? -1 : 1);

interface Span {
  first: string;
  last: string;
  lists: Business[][];
}

/** Days in a row on which the same businesses are concerned, as one. */
function spansOf(byDate: ByDate): Span[] {
  const spans: Span[] = [];
  for (const [date, lists] of [...byDate].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const before = spans.at(-1);
    const isSame =
      before?.lists.length === lists.length && lists.every((list, index) => before.lists[index] === list);
    if (before && isSame && addDays(before.last, 1) === date) before.last = date;
    else spans.push({ first: date, last: date, lists });
  }
  return spans;
}
