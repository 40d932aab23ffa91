import type HolidaysPackage from 'date-holidays';
import type { HolidayPlace } from '../regions.ts';
import type { Correction } from './correction.ts';
import { CORRECTIONS } from './index.ts';
import { LOCAL_FEASTS } from './local/index.ts';
import type { LocalFeasts } from './local/local-feasts.ts';

/** The feasts that the data knows by name: by rule, the names in every language. */
export type FeastNames = Record<string, { name: Record<string, string> }>;

/** The corrections of a place, those of its country first. */
export function correctionsOf({ lists, region }: HolidayPlace): readonly Correction[] {
  const country = lists[0] as string;
  const places = [country, ...(region === null ? [] : [region, region.split('-').slice(0, 2).join('-')])];
  const found = CORRECTIONS[country] ?? [];
  const depth = ({ where }: Correction): number => (where.split(' ').includes(country) ? 0 : 1);
  return found
    .filter(({ where }) => where.split(' ').some((one) => places.includes(one)))
    .toSorted((a, b) => depth(a) - depth(b));
}

/** The feasts of the municipality that is meant, or null. */
export const localFeastsOf = ({ country, city }: HolidayPlace): LocalOnes | null => {
  const known = LOCAL_FEASTS[country];
  const feasts = city === null ? undefined : known?.cities[city];
  return known && feasts ? { ...known, feasts } : null;
};

interface LocalOnes extends Pick<LocalFeasts, 'source' | 'lookedUp'> {
  feasts: LocalFeasts['cities'][string];
}

/** Who says so. */
export interface Cited extends Pick<Correction, 'source' | 'lookedUp'> {
  /** A feast of a municipality. */
  isLocal?: true;
}

/** What corrections made of a place's rules. */
export interface Corrected {
  /** By rule, the correction that it comes from. */
  rules: ReadonlyMap<string, Cited>;
  /** Civil days that are no public holiday there, whatever a rule says. */
  workingDays: ReadonlySet<string>;
  /** Whether Sundays are none either. */
  withoutSundays: boolean;
}

/** Puts the corrections of a place over its rules. */
export function correct(
  holidays: HolidaysPackage,
  corrections: readonly Correction[],
  local: LocalOnes | null,
  known: FeastNames,
): Corrected {
  const rules = new Map<string, Cited>();
  const workingDays = new Set<string>();
  let withoutSundays = false;
  for (const correction of corrections)
    for (const [rule, feast] of Object.entries(correction.days)) {
      if (rule === '*') dropPublic(holidays, rules);
      else if (rule === '* on sunday') withoutSundays = true;
      else if (feast === false && isDate(rule)) workingDays.add(rule);
      else if (feast === false) drop(holidays, rule, rules);
      else {
        const name = typeof feast === 'object' ? feast : knownNames(holidays, rule, feast, known);
        holidays.setHoliday(rule, { name, type: 'public', substitute: true });
        rules.set(rule, correction);
      }
    }
  if (local !== null) addLocal(holidays, local, rules);
  return { rules, workingDays, withoutSundays };
}

/** A day that is public there anyway stays so. */
function addLocal(
  holidays: HolidaysPackage,
  { source, lookedUp, feasts }: LocalOnes,
  rules: Map<string, Cited>,
): void {
  for (const [rule, name] of Object.entries(feasts)) {
    const { type }: { type?: string } = Object(holidays.getRule(rule));
    if (type === 'public') continue;
    holidays.setHoliday(rule, { name, type: 'public' });
    rules.set(rule, { source, lookedUp, isLocal: true });
  }
}

const isDate = (rule: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(rule);

/** The names that the data has for a feast, in the list itself or for all countries. */
function knownNames(
  holidays: HolidaysPackage,
  rule: string,
  feast: string | true,
  known: FeastNames,
): Record<string, string> {
  const key = feast === true ? rule : feast;
  const own: { name?: Record<string, string> } = Object(holidays.getRule(key));
  const found = own.name ?? known[key]?.name;
  if (typeof found !== 'object')
    throw new RangeError(`the data has no names for ${key}, of which ${rule} is said`);
  return found;
}

function dropPublic(holidays: HolidaysPackage, kept: ReadonlyMap<string, Cited>): void {
  // The type of the package leaves out the properties of a rule.
  for (const { rule, type } of holidays.getRules() as unknown as { rule: string; type?: string }[])
    if (type === 'public' && !kept.has(rule)) holidays.unsetRule(rule);
}

function drop(holidays: HolidaysPackage, rule: string, corrected: Map<string, Cited>): void {
  holidays.unsetRule(rule);
  corrected.delete(rule);
}
