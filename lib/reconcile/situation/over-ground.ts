import type { Chain } from '../../closures/chains.ts';
import { chainsIn } from '../../closures/chains-in.ts';
import type { Business } from '../../closures/model.ts';
import { layered, layersOf, type Timeline, timelineOf } from '../../closures/timeline.ts';
import { Tree } from '../../tree.ts';
import { businessesIn } from './businesses-in.ts';
import { type ById, cohortById } from './by-id.ts';
import { announcedIn, type Cohort } from './cohorts.ts';
import type { Ground } from './ground.ts';
import type { AdHocSource } from './sources.ts';

/** Cohorts as ad-hoc closures divide them; those that none concerns are the same objects as without. */
export function overGround(
  ground: Ground,
  adHoc: readonly AdHocSource[],
): { cohorts: readonly Cohort[]; cohortOf: ById<Cohort> } {
  if (adHoc.length === 0) return ground;
  const concerning = new Concerning(ground, adHoc);
  const divided: Cohort[] = [];
  const cohorts = ground.cohorts.flatMap((cohort) => {
    if (!concerning.anyOf(cohort)) return [cohort];
    const parts = concerning.divide(cohort);
    divided.push(...parts);
    return parts;
  });
  const anew = cohortById(divided);
  return { cohorts, cohortOf: { get: (id) => anew.get(id) ?? ground.cohortOf.get(id) } };
}

/** Which closures concern whom. */
class Concerning {
  readonly #ground: Ground;
  readonly #everywhere: readonly AdHocSource[];
  readonly #adHoc: readonly AdHocSource[];
  readonly #of = new Map<Business, AdHocSource[]>();
  readonly #touched = new Set<Cohort | undefined>();
  readonly #timelines = new Tree<Timeline>();
  readonly #chains = new Tree<readonly Chain[]>();

  constructor(ground: Ground, adHoc: readonly AdHocSource[]) {
    this.#ground = ground;
    this.#adHoc = adHoc;
    this.#everywhere = adHoc.filter(({ scope }) => scope === null);
    for (const source of adHoc) if (source.scope !== null) this.#add(source, source.scope);
  }

  #add(source: AdHocSource, scope: NonNullable<AdHocSource['scope']>): void {
    for (const business of businessesIn(this.#ground.businesses, scope, this.#ground.organization)) {
      const known = this.#of.get(business);
      if (known) known.push(source);
      else this.#of.set(business, [source]);
      this.#touched.add(this.#ground.cohortOf.get(business.id));
    }
  }

  anyOf(cohort: Cohort): boolean {
    return this.#everywhere.length > 0 || this.#touched.has(cohort);
  }

  /** Those that are concerned alike stay together. */
  divide(cohort: Cohort): Cohort[] {
    const parts: Cohort[] = [];
    const alike = new Tree<Cohort>();
    for (const business of cohort.businesses) {
      const own = this.#of.get(business) ?? [];
      let place = alike;
      for (const source of own) place = place.under(source);
      if (place.value === undefined) {
        place.value = this.#part(cohort, own);
        parts.push(place.value);
      }
      place.value.businesses.push(business);
    }
    return parts;
  }

  #part(cohort: Cohort, own: readonly AdHocSource[]): Cohort {
    const added = this.#adHoc.filter((source) => source.scope === null || own.includes(source));
    if (added.length === 0) return { ...cohort, businesses: [] };
    const sources = [...cohort.sources, ...added];
    const plain = this.#ground.plain.get(cohort) as Timeline;
    const timeline = this.#over(plain, added, cohort.zone);
    return { ...cohort, businesses: [], sources, timeline: announcedIn({ ...cohort, sources }, timeline) };
  }

  /** Many cohorts may lie over one timeline. */
  #over(plain: Timeline, added: readonly AdHocSource[], zone: string): Timeline {
    const layers = layersOf(plain);
    if (layers !== null) return layered(this.#over(layers.under, added, zone), layers.over);
    let place = this.#timelines.under(plain);
    for (const source of added) place = place.under(source);
    place.value ??= timelineOf([...plain.chains, ...added.flatMap((source) => this.#chainsOf(source, zone))]);
    return place.value;
  }

  #chainsOf({ source, occurrence }: AdHocSource, zone: string): readonly Chain[] {
    const place = this.#chains.under(source).under(zone);
    place.value ??= chainsIn(source, [occurrence], zone);
    return place.value;
  }
}
