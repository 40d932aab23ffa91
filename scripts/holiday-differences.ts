/**
 * Our public days against another list of them: what both have, and of each that only one has, what kind of day it is.
 */
import { civilMinutes, DAY, formatDate } from '../lib/calendars/civil.ts';
import { type Holiday, holidaysOf } from '../lib/calendars/holidays/data.ts';
import { daysOf } from '../lib/calendars/holidays/expand.ts';
import { holidayPlace } from '../lib/calendars/holidays/regions.ts';

/** Days with their names, by place (a country, or `FR-57` with what differs from the country). */
export type OtherList = Record<string, Record<string, string> | PartOfCountry>;

interface PartOfCountry {
  plus: Record<string, string>;
  minus: string[];
}

/**
 * - `moon moved`: the same feast of the moon, by up to three days;
 * - `moon`: a feast of the moon, or a day of it, that one of them does not have;
 * - `substitute`: for a feast that is on another day;
 * - `patron`: of a province of Italy or a district of Portugal, which we have by city;
 * - `other`: everything else.
 */
export const KINDS = ['moon moved', 'moon', 'substitute', 'patron', 'other'] as const;
export type Kind = (typeof KINDS)[number];

export interface Difference {
  /** ISO 3166-1, or 3166-2 for a part of a country. */
  place: string;
  date: string;
  side: 'ours' | 'theirs';
  /** In every language that is known. */
  names: string[];
  kind: Kind;
}

export interface Comparison {
  place: string;
  year: number;
  /** How many days both have. */
  both: number;
  differences: Difference[];
}

/** One place and year; null where we have no list of that place. @param other the days of any years */
export async function compare(
  place: string,
  other: Record<string, string>,
  year: number,
  patrons: ReadonlySet<string>,
): Promise<Comparison | null> {
  const ours = await daysOfOurs(place, year);
  if (ours === null) return null;
  const theirs = new Map(Object.entries(other).filter(([date]) => date.startsWith(`${year}-`)));
  const only = [
    ...[...ours].filter(([date]) => !theirs.has(date)).map(([date, found]) => oursOnly(place, date, found)),
    ...[...theirs].filter(([date]) => !ours.has(date)).map(([date, name]) => theirsOnly(place, date, name)),
  ];
  const differences = only.map((one) => ({ ...one, kind: kindOf(one, only, ours, patrons) }));
  return { place, year, both: [...theirs.keys()].filter((date) => ours.has(date)).length, differences };
}

type Only = Omit<Difference, 'kind'>;

const oursOnly = (place: string, date: string, found: readonly Holiday[]): Only => ({
  place,
  date,
  side: 'ours',
  names: found.flatMap(({ names }) => Object.values(names)),
});

const theirsOnly = (place: string, date: string, name: string): Only => ({
  place,
  date,
  side: 'theirs',
  names: name.split('; '),
});

/** By civil day of the year. */
async function daysOfOurs(code: string, year: number): Promise<Map<string, Holiday[]> | null> {
  const found = new Map<string, Holiday[]>();
  try {
    const country = code.slice(0, 2);
    const place = holidayPlace({ country, region: code.includes('-') ? code : null }, []);
    // One of the year before may reach into this one.
    const begun = [...(await holidaysOf(place, year - 1, [])), ...(await holidaysOf(place, year, []))];
    for (const holiday of begun.filter(({ type }) => type === 'public'))
      for (const day of daysOf(holiday).filter((one) => one.startsWith(`${year}-`)))
        found.set(day, [...(found.get(day) ?? []), holiday]);
  } catch {
    return null;
  }
  return found;
}

const SUBSTITUTE =
  /observ|substit|in lieu|pushimi e shtyrë|ponte|puente|补假|補假|调休|почивен|неработен|neradni|слободан|pārcelta|müşahidə|қайта|koʻchir|dynç|yizihijwe|diperhatikan|تعويضي|makisio|day off/i;

function kindOf(
  one: Only,
  all: readonly Only[],
  ours: ReadonlyMap<string, Holiday[]>,
  patrons: ReadonlySet<string>,
): Kind {
  if (patrons.has(`${one.place} ${one.date}`)) return 'patron';
  const isByMoon = [-1, 0, 1].some((by) =>
    ours.get(plusDays(one.date, by))?.some((found) => found.estimated),
  );
  if (isByMoon || /estim|تقديري|anggaran|تخمینی/.test(one.names.join()))
    return all.some((two) => two.side !== one.side && near(one.date, two.date)) ? 'moon moved' : 'moon';
  return one.names.some((name) => SUBSTITUTE.test(name)) ? 'substitute' : 'other';
}

const plusDays = (date: string, days: number): string => formatDate(civilMinutes(date) + days * DAY);

const near = (a: string, b: string): boolean => Math.abs(civilMinutes(a) - civilMinutes(b)) <= 3 * DAY;

/** All days of a place, those of its country included. */
export function listedDays(list: OtherList, place: string): Record<string, string> {
  const own = list[place] as Record<string, string> | PartOfCountry;
  if (!isPart(own)) return own;
  const country = list[place.slice(0, 2)] as Record<string, string>;
  const kept = Object.entries(country).filter(([date]) => !own.minus.includes(date));
  return { ...Object.fromEntries(kept), ...own.plus };
}

/** What a list says of provinces of Italy and districts of Portugal beyond their country: `IT-MI 2026-12-07`. */
export function patronsOf(list: OtherList): Set<string> {
  const parts = Object.entries(list).filter(
    ([place]) => /^(IT-[A-Z]|PT-[01])/.test(place) && place !== 'IT-BZ',
  );
  return new Set(
    parts.flatMap(([place, own]) =>
      isPart(own) ? Object.keys(own.plus).map((date) => `${place} ${date}`) : [],
    ),
  );
}

const isPart = (own: Record<string, string> | PartOfCountry): own is PartOfCountry =>
  typeof own.plus === 'object';
