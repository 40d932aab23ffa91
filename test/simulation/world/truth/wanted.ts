/** What a shop has to hold at an instant, field by field (design rule 8). Nothing here is shared with the product. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Closure } from './closures.ts';

export type Field = 'launched' | 'offline' | 'welcome' | 'hours';
export const FIELDS: readonly Field[] = ['launched', 'offline', 'welcome', 'hours'];

/** `base`: what was there before us; `any`: nobody can say. */
type Value = string;

export interface Wanted {
  values: Record<Field, Value>;
  /** Who sets it; null: nobody. */
  winners: Record<Field, Closure | null>;
}

/** hold > urgent > ad hoc > priority of the rule > later start of the chain > name; of two that are asked for, the later. */
function before(a: Closure, b: Closure): number {
  return (
    b.rank - a.rank ||
    b.priority - a.priority ||
    Number(b.opens !== null) - Number(a.opens !== null) ||
    b.start - a.start ||
    b.askedAt - a.askedAt ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}

/** @param all in force at an instant, announcements among them */
export function wantedOf(all: readonly Closure[], at: Instant): Wanted {
  const ranked = all.filter(({ announces }) => announces === null).toSorted(before);
  const announced = all.filter(({ announces }) => announces !== null).toSorted((a, b) => a.end - b.end);
  const values = {} as Wanted['values'];
  const winners = {} as Wanted['winners'];
  for (const field of FIELDS) {
    const saying = ranked.filter((closure) => says(closure, field) !== null);
    const winner = saying.find(({ recurs }) => recurs && lets(saying[0]!, field, at)) ?? saying[0] ?? null;
    let value = winner ? says(winner, field)! : 'base';
    let who = winner;
    // Announcements are part of what keeping means.
    if (value === 'base' && announced.length > 0 && (field === 'offline' || field === 'welcome')) {
      const first = announced.find((closure) => closure.effect[field] !== undefined);
      if (first) [value, who] = [first.effect[field]!, first];
    }
    values[field] = value;
    winners[field] = who;
  }
  return { values, winners };
}

/** Outside of the hours of an exceptional opening what recurs goes on, but in the hours themselves. */
function lets({ opens }: Closure, field: Field, at: Instant): boolean {
  return opens !== null && field !== 'hours' && !opens.some(({ start, end }) => start <= at && at < end);
}

/** What a closure sets a field to; null: nothing, the next one counts. */
function says({ effect, staged, opens }: Closure, field: Field): Value | null {
  // Windows of a day may stand in a whole week.
  if (effect.leave || (opens !== null && field === 'hours')) return 'any';
  const { open, reachable, offline, welcome, chatHours } = effect;
  switch (field) {
    case 'launched':
      return kept(reachable) ?? (open || staged ? 'base' : 'off');
    case 'offline':
      return kept(offline) ?? (open ? 'base' : 'closed');
    case 'welcome':
      return kept(welcome) ?? (open ? 'base' : null);
    case 'hours':
      return kept(chatHours) ?? (open ? 'base' : 'closed');
  }
}

function kept(value: string | boolean | string[] | undefined): Value | null {
  if (value === undefined) return null;
  if (value === 'keep') return 'base';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether a shop is taken off, or answers nobody by its hours. */
export function isClosed({ values }: Wanted): boolean {
  return values.launched === 'off' || values.hours === 'closed';
}

/** Whether nobody wants anything but what was there before us. */
export function isNothing({ values }: Wanted): boolean {
  return FIELDS.every((field) => values[field] === 'base');
}
