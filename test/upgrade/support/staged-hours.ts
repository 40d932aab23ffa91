/** When the shops of the story with staged closures answer, worked out without the product. */
import type { OrganizationMoment, Settings, Truth } from '../model.ts';

/** By then all of them have been back for a week. */
export const LAST_NIGHT = Date.parse('2027-01-02T20:00:00+01:00');

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const OPENING = {
  monday: ['09:00-12:30', '14:00-18:00'],
  tuesday: ['09:00-18:00'],
  wednesday: ['09:00-18:00'],
  thursday: ['09:00-18:00'],
  friday: ['09:00-19:00'],
  saturday: ['10:00-17:00'],
  sunday: [],
};

const CHRISTMAS = ['2026-12-24T14:00', '2026-12-27T00:00'] as const;
const CLOSED: Record<string, readonly (readonly [from: string, to: string])[]> = {
  'ST-00045': [['2026-12-23T10:00', '2026-12-23T16:00'], CHRISTMAS],
  // Relaunched from the works, and closed by what begins later.
  'ST-00046': [CHRISTMAS],
  'ST-00052': [],
  'ST-00053': [
    ['2026-12-24T14:00', '2026-12-24T15:00'],
    ['2026-12-24T17:00', '2026-12-27T00:00'],
  ],
  'ST-00054': [],
  'ST-00056': [['2026-12-24T00:00', '2026-12-25T00:00']],
  'ST-00057': [['2026-12-23T11:55', '2026-12-23T17:00'], CHRISTMAS],
  'ST-00058': [['2026-12-23T11:55', '2026-12-23T17:00'], CHRISTMAS],
  'ST-00059': [['2026-12-23T11:55', '2026-12-23T17:00'], CHRISTMAS],
  'ST-00060': [['2026-12-30T00:00', '2026-12-31T00:00']],
  'ST-00061': [['2026-12-30T00:00', '2026-12-31T00:00']],
};

/** The emptied weekday that a person filled. */
const FILLED = ['2026-12-25T11:00', '2026-12-25T13:00'] as const;

/** Whether somebody who writes at that instant is answered, with these settings. */
export function answers(settings: Settings, at: number): boolean {
  return settings.is_launched && isWithin(hoursOf(settings), at);
}

/** Whether they are to be: in its own hours, and in no closure. */
export function isToAnswer(of: OrganizationMoment, code: string, at: number): boolean {
  const { original, byPerson } = of.truth[code] as Truth;
  const now = localTime(at);
  if (code === 'ST-00049' && now >= FILLED[0] && now < FILLED[1]) return true;
  const isClosed = (CLOSED[code] ?? [CHRISTMAS]).some(([from, to]) => now >= from && now < to);
  const isAtNight = code === 'ST-00054' && isNight(now);
  return !isClosed && !isAtNight && answers({ ...original, ...byPerson }, at);
}

/** From 17:00 of Monday to Friday until 10:00 of the day after. */
function isNight(now: string): boolean {
  const [day, time] = [dayOf(now), now.slice(11)];
  return (day >= 1 && day <= 5 && time >= '17:00') || (day >= 2 && time < '10:00');
}

function hoursOf({ uses_business_hours, custom_chat_hours }: Settings): Record<string, string[]> {
  return uses_business_hours || custom_chat_hours === null ? OPENING : custom_chat_hours;
}

function isWithin(week: Record<string, string[]>, at: number): boolean {
  const now = localTime(at);
  const time = now.slice(11);
  return (week[DAYS[dayOf(now)] as string] ?? []).some((window) => {
    const [from = '', to = ''] = window.split('-');
    return time >= from && time < to;
  });
}

/** In Paris, in winter: `2026-12-24T14:00`. */
export function localTime(at: number): string {
  return new Date(at + 3600_000).toISOString().slice(0, 16);
}

const dayOf = (now: string) => new Date(`${now}:00Z`).getUTCDay();
