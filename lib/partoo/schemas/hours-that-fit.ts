import * as z from 'zod';
import { isRecord } from './check.ts';

/** Hours by weekday, `HH:MM-HH:MM` in the business' own time; `[]` is a day without hours. */
type Week = Record<string, string[] | null>;

interface Period {
  /** `YYYY-MM-DD`, both ends included. */
  starts_at?: string | null;
  ends_at?: string | null;
  open_hours?: string[] | null;
  [member: string]: unknown;
}

export interface SpecialHours {
  open?: Period[] | null;
  close?: Period[] | null;
  [member: string]: unknown;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isOptionalText = (value: unknown): boolean => value == null || isText(value);
const areTexts = (value: unknown): boolean => value == null || (Array.isArray(value) && value.every(isText));
const isDated = (value: unknown): boolean =>
  isRecord(value) && isOptionalText(value.starts_at) && isOptionalText(value.ends_at);
const isOpening = (value: unknown): boolean => isDated(value) && areTexts((value as Period).open_hours);
const areAll = (fits: (value: unknown) => boolean, value: unknown): boolean =>
  value == null || (Array.isArray(value) && value.every(fits));
const isWeek = (value: unknown): boolean => isRecord(value) && Object.values(value).every(areTexts);
const isSpecial = (value: unknown): boolean =>
  isRecord(value) && areAll(isOpening, value.open) && areAll(isDated, value.close);

// By hand: of a listing of 100,000 businesses the parts of their weeks, each held against a schema, are a third of the time.
export const week = z.custom<Week>(isWeek);
export const specialHours = z.custom<SpecialHours>(isSpecial);

// Of those that came otherwise than documented. What a business is like does not say it any more.
const lacking = new WeakSet<object>();

/** Whether some of a business' special hours did not fit, and were left out. */
export function lacksSpecialHours(business: object): boolean {
  return lacking.has(business);
}

/** A business without those of its hours that do not fit: odd ones would put the whole of it aside. */
export function withHoursThatFit(business: unknown): unknown {
  if (!isRecord(business)) return business;
  const { open_hours, specific_hours } = business;
  const fits =
    (open_hours == null || isWeek(open_hours)) && (specific_hours == null || isSpecial(specific_hours));
  if (fits) return business;
  const special = specialThatFits(specific_hours);
  const fitting = {
    ...business,
    ...(open_hours == null ? {} : { open_hours: weekThatFits(open_hours) }),
    ...(specific_hours == null ? {} : { specific_hours: special }),
  };
  if (specific_hours != null && itemsIn(specific_hours) !== itemsIn(special)) lacking.add(fitting);
  return fitting;
}

// A copy of what fits: of each list the items that do, of a member that does not null.
const textsThatFit = (value: unknown) => (Array.isArray(value) ? value.filter(isText) : null);

function weekThatFits(value: unknown): unknown {
  if (!isRecord(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([day, windows]) => [day, textsThatFit(windows)]));
}

function specialThatFits(value: unknown): unknown {
  if (!isRecord(value)) return null;
  const { open, close } = value;
  return {
    ...value,
    ...(open === undefined ? {} : { open: periodsThatFit(open)?.map(withWindowsThatFit) ?? null }),
    ...(close === undefined ? {} : { close: periodsThatFit(close) }),
  };
}

const periodsThatFit = (value: unknown): Period[] | null =>
  Array.isArray(value) ? value.filter(isDated) : null;

const withWindowsThatFit = (period: Period): Period =>
  isOpening(period) ? period : { ...period, open_hours: textsThatFit(period.open_hours) };

/** How many lists, days, dates and windows there are, whatever their shape; deeper than they can lie is one. */
function itemsIn(value: unknown, depth = 5): number {
  if (value == null) return 0;
  const members = isRecord(value) ? MEMBERS.map((name) => value[name]) : Array.isArray(value) ? value : [];
  return depth === 0 ? 1 : members.reduce((sum: number, one) => sum + itemsIn(one, depth - 1), 1);
}

const MEMBERS = ['open', 'close', 'starts_at', 'ends_at', 'open_hours'];
