import { isTextField } from './fields.ts';
import { type Settings, type SettingsField, WEEKDAYS, type WeekHours } from './model.ts';

/** Equal up to what Partoo may do to a text on its way: trimming, Unicode normalization, line ends. */
export function sameText(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || settledText(a) === settledText(b);
}

/** A text as it is told apart from others. */
export function settledText(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

/** Equal day by day; a weekday that is not listed counts as closed. */
export function sameHours(a: WeekHours | null, b: WeekHours | null): boolean {
  if (a === null || b === null) return a === b;
  return WEEKDAYS.every((day) => sameDay(a[day], b[day]));
}

export function sameDay(
  a: readonly string[] | null | undefined,
  b: readonly string[] | null | undefined,
): boolean {
  const [one, other] = [a ?? [], b ?? []];
  return one.length === other.length && one.every((range, index) => range === other[index]);
}

/** Whether a field means the same in both; one that a write left out, because Partoo has none, means null. */
export function sameField(field: SettingsField, a: Settings, b: Settings): boolean {
  if (field === 'custom_chat_hours') return sameHours(a[field] ?? null, b[field] ?? null);
  if (isTextField(field)) return sameText(a[field] ?? null, b[field] ?? null);
  return a[field] === b[field];
}

/** Whether a field is the same to the byte; what is left out counts as null here, too. */
export function identicalField(field: SettingsField, a: Settings, b: Settings): boolean {
  const [one, other] = [a[field] ?? null, b[field] ?? null];
  return one === other || (isHours(one) && isHours(other) && JSON.stringify(one) === JSON.stringify(other));
}

const isHours = (value: Settings[SettingsField]): value is WeekHours =>
  typeof value === 'object' && value !== null;
