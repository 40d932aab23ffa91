import type { Occurrence } from '../../closures/model.ts';
import { civilMinutes, DAY, formatDate, within } from '../civil.ts';
import type { CivilWindow, Place } from '../model.ts';
import { openingsOf } from './openings.ts';
import type { SpecificHoursCalendar } from './stored.ts';

export async function expand(
  { closings, openings }: SpecificHoursCalendar,
  window: CivilWindow,
  { openHours }: Place,
): Promise<Occurrence[]> {
  if (!openHours?.special) return [];
  const closed = openHours.special
    .filter(([, , windows]) => closings && windows.length === 0)
    .map(([first, last]) => ({ start: first, end: formatDate(civilMinutes(last) + DAY), names: {} }));
  return within([...closed, ...(openings ? openingsOf(openHours, window) : [])], window);
}
