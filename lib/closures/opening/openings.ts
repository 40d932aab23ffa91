import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import type { Hours } from '../model.ts';
import type { Timeline } from '../timeline.ts';
import { type OpeningQuestion, openingFrom, promisedOpening } from './opening.ts';
import type { BusinessHours } from './own-hours.ts';

/**
 * What is asked about a chain: the openings after an instant, of one that is announced after its closure has begun.
 * @param timeline that of the business
 */
export function questionAbout(
  chain: Chain,
  timeline: Timeline,
  at: Instant,
  zone: string,
  hours: BusinessHours,
): OpeningQuestion {
  const { announces } = chain;
  const chainEnd = (announces ?? chain).end;
  // A text that is there before its closure speaks of what comes after its start.
  return { timeline, zone, hours, at: announces ? chain.end : Math.max(at, chain.start), chainEnd };
}

type Found = Map<Hours | null, Instant | null>;

/** The openings after one instant, for businesses that share a timeline: found once for all that share their hours. */
export class Openings {
  readonly #timeline: () => Timeline;
  readonly #at: Instant;
  // Of chains in force the end alone counts; of one that is announced or to come, also where it begins.
  readonly #promised = new Map<Instant | Chain, Map<Hours | null, Found>>();
  readonly #first = new Map<Instant | Chain, Map<Hours | null, Found>>();

  constructor(timeline: () => Timeline, at: Instant) {
    this.#timeline = timeline;
    this.#at = at;
  }

  /** What a text about the chain promises; of an announcement, what one about the chain to come does. */
  promised(chain: Chain, zone: string, hours: BusinessHours): Instant | null {
    return this.#find(this.#promised, promisedOpening, chain, zone, hours);
  }

  /** The first instant at which the business answers, this one included. */
  first(chain: Chain, zone: string, hours: BusinessHours): Instant | null {
    return this.#find(this.#first, openingFrom, chain, zone, hours);
  }

  #find(
    known: Map<Instant | Chain, Map<Hours | null, Found>>,
    find: (question: OpeningQuestion) => Instant | null,
    chain: Chain,
    zone: string,
    hours: BusinessHours,
  ): Instant | null {
    const isAhead = chain.start > this.#at;
    const byOwn = inMap(
      known,
      chain.announces ?? (isAhead ? chain : chain.end),
      () => new Map<Hours | null, Found>(),
    );
    const found = inMap(byOwn, hours.own, () => new Map<Hours | null, Instant | null>());
    return inMap(found, hours.business, () =>
      find(questionAbout(chain, this.#timeline(), this.#at, zone, hours)),
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
