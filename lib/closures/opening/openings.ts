import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import type { Hours } from '../model.ts';
import type { Timeline } from '../timeline.ts';
import { type OpeningQuestion, openingFrom, promisedOpening } from './opening.ts';
import type { BusinessHours } from './own-hours.ts';

type Found = Map<Hours | null, Instant | null>;

/** The openings after one instant, for businesses that share a timeline: found once for all that share their hours. */
export class Openings {
  readonly #timeline: () => Timeline;
  readonly #at: Instant;
  readonly #promised = new Map<Instant, Map<Hours | null, Found>>();
  readonly #first = new Map<Instant, Map<Hours | null, Found>>();

  constructor(timeline: () => Timeline, at: Instant) {
    this.#timeline = timeline;
    this.#at = at;
  }

  /** What a text about the chain promises. */
  promised(chain: Chain, zone: string, hours: BusinessHours): Instant | null {
    return this.#find(this.#promised, promisedOpening, chain, zone, hours);
  }

  /** The first instant at which the business answers, this one included. */
  first(chain: Chain, zone: string, hours: BusinessHours): Instant | null {
    return this.#find(this.#first, openingFrom, chain, zone, hours);
  }

  #find(
    known: Map<Instant, Map<Hours | null, Found>>,
    find: (question: OpeningQuestion) => Instant | null,
    { end }: Chain,
    zone: string,
    hours: BusinessHours,
  ): Instant | null {
    const byOwn = inMap(known, end, () => new Map<Hours | null, Found>());
    const found = inMap(byOwn, hours.own, () => new Map<Hours | null, Instant | null>());
    return inMap(found, hours.business, () =>
      find({ timeline: this.#timeline(), zone, hours, at: this.#at, chainEnd: end }),
    );
  }
}

function inMap<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
