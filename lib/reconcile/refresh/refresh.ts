import { CalendarError } from '../../calendars/errors.ts';
import { expand } from '../../calendars/expand.ts';
import type { CivilWindow, ExpandedCalendars, Place } from '../../calendars/model.ts';
import { placeKeyOf } from '../../calendars/place-key.ts';
import type { Instant } from '../../clock.ts';
import { addDays, civilDateOf } from '../../closures/civil-time.ts';
import type { Business } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import type { Config, Organization, Rule } from '../../config/model.ts';
import type { Warning } from '../situation/warning.ts';
import { businessesNamed } from '../situation/words.ts';
import { withNames } from './places.ts';

/** What refresh knows ahead and keeps behind, days. Behind, for chains and texts of closures that have begun. */
const DAYS_AHEAD = 400;
const DAYS_BEHIND = 62;

/** The days that calendars are expanded over when they are refreshed at `now`. */
export function refreshWindow(now: Instant): CivilWindow {
  const today = civilDateOf(now, 'UTC');
  return { from: addDays(today, -DAYS_BEHIND), to: addDays(today, DAYS_AHEAD) };
}

export interface Expansion {
  calendars: ExpandedCalendars;
  warnings: Warning[];
}

/**
 * Expands every enabled rule for every place that its businesses lie in. A rule that cannot be expanded is set aside
 * with a warning, and keeps what it last had from the same configuration; the others go on (design rules 19, 20).
 *
 * @param contents of feeds, by rule
 */
export async function expandCalendars(
  config: Config,
  configHash: string,
  organization: Organization,
  businesses: readonly Business[],
  window: CivilWindow,
  previous: ExpandedCalendars | null = null,
  contents: ReadonlyMap<string, string> = new Map(),
): Promise<Expansion> {
  const calendars: ExpandedCalendars = { window, occurrences: {}, configHash };
  const warnings: Warning[] = [];
  const kept = previous?.configHash === configHash ? previous : null;
  for (const rule of config.rules) {
    if (!rule.enabled) continue;
    const byPlace: ExpandedCalendars['occurrences'][string] = {};
    for (const [key, place] of placesOf(rule, organization, businesses)) {
      try {
        const found = await expand(rule.calendar, place, window, contents.get(rule.key) ?? null);
        // Shops that a sheet does not name share a key (placeKeyAmong).
        byPlace[rule.calendar.kind === 'sheet' && found.length === 0 ? '' : key] = found;
      } catch (error) {
        if (!(error instanceof CalendarError)) throw error;
        const last = kept?.occurrences[rule.key]?.[key];
        if (last) byPlace[key] = last;
        // Why there is no content is told with the feed.
        if (error.code === 'feed-missing') continue;
        const what = last ? 'keeps what it had' : 'decides nothing';
        const whom = key === '' ? '' : ` for ${thoseIn(key, rule, organization, businesses)}`;
        warnings.push({ code: 'calendar', message: `Rule "${rule.key}" ${what}${whom}: ${error.message}` });
      }
    }
    calendars.occurrences[rule.key] = byPlace;
  }
  return { calendars, warnings };
}

const isConcerned = (business: Business, { scope }: Rule, { id }: Organization): boolean =>
  business.zone !== null && (scope === null || matchesScope(scope, business, id));

/** Whoever reads of a place without days has to find the shops that lie there. */
function thoseIn(
  key: string,
  rule: Rule,
  organization: Organization,
  businesses: readonly Business[],
): string {
  return businessesNamed(
    businesses.filter(
      (one) => isConcerned(one, rule, organization) && placeKeyOf(rule.calendar, one) === key,
    ),
  );
}

function placesOf(
  rule: Rule,
  organization: Organization,
  businesses: readonly Business[],
): Map<string, Place> {
  const places = new Map<string, Place>();
  const nowhere: Business[] = [];
  for (const business of businesses) {
    if (!isConcerned(business, rule, organization)) continue;
    const { country, region, city, id, code, openHours } = business;
    places.set(placeKeyOf(rule.calendar, business), { country, region, city, id, code, openHours });
    if (business.country === null) nowhere.push(business);
  }
  for (const [key, place] of places) places.set(key, withNames(place, nowhere));
  return places;
}
