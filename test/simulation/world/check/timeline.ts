/** Never closed outside of a closure, nor open inside of one, but for the planned wave; and texts and hours likewise. */
import type { Instant } from '../../../../lib/clock.ts';
import type { World } from '../model.ts';
import type { Story, Version } from '../play/record.ts';
import { ShopTruth } from '../truth/shop.ts';
import { FIELDS, type Field, isClosed } from '../truth/wanted.ts';
import { MINUTE } from '../truth/zones.ts';
import { earlyBy, lateBy } from './clocks.ts';
import { Excuses } from './excuses.ts';
import { isHeldOpen, Waves } from './waves.ts';

/** What somebody asks for is heard of with the next tick, by a pass that may be at work, or asleep for what is due. */
const NEWS = 3 * MINUTE;
/** A write may have been decided on before something changed. */
const DECIDED = MINUTE;

export function checkTimelines(world: World, story: Story): string[] {
  const deploys = story.taken.filter(({ what }) => what.startsWith('deploy ')).map(({ to }) => to);
  return world.companies.flatMap((company) => {
    const truths = company.shops.map((shop) => ({
      code: shop.code,
      truth: new ShopTruth(world, story, company, shop),
    }));
    const waves = new Waves(
      company,
      truths.map(({ truth }) => truth),
    );
    return truths.flatMap(({ code, truth }) =>
      new Walk(code, truth, new Excuses(world, story, company, code, []), waves, world, deploys).faults(),
    );
  });
}

class Walk {
  readonly #code: string;
  readonly #truth: ShopTruth;
  readonly #excuses: Excuses;
  readonly #waves: Waves;
  readonly #world: World;
  /** When other rules were applied, or the same again. */
  readonly #deploys: readonly Instant[];
  /** Since when a field is not what it should be. */
  readonly #wrongSince = new Map<Field, Instant>();
  readonly #faults: string[] = [];
  readonly #bounds: Instant[];

  constructor(
    code: string,
    truth: ShopTruth,
    excuses: Excuses,
    waves: Waves,
    world: World,
    deploys: Instant[],
  ) {
    this.#code = code;
    this.#truth = truth;
    this.#excuses = excuses;
    this.#waves = waves;
    this.#world = world;
    this.#deploys = deploys;
    this.#bounds = truth.bounds();
  }

  faults(): string[] {
    const truth = this.#truth;
    const versions = truth.versions;
    let index = 0;
    for (const at of this.#moments()) {
      for (let next = versions[index + 1]; next && next.at <= at; next = versions[index + 1]) {
        if (next.by === 'person') truth.edited(next, versions[index]!, versions[index + 2]);
        index += 1;
      }
      truth.settle(at);
      this.#look(at, versions[index]!);
    }
    for (const field of this.#wrongSince.keys()) this.#ended(field, this.#world.to, versions.at(-1)!);
    return this.#faults;
  }

  #moments(): Instant[] {
    const { from, to } = this.#world;
    const all = [
      ...this.#bounds,
      ...this.#truth.versions.map(({ at }) => at),
      ...this.#truth.versions.filter(({ by }) => by === 'person').map(({ at }) => this.#truth.noticedBy(at)),
    ];
    return [...new Set(all)].filter((at) => at >= from && at < to).sort((a, b) => a - b);
  }

  #look(at: Instant, version: Version): void {
    for (const field of FIELDS) {
      const fits = this.#truth.fits(field, version.settings, at);
      if (fits) this.#ended(field, at, version);
      else if (!this.#wrongSince.has(field)) this.#wrongSince.set(field, at);
    }
  }

  #ended(field: Field, at: Instant, version: Version): void {
    const since = this.#wrongSince.get(field);
    this.#wrongSince.delete(field);
    if (since === undefined) return;
    const wrong = this.#excuses.left(since, at);
    const late = this.#late(since);
    const early = Math.max(this.#early(at), this.#ledInVain(since));
    const allowed = late > 0 ? Math.max(late, early) : early + earlyBy(this.#world, since);
    if (wrong <= allowed) return;
    const held = this.#truth.versions.findLast((one) => one.at <= since) ?? version;
    const wanted = this.#truth.wanted(since).values[field];
    this.#faults.push(
      `${this.#code}: ${field} is ${show(field, held)} and should be ${wanted} for ${Math.round(wrong / 1000)} s from ${iso(since)} to ${iso(at)}, allowed ${Math.round(allowed / 1000)} s`,
    );
  }

  /** How long a shop may take to become what it has to be since `at`. */
  #late(at: Instant): number {
    const change = this.#bounds.findLast((bound) => bound <= at && bound > at - DECIDED);
    if (change === undefined) return 0;
    const length = this.#waves.length(change);
    // What comes while it would be carried out ends the pass, and has the next one do it; so does what a pass that waits for it
    // has not read.
    const known = this.#truth.closures.flatMap(({ knownFrom, knownTo }) => [knownFrom, knownTo]);
    const isNews = [...known, ...this.#deploys].some(
      (news) => news >= change - DECIDED && news <= at + length,
    );
    const isLetGo = this.#truth.releases.some((one) => one.at <= at && at - one.at <= NEWS);
    const clock = lateBy(this.#world, change);
    // By a clock that is behind what changes in between is late as well.
    const last = this.#bounds.findLast((bound) => bound <= change + clock) ?? change;
    return (isNews || isLetGo ? NEWS : 0) + length + clock + (last - change);
  }

  #early(at: Instant): number {
    return this.#bounds.includes(at) ? this.#waves.leadUpTo(this.#truth, at) : 0;
  }

  /** What a closing was led up to may turn out otherwise: held open, or closed by what somebody asked for. That is news then. */
  #ledInVain(since: Instant): number {
    if (isHeldOpen(this.#truth, since)) return 0;
    const at = this.#bounds.find((bound) => bound > since && isClosed(this.#truth.foreseen(bound, since)));
    if (at === undefined) return 0;
    const { launched, hours } = this.#truth.foreseen(at, since).winners;
    const lead = (launched ?? hours)?.maxLead ?? 0;
    return at - since <= Math.min(lead, this.#waves.length(at)) ? at - since + this.#late(at) : 0;
  }
}

const iso = (at: Instant) => new Date(at).toISOString();

function show(field: Field, { settings }: Version): string {
  const { is_launched, offline_message, welcome_message, uses_business_hours, custom_chat_hours } = settings;
  const shown = {
    launched: is_launched,
    offline: offline_message,
    welcome: welcome_message,
    hours: uses_business_hours ? 'business' : custom_chat_hours,
  };
  return JSON.stringify(shown[field]);
}
