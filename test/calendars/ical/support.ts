import { feed } from '../../../lib/calendars/ical/feed.ts';
import type { IcalCalendar } from '../../../lib/calendars/ical/stored.ts';

/** A feed with what it closes: `start..end`, and the name where that matters. */
export type FeedCase = [title: string, lines: string[], expected: string[]];

const WINDOW = { from: '2026-11-01', to: '2027-12-31' };
const CALENDAR: IcalCalendar = {
  kind: 'ical',
  from: 'calendar.ics',
  only: null,
  except: null,
  transparent: 'ignore',
  allowPrivateAddress: false,
};

/** A calendar around the lines, with the line ends that the standard asks for. */
export function calendar(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

export const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];

export async function read(bytes: string | Uint8Array, options: Partial<IcalCalendar> = {}, window = WINDOW) {
  const text = await feed.textOf(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  const content = await feed.read(text, { ...CALENDAR, ...options }, window);
  return { ...content, found: content.occurrences['']! };
}

export const told = (faults: Awaited<ReturnType<typeof read>>['faults']): string[] =>
  faults.map(({ which, why }) => `${which} is set aside: ${why}`);

export async function spans(
  bytes: string | Uint8Array,
  options: Partial<IcalCalendar> = {},
  window = WINDOW,
): Promise<string[]> {
  const { found, faults } = await read(bytes, options, window);
  return [...found.map(({ start, end }) => `${start}..${end}`), ...told(faults)];
}
