import { regionNote } from '../../calendars/index.ts';
import type { Calendar } from '../../calendars/stored.ts';
import type { Business, Scope } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import { keepsNationalDays } from '../../places/index.ts';
import type { Warning } from '../situation/warning.ts';
import { businessesNamed } from '../situation/words.ts';

interface Ruled {
  calendar: Calendar;
  /** null: everywhere; undefined: it cannot be read. */
  scope?: Scope | null | undefined;
}

/**
 * Which businesses get fewer holidays than they may have, because their region is not known or has none of its own in
 * the data, or because the data lacks feasts of their country up to the year `until`, each kind once with the businesses
 * concerned. One whose zone is not known is told of anyway.
 */
export function regionWarnings(
  rules: readonly Ruled[],
  organization: string,
  businesses: Iterable<Business>,
  until: number,
): Warning[] {
  const told = new Map<string, Map<string, Business>>();
  const all = [...businesses].filter(({ zone }) => zone !== null);
  for (const { calendar, scope } of rules) {
    if (calendar.kind !== 'holidays' || scope === undefined) continue;
    const notes = new Map<string, string | null>();
    for (const business of all) {
      if (scope && !matchesScope(scope, business, organization)) continue;
      const key = `${business.country} ${business.region} ${business.city}`;
      if (!notes.has(key)) notes.set(key, regionNote(calendar, business, until));
      const note = notes.get(key);
      if (!note || (business.region === null && keepsNationalDays(business))) continue;
      const concerned = told.get(note) ?? new Map<string, Business>();
      told.set(note, concerned.set(business.id, business));
    }
  }
  return [...told].map(([note, concerned]) => ({
    code: 'region',
    message: `${businessesNamed([...concerned.values()])} of "${organization}": ${note}`,
  }));
}
