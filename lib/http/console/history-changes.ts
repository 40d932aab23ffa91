/** What an entry of history changed, field by field, before and after. */
import type { HistoryEntry } from '../../store/store.ts';
import { A_WEEK } from './calendar-days.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';
import type { Words } from './words/index.ts';

interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

export function changesOf({ before, after }: HistoryEntry): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field) =>
    JSON.stringify(was[field] ?? null) === JSON.stringify(is[field] ?? null)
      ? []
      : { field, before: was[field] ?? null, after: is[field] ?? null },
  );
}

export function changeTable(visit: Visit, changes: readonly FieldChange[]): Html {
  const said = visit.words.history;
  const cell = (label: string, value: unknown) =>
    html`<td class="kept-text" data-label="${label}">${shown(visit, value)}</td>`;
  return html`<table class="stack"><thead><tr><th scope="col">${said.field}</th><th scope="col">${said.before}</th><th scope="col">${said.after}</th></tr></thead>
<tbody>${changes.map(({ field, before, after }) => html`<tr><th scope="row">${fieldInWords(field, visit.words)}</th>${cell(said.before, before)}${cell(said.after, after)}</tr>`)}</tbody></table>`;
}

/** Fields of messaging settings have names for people; whatever else there is is shown as it is called. */
export function fieldInWords(field: string, { shop }: Words): string {
  return Object.hasOwn(shop.fields, field) ? shop.fields[field as keyof typeof shop.fields] : field;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function shown(visit: Visit, value: unknown): string {
  const { yes, no } = visit.words;
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? yes : no;
  if (typeof value === 'string') return value;
  return isWeek(value) ? weekInWords(visit, value) : JSON.stringify(value);
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
type Week = Record<string, string[]>;

function isWeek(value: unknown): value is Week {
  const week = fieldsOf(value);
  return WEEKDAYS.every((day) => Array.isArray(week[day]));
}

/** A line for each day on which it answers, `Mon 10:00–19:00`. */
function weekInWords({ words, times }: Visit, week: Week): string {
  const lines = WEEKDAYS.flatMap((day, index) => {
    const windows = week[day]!.map((window) => String(window).replace('-', '–'));
    const name = times.as(A_WEEK[index]!, 'UTC', { weekday: 'short' });
    return windows.length === 0 ? [] : `${name} ${windows.join(', ')}`;
  });
  return lines.length === 0 ? words.shop.closedAllDay : lines.join('\n');
}
