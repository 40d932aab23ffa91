/** Which dates of the coming days moved, came or went, although nobody changed the rule, and whom that concerns. */
import { isDeepStrictEqual } from 'node:util';
import type { ExpandedCalendars } from '../../../calendars/model.ts';
import { formerKeyOf, placeKeyAmong } from '../../../calendars/place-key.ts';
import type { Instant } from '../../../clock.ts';
import { civilDateOf } from '../../../closures/civil-time.ts';
import type { Bound, Business, Occurrence } from '../../../closures/model.ts';
import { matchesScope } from '../../../closures/scope.ts';
import type { Organization, Rule } from '../../../config/model.ts';
import type { Remembered } from '../../situation/remembered.ts';

/** A date that came, went, or is another now, with the businesses that it concerns. */
export interface DateChange {
  kind: 'added' | 'removed' | 'moved';
  names: Occurrence['names'];
  start: Bound;
  end: Bound | null;
  /** Where it was, if it moved. */
  from: { start: Bound; end: Bound | null } | null;
  businesses: Business[];
}

export interface RuleChange {
  rule: string;
  /** In order of time; never empty. */
  changes: DateChange[];
  /** All that any of them concerns. */
  businesses: Business[];
}

/** What is compared: businesses and calendars of one organization, under the same rules. */
export interface Comparison {
  organization: Organization;
  /** Those that are the same before and after. */
  rules: readonly Rule[];
  before: Remembered;
  after: Remembered;
  now: Instant;
}

/**
 * The dates that both know of, from today on. Businesses that are new, whose zone was not known, or whose calendar is not
 * known now, have none that changed.
 */
export function changedDates(comparison: Comparison): RuleChange[] {
  const { rules, after } = comparison;
  const elsewhere = movedBusinesses(comparison);
  const seen = lookingAt(comparison);
  return rules.flatMap((rule) => {
    if (!rule.enabled) return [];
    const concerned = hasChanged(rule, comparison, seen) ? after.directory.businesses : elsewhere;
    return changesOf(rule, comparison, seen, concerned);
  });
}

/** Businesses whose scopes or place may be others than before. */
export function movedBusinesses({ before, after }: Pick<Comparison, 'before' | 'after'>): Business[] {
  const known = businessesById(before);
  return after.directory.businesses.filter((business) => {
    const was = known.get(business.id);
    return was !== undefined && was !== business && whereOf(was) !== whereOf(business);
  });
}

const whereOf = ({ code, country, region, zone, zipcode, city, groups, openHours }: Business): string =>
  JSON.stringify([code, country, region, zone, zipcode, city, groups, openHours?.special]);

const businessesById = ({ directory }: Remembered): Map<string, Business> =>
  new Map(directory.businesses.map((business) => [business.id, business]));

type Looking = (occurrences: readonly Occurrence[]) => Occurrence[];

/** What lies ahead for both, and is told apart by both. */
function lookingAt({ before, after, now }: Comparison): Looking {
  const today = civilDateOf(now, 'UTC');
  const [to = ''] = [before, after].map(({ calendars }) => calendars.window.to).sort();
  return (occurrences) => occurrences.filter(({ start, end }) => start < to && (end === null || end > today));
}

function hasChanged({ key }: Rule, { before, after }: Comparison, seen: Looking): boolean {
  const [was, is] = [before.calendars.occurrences[key] ?? {}, after.calendars.occurrences[key] ?? {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].some(
    (place) => was[place] !== is[place] && !isDeepStrictEqual(seen(was[place] ?? []), seen(is[place] ?? [])),
  );
}

function changesOf(
  rule: Rule,
  comparison: Comparison,
  seen: Looking,
  looked: readonly Business[],
): RuleChange[] {
  const changes = new Map<string, DateChange>();
  const concerned: Business[] = [];
  for (const [difference, businesses] of differences(rule, comparison, seen, looked)) {
    if (difference.length > 0) concerned.push(...businesses);
    for (const one of difference) {
      const key = JSON.stringify([one.kind, one.start, one.end, one.from, one.names]);
      const known = changes.get(key);
      if (known) known.businesses.push(...businesses);
      else changes.set(key, { ...one, businesses: [...businesses] });
    }
  }
  if (changes.size === 0) return [];
  const inOrder = [...changes.values()].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  return [{ rule: rule.key, changes: inOrder, businesses: concerned }];
}

type Difference = Omit<DateChange, 'businesses'>[];

/** What changed, once for all businesses that had, and have, the same dates. */
function differences(
  rule: Rule,
  comparison: Comparison,
  seen: Looking,
  looked: readonly Business[],
): [Difference, Business[]][] {
  const { before, after } = comparison;
  const known = businessesById(before);
  const classes = new Map<string, { was: Occurrence[]; is: Occurrence[]; businesses: Business[] }>();
  for (const business of looked) {
    const former = known.get(business.id);
    if (!former || former.zone === null || business.zone === null) continue;
    const [was, is] = [
      datesOf(rule, former, before.calendars, comparison),
      datesOf(rule, business, after.calendars, comparison),
    ];
    if (was === null || is === null || was.occurrences === is.occurrences) continue;
    const key = `${was.place}\n${is.place}`;
    const found = classes.get(key);
    if (found) found.businesses.push(business);
    else classes.set(key, { was: was.occurrences, is: is.occurrences, businesses: [business] });
  }
  return [...classes.values()].map(({ was, is, businesses }) => [
    differenceOf(seen(was), seen(is)),
    businesses,
  ]);
}

const NONE: Occurrence[] = [];

/** null where nothing is known of it: that is no change. */
function datesOf(
  rule: Rule,
  business: Business,
  { occurrences }: Pick<ExpandedCalendars, 'occurrences'>,
  { organization }: Comparison,
): { place: string; occurrences: Occurrence[] } | null {
  if (rule.scope && !matchesScope(rule.scope, business, organization.id))
    return { place: '-', occurrences: NONE };
  const known = occurrences[rule.key];
  const place = placeKeyAmong(rule.calendar, business, known);
  const found = known?.[place] ?? known?.[formerKeyOf(place) ?? place];
  return found === undefined ? null : { place: `+${place}`, occurrences: found };
}

/** What has the same name and lies near is taken for the same, moved. */
function differenceOf(was: readonly Occurrence[], is: readonly Occurrence[]): Difference {
  const [old, fresh] = [new Set(was.map(spanOf)), new Set(is.map(spanOf))];
  const gone = was.filter((one) => !fresh.has(spanOf(one)));
  const come = new Set(is.filter((one) => !old.has(spanOf(one))));
  const changes: Difference = [];
  for (const one of gone) {
    const { start, end, names } = one;
    const now = [...come].find((other) => isMoved(one, other));
    if (now) {
      come.delete(now);
      changes.push({ ...dated(now), kind: 'moved', from: { start, end } });
    } else changes.push({ kind: 'removed', names, start, end, from: null });
  }
  return [...changes, ...[...come].map((one) => ({ ...dated(one), kind: 'added' as const, from: null }))];
}

const dated = ({ names, start, end }: Occurrence) => ({ names, start, end });

const spanOf = ({ start, end }: Occurrence): string => `${start} ${end}`;

const NEAR_MILLISECONDS = 62 * 24 * 3600_000;

function isMoved(one: Occurrence, other: Occurrence): boolean {
  const apart = Math.abs(Date.parse(one.start) - Date.parse(other.start));
  return apart <= NEAR_MILLISECONDS && isDeepStrictEqual(one.names, other.names);
}
