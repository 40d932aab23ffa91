import type { Occurrence } from '../../../closures/model.ts';
import type { Told } from '../../../events/schemas/outgoing.ts';
import { businessesNamed } from '../../situation/words.ts';
import type { DateChange, RuleChange } from './changed-dates.ts';

/** Of a rule, so many dates and codes are told one by one. */
const MOST_DATES = 10;
const MOST_CODES = 20;

/** What changed of a rule's dates, for people: the first dates, and how many more there are. */
export function changeInWords({ rule, changes, businesses }: RuleChange): string {
  const told = changes
    .slice(0, MOST_DATES)
    .map((one) => `${dateInWords(one)} for ${businessesNamed(one.businesses)}`);
  const more = changes.length > told.length ? `; and ${changes.length - told.length} more` : '';
  const all = changes.length > 1 ? ` ${businessesNamed(businesses)} in all.` : '';
  return `Dates of rule "${rule}" changed: ${told.join('; ')}${more}.${all}`;
}

function dateInWords({ kind, names, start, end, from }: DateChange): string {
  const name = nameIn(names);
  const which = `${name === null ? '' : `"${name}" `}${span(start, end)}`;
  return from === null ? `${which} ${kind}` : `${which} moved from ${span(from.start, from.end)}`;
}

/** A whole day is said as one. */
function span(start: string, end: string | null): string {
  const isOneDay =
    start.length === 10 && end !== null && Date.parse(end) - Date.parse(start) === 24 * 3600_000;
  return isOneDay ? start : `${start} to ${end ?? 'further notice'}`;
}

const MOST_NAME = 60;

function nameIn(names: Occurrence['names']): string | null {
  const name = names.en ?? names[''] ?? Object.values(names)[0];
  return name === undefined ? null : name.slice(0, MOST_NAME);
}

/** The same for programs, beside the words. */
export function changeAsData({
  rule,
  changes,
  businesses,
}: RuleChange): NonNullable<Told<'Calendar Alert'>['change']> {
  return {
    rule,
    businesses: businesses.length,
    codes: businesses.slice(0, MOST_CODES).map(({ code, id }) => code ?? id),
    count: changes.length,
    dates: changes.slice(0, MOST_DATES).map(({ kind, names, start, end, from, businesses: some }) => ({
      ...{ kind, name: nameIn(names), start, end },
      ...(from === null ? {} : { from }),
      businesses: some.length,
    })),
  };
}
