import { baselineOf } from '../baseline.ts';
import { WEEKDAYS, type Weekday, type WeekHours } from '../model.ts';
import { overlayKeyOf } from '../overlay.ts';
import { type BusinessRecord, hasInPlace } from '../record.ts';
import { sameDay } from '../same.ts';
import { standingsOf } from '../standing.ts';
import type { Seen, Times } from '../times.ts';

/**
 * What a person made of a weekday that a grid of ours leaves open becomes own hours, and part of what goes back; a day
 * that it empties, and that a person filled, is theirs to keep as in any other closure (design rule 13).
 * @param own the own hours that the grid was made from
 */
export function withEditedDays(
  record: BusinessRecord,
  { settings }: Seen,
  times: Times,
  own: WeekHours | null,
): BusinessRecord {
  const { last } = record;
  const baseline = baselineOf(record);
  const shown = settings.custom_chat_hours;
  if (!hasInPlace(record) || !last || !baseline || !record.inPlace.overlay.staged) return record;
  const ours = last.settings.custom_chat_hours;
  if (settings.uses_business_hours || shown === null || ours === null) return record;
  if (standingsOf(record, settings, times).custom_chat_hours !== 'theirs') return record;
  const { inPlace } = record;
  const week = baseline.uses_business_hours ? own : baseline.custom_chat_hours;
  const isEmptied = (day: Weekday) => (ours[day] ?? []).length === 0 && (week?.[day] ?? []).length > 0;
  const isTaken = (day: Weekday) => inPlace.taken.includes(`custom_chat_hours.${day}`);
  const edited = WEEKDAYS.filter(
    (day) => !sameDay(shown[day], ours[day]) && !isEmptied(day) && !isTaken(day),
  );
  if (edited.length === 0) return record;
  // In the order of whoever wrote them: once they are own hours, nothing is to be written for the sake of ours.
  const days = [...(Object.keys(shown) as Weekday[]), ...WEEKDAYS];
  const withEdited = (hours: WeekHours | null): WeekHours => ({
    ...Object.fromEntries(days.map((day) => [day, hours?.[day] ?? []])),
    ...Object.fromEntries(edited.map((day) => [day, shown[day] ?? []])),
  });
  const { chatHours } = inPlace.overlay;
  const overlay = {
    ...inPlace.overlay,
    ...(typeof chatHours === 'object' ? { chatHours: withEdited(chatHours) } : {}),
  };
  return {
    ...record,
    last: { ...last, settings: { ...last.settings, custom_chat_hours: withEdited(ours) } },
    inPlace: {
      ...inPlace,
      overlay,
      overlayKey: overlayKeyOf(overlay),
      amended: {
        ...inPlace.amended,
        ...(baseline.uses_business_hours ? { uses_business_hours: false } : {}),
        custom_chat_hours: withEdited(week),
      },
    },
  };
}
