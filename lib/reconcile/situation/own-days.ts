/** Calendars that have days of single businesses: rows of a sheet, special hours. */
import { placeKeyOf } from '../../calendars/place-key.ts';
import type { Chain, Source } from '../../closures/chains.ts';
import { chainsIn } from '../../closures/chains-in.ts';
import type { Business, Occurrence } from '../../closures/model.ts';
import type { Rule } from '../../config/model.ts';

/** null: they are not known. */
type Days = readonly Occurrence[] | null;

/** What one rule has for each business. There may be as many sets of days as businesses, and many of them alike. */
export class OwnDays {
  readonly source: Source;
  readonly #calendar: Rule['calendar'];
  readonly #byKey = new Map<string, readonly Occurrence[]>();
  /** What keys of a sheet end with: the ids of the shops that it names, and hardly any other. */
  readonly #ends = new Set<string>();
  readonly #byHours = new Map<Business['openHours'], Days>();
  readonly #chains = new Map<readonly Occurrence[], Map<string, readonly Chain[]>>();

  /** @param known what the calendar yields, by place key */
  constructor(source: Source, { calendar }: Rule, known: Readonly<Record<string, Occurrence[]>> = {}) {
    this.source = source;
    this.#calendar = calendar;
    const alike = new Map<string, readonly Occurrence[]>();
    for (const [key, days] of Object.entries(known)) {
      // Keys of special hours say what they hold; those of sheets say whose rows they are.
      if (calendar.kind !== 'sheet') {
        this.#byKey.set(key, days);
        continue;
      }
      const content = JSON.stringify(days);
      const same = alike.get(content) ?? days;
      alike.set(content, same);
      this.#byKey.set(key, same);
      for (let at = key.indexOf('|'); at >= 0; at = key.indexOf('|', at + 1))
        this.#ends.add(key.slice(at + 1));
    }
  }

  /** The same object for all businesses with equal days. */
  of(business: Business): Days {
    if (this.#calendar.kind === 'sheet') return this.#inSheet(business);
    const { openHours } = business;
    let days = this.#byHours.get(openHours);
    if (days === undefined) {
      days = this.#byKey.get(placeKeyOf(this.#calendar, business)) ?? null;
      this.#byHours.set(openHours, days);
    }
    return days;
  }

  /** Shops that a sheet does not name share its empty key. Of most shops no key is made at all. */
  #inSheet(business: Business): Days {
    const named = this.#ends.has(business.id) && this.#byKey.get(placeKeyOf(this.#calendar, business));
    return named || (this.#byKey.get('') ?? null);
  }

  chains(days: readonly Occurrence[], zone: string): readonly Chain[] {
    const byZone = this.#chains.get(days) ?? new Map<string, readonly Chain[]>();
    this.#chains.set(days, byZone);
    const chains = byZone.get(zone) ?? chainsIn(this.source, days, zone);
    byZone.set(zone, chains);
    return chains;
  }
}
