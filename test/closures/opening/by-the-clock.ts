/**
 * When a business answers, found the slow way: a quarter of an hour after the other, with nothing of the code under test. The zone's
 * offsets come from Intl, precedence is a sorted list, and windows are texts compared with the time on the clock.
 */

export interface Closure {
  /** Minutes since 1970; `end` may be Infinity. */
  start: number;
  end: number;
  /** Higher wins; no two are equal. */
  rank: number;
  /** What is set; a member that is left out falls through. */
  sets: { reachable?: unknown; hours?: unknown; speaks?: boolean; says?: 'text' | 'keep' };
}

export interface Shop {
  zone: string;
  /** By weekday, Sunday first; null: always open. */
  week: string[][] | null;
  /** By date, over the week. */
  days: Record<string, string[]>;
}

/** How far a step goes, minutes: everything that is drawn lies on one. */
export const STEP = 15;

/** Whether it answers, for each step of `[from, to)`. */
export function answeredSteps(shop: Shop, closures: Closure[], from: number, to: number): boolean[] {
  const answered: boolean[] = [];
  const first = Math.min(from, ...closures.map(({ start }) => start)) - STEP;
  let source: unknown = 'own';
  let notBefore = '';
  let yesterday = '';
  for (let minute = first; minute < to; minute += STEP) {
    const clock = clockAt(minute, shop.zone);
    const before = source;
    const found = sourceOf(closures, minute);
    if (found !== 'left') source = found;
    if (source !== before) notBefore = clock.date !== yesterday ? clock.date : '';
    yesterday = clock.date;
    if (minute >= from) answered.push(isOpen(source, shop, clock, notBefore));
  }
  return answered;
}

function sourceOf(closures: Closure[], minute: number): unknown {
  const inForce = closures
    .filter(({ start, end }) => start <= minute && minute < end)
    .sort((a, b) => b.rank - a.rank);
  const reachable = inForce.find(({ sets }) => sets.reachable !== undefined)?.sets.reachable;
  const hours = inForce.find(({ sets }) => sets.hours !== undefined)?.sets.hours;
  const speaker = inForce.find(({ sets }) => sets.says !== undefined)?.sets;
  if (reachable === 'leave' || hours === 'leave') return 'left';
  if (reachable === false || hours === 'closed') return 'closed';
  if (speaker?.says === 'text' && speaker.speaks) return 'closed';
  return hours === undefined || hours === 'keep' ? 'own' : hours;
}

function isOpen(source: unknown, { week, days }: Shop, clock: Clock, notBefore: string): boolean {
  if (source === 'closed') return false;
  if (Array.isArray(source)) return isWithin(clock, source, source, notBefore);
  const on = (date: string, weekday: number) => days[date] ?? (week ? week[weekday] : ['00:00-23:59']);
  return isWithin(
    clock,
    on(clock.date, clock.weekday) as string[],
    on(clock.dateBefore, (clock.weekday + 6) % 7) as string[],
    notBefore,
  );
}

function isWithin({ time, dateBefore }: Clock, today: string[], evening: string[], notBefore: string) {
  const ends = (window: string) => (window.endsWith('23:59') ? '24:00' : window.slice(6));
  const isPast = (window: string) => ends(window) <= window.slice(0, 5);
  const now = today.some((window) => time >= window.slice(0, 5) && (isPast(window) || time < ends(window)));
  const rest = evening.some((window) => isPast(window) && time < ends(window));
  return now || (rest && dateBefore >= notBefore);
}

interface Clock {
  date: string;
  dateBefore: string;
  weekday: number;
  time: string;
}

const offsets = new Map<string, number>();

function clockAt(minute: number, zone: string): Clock {
  const key = `${zone} ${minute}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const parts = formatterOf(zone).formatToParts(minute * 60_000);
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    offset = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute')) / 60_000 - minute;
    offsets.set(key, offset);
  }
  const local = new Date((minute + offset) * 60_000);
  return {
    date: local.toISOString().slice(0, 10),
    dateBefore: new Date(local.getTime() - 86_400_000).toISOString().slice(0, 10),
    weekday: local.getUTCDay(),
    time: local.toISOString().slice(11, 16),
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
    });
    formatters.set(zone, found);
  }
  return found;
}
