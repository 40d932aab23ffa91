import type { WeekHours } from '../../closures/model.ts';
import type { SpecificHours } from '../model.ts';
import { between, pick } from '../random.ts';

const DAY = ['10:00-19:00'];
const LONG = ['09:30-20:30'];
const SPLIT = ['09:00-12:30', '14:00-18:30'];

/** Weekly hours of shops: all seven days, as a business must have them. */
const SHOP_HOURS: readonly WeekHours[] = [
  week(DAY, DAY, DAY, DAY, DAY, DAY, []),
  week(SPLIT, SPLIT, SPLIT, SPLIT, SPLIT, ['09:00-12:30'], []),
  week(LONG, LONG, LONG, LONG, LONG, LONG, ['12:00-20:00']),
  week([], DAY, DAY, DAY, DAY, ['09:00-17:00'], ['09:00-12:00']),
  week(['00:00-23:59'], ['00:00-23:59'], DAY, DAY, DAY, DAY, DAY),
];

/** Chat hours as they are met with: whole weeks, weeks in another order, weeks with days that nobody listed. */
const CHAT_HOURS: readonly WeekHours[] = [
  week(DAY, DAY, DAY, DAY, DAY, [], []),
  week(['08:00-15:00', '18:00-23:00'], ['00:00-23:59'], SPLIT, SPLIT, SPLIT, [], []),
  week(LONG, LONG, LONG, LONG, LONG, LONG, []),
  {
    sunday: [],
    saturday: ['10:00-16:00'],
    friday: DAY,
    thursday: DAY,
    wednesday: DAY,
    tuesday: DAY,
    monday: DAY,
  },
  { wednesday: SPLIT, monday: SPLIT, tuesday: [], friday: SPLIT, thursday: SPLIT, sunday: [], saturday: [] },
  { monday: DAY },
  { tuesday: DAY, thursday: DAY, saturday: ['09:00-12:00'] },
  { friday: ['18:00-23:30'], monday: DAY, wednesday: [] },
];

export function shopHours(seed: number, n: number): WeekHours {
  return copied(pick(SHOP_HOURS, seed, 'shop hours', n));
}

/** Every fifth shop has an odd week, each of them in turn; the others have a whole one. */
export function chatHours(seed: number, n: number): WeekHours {
  const odd = (n + seed) % 5 === 0;
  const turn = Math.floor((n + seed) / 5) % 5;
  return copied(CHAT_HOURS[odd ? 3 + turn : between(0, 2, seed, 'chat', n)]!);
}

/** Some shops have entered their days around Christmas 2026, some hold nothing, some an empty object. */
export function specificHours(seed: number, n: number): SpecificHours | null {
  const kind = (n + seed) % 7;
  if (kind === 3) return null;
  if (kind !== 5) return { open: [], close: [] };
  return {
    open: [{ starts_at: '2026-12-24', ends_at: '2026-12-24', open_hours: ['09:00-16:00'] }],
    close: [{ starts_at: '2026-12-25', ends_at: '2026-12-26' }],
  };
}

function week(...days: [string[], string[], string[], string[], string[], string[], string[]]): WeekHours {
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = days;
  return { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
}

/** By hand, since `structuredClone` would be most of the time that 100,000 shops take to make. */
function copied(hours: WeekHours): WeekHours {
  return Object.fromEntries(Object.entries(hours).map(([day, windows]) => [day, [...windows]]));
}
