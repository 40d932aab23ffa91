import { createHash } from 'node:crypto';
import type { Hours } from '../../closures/model.ts';
import type { Place } from '../model.ts';
import type { SpecificHoursCalendar } from './stored.ts';

// Thousands of businesses may share one object, and each is asked for every minute.
const known = new WeakMap<Hours, string[]>();

/** Businesses with equal special hours share a key, whoever and wherever they are; all without any have the empty one. */
export function placeKeyOf({ closings, openings }: SpecificHoursCalendar, { openHours }: Place): string {
  if (!openHours?.special) return '';
  const keys = known.get(openHours) ?? [];
  if (keys.length === 0) known.set(openHours, keys);
  const taken = Number(closings) + 2 * Number(openings);
  keys[taken] ??= keyOf(openHours, closings, openings);
  return keys[taken];
}

function keyOf({ week, special = [] }: Hours, closings: boolean, openings: boolean): string {
  const taken = special.filter(([, , windows]) => (windows.length === 0 ? closings : openings));
  if (taken.length === 0) return '';
  // What an opening means depends on the usual hours, and on what is closed beside it.
  const means = openings ? [week, special] : taken;
  return createHash('sha256').update(JSON.stringify(means)).digest('base64url').slice(0, 22);
}
