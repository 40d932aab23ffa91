import type { Instant } from '../clock.ts';
import { announcedAt, withAnnounced } from './announcements.ts';
import { type Cause, sentenceOf } from './cause.ts';
import type { Chain, Link } from './chains.ts';
import type { Desired } from './desired.ts';
import { closureName, namesake, type Opening, offlineText } from './messages/index.ts';
import type { Business, MessageRef, MessageTexts } from './model.ts';
import { Openings } from './opening/openings.ts';
import { type BusinessHours, hoursOf } from './opening/own-hours.ts';
import { leftMembers, type Overlay, overlayKeyOf, overlayOf } from './overlay.ts';
import { byPrecedence, isOpening, MEMBERS, type Resolution, resolve } from './precedence.ts';
import type { ClosureInForce } from './record.ts';
import { hasStaged, partOf, withoutStaged, withStaged } from './staged/in-a-resolution.ts';
import type { Staged } from './staged/staged.ts';
import { stagedFor } from './staged/staged-for.ts';
import { TEXT_MEMBERS } from './text-members.ts';
import { inForceAt, type Timeline, timelineOf } from './timeline.ts';

/** What plain `default` texts are written in where nothing else is said. */
export const DEFAULT_LANGUAGE = 'en';

/** What texts are made of, beside the closure and the business. */
export interface Wording {
  /** By name, without the built-in ones. */
  messages: Readonly<Record<string, MessageTexts>>;
  organization: { language: string | null };
  /** What plain `default` texts are written in. Default `en`. */
  defaultLanguage?: string;
  /** What has to be left of an interval for staged hours, ms. Default 0. */
  stagedRoomMilliseconds?: number;
}

/** What the closures in force say of a cohort at an instant; the same for all its businesses but for the texts. */
export interface CohortWanted {
  at: Instant;
  chains: Chain[];
  /** Announcements that show where no closure says otherwise. */
  announced: Chain[];
  resolution: Resolution;
  /** Every member is to be left alone: nothing is done to the cohort's businesses. */
  leave: boolean;
  /** Some are: the overlay then depends on what is in place. */
  leavesSome: boolean;
  /** When the cohort's businesses answer again. */
  openings: Openings;
  /** What counts of the cohort's timeline, where some of it is staged; null: nothing is. */
  staged: Timeline | null;
}

/**
 * @param override a person relaunched then: what had begun by that instant counts no more
 * @param letGo the same of staged closures that begin by then
 */
export function cohortWanted(
  cohort: { readonly timeline: Timeline },
  at: Instant,
  override: Instant | null = null,
  letGo: Instant | null = null,
): CohortWanted {
  const inForce = inForceAt(cohort.timeline, at);
  // A person's relaunch ends what had begun by then; a hold stays a hold.
  const counts = (chain: Chain) =>
    chain.source.level === 'hold' ||
    ((override === null || chain.start > override) &&
      (letGo === null || chain.start > letGo || !chain.source.staged));
  const chains = inForce.filter(counts);
  const timeline = () =>
    override === null && letGo === null ? cohort.timeline : timelineOf(cohort.timeline.chains.filter(counts));
  chains.sort(byPrecedence);
  const announced = announcedAt(cohort.timeline, at).filter(counts);
  const resolution = withAnnounced(withoutStaged(resolve(chains, at)), announced);
  const left = leftMembers(resolution);
  return {
    ...{
      at,
      chains,
      announced,
      resolution,
      leave: left.length === MEMBERS.length,
      leavesSome: left.length > 0,
    },
    openings: new Openings(timeline, at),
    staged: hasStaged(cohort.timeline) ? timeline() : null,
  };
}

/** Of one closure; where shops have hours of their own each has its own text, and few are asked for twice. */
const MOST_TEXTS = 200;

/** Renders texts of one organization; remembers those that do not name the business. */
export class Wanting {
  readonly #wording: Wording;
  readonly #texts = new Map<Chain, Map<MessageRef, Map<string, string | null>>>();
  readonly #kinds = new WeakMap<Business, string>();
  readonly #personal = new WeakMap<MessageRef, boolean>();
  /** Business id → what its message could not be filled with. */
  readonly missing = new Map<string, { message: string; variables: string[] }>();

  constructor(wording: Wording) {
    this.#wording = wording;
  }

  /**
   * What is wanted of one business, given the effects in place (for members that are to be left alone).
   * @param hours default: those of the directory
   */
  desired(
    business: Business,
    wanted: CohortWanted,
    inPlace: Overlay,
    hours: BusinessHours = hoursOf(business),
  ): Desired {
    const { chains } = wanted;
    const staged = this.#staged(business, wanted, inPlace, hours);
    const resolution = staged ? withStaged(wanted.resolution, staged) : wanted.resolution;
    const overlay = this.overlay(business, { ...wanted, resolution }, inPlace, hours);
    if (staged?.grid) overlay.staged = true;
    const first = chains[0];
    const cause = this.#causeOf(business, { ...wanted, resolution }, staged?.chain ?? null);
    return {
      overlay,
      overlayKey: overlayKeyOf(overlay),
      closures: chains.map((chain) => this.#inForce(business, chain, wanted.at)),
      cause,
      reason: cause ? sentenceOf(cause) : '',
      actor: (first ?? announcing(resolution))?.source.actor ?? 'calendar',
      enforce: MEMBERS.filter((member) => resolution[member].winner?.source.onManualChange === 'enforce'),
      held: first?.source.level === 'hold',
      announcedSince: wanted.announced.toSorted((a, b) => a.start - b.start)[0]?.start ?? null,
      promises: this.#promises(business, wanted, resolution, hours)[0] ?? null,
      ...(wanted.staged ? { staged: staged && partOf(staged, hours) } : {}),
    };
  }

  /** What closures that are switched put over a business' own settings, now. */
  overlay(
    business: Business,
    wanted: CohortWanted,
    inPlace: Overlay,
    hours: BusinessHours = hoursOf(business),
  ): Overlay {
    return overlayOf(wanted.resolution, inPlace, (member, { [member]: { winner, value } }) => {
      const chain = winner as Chain;
      return this.text(business, chain, value as MessageRef, openingOf(business, wanted, chain, hours));
    });
  }

  #staged(
    business: Business,
    { staged: timeline, resolution, at }: CohortWanted,
    { chatHours }: Overlay,
    hours: BusinessHours,
  ): Staged | null {
    const { zone } = business;
    // Where a closure is switched, or a business never open, no grid is wanted.
    if (timeline === null || zone === null || hours.isEmptied || resolution.chatHours.value !== 'keep')
      return null;
    const inPlace = typeof chatHours === 'object' ? chatHours : null;
    const roomMilliseconds = this.#wording.stagedRoomMilliseconds ?? 0;
    return stagedFor({ timeline, zone, hours, inPlace, at, roomMilliseconds });
  }

  /** What its closures put over a business, whatever opening they promise: one that is not known, or none. */
  overlaysHoweverLong(business: Business, { resolution }: CohortWanted): Overlay[] {
    return (['any', null] as const).map((opening) =>
      overlayOf(resolution, {}, (member, { [member]: { winner, value } }) =>
        this.text(business, winner as Chain, value as MessageRef, opening),
      ),
    );
  }

  /** The openings that the wanted texts promise: of the offline message, then of the welcome message. */
  promises(
    business: Business,
    wanted: CohortWanted,
    hours: BusinessHours,
    inPlace: Overlay = {},
  ): (Instant | null)[] {
    const staged = this.#staged(business, wanted, inPlace, hours);
    const resolution = staged ? withStaged(wanted.resolution, staged) : wanted.resolution;
    return this.#promises(business, wanted, resolution, hours);
  }

  #promises(
    business: Business,
    wanted: CohortWanted,
    resolution: Resolution,
    hours: BusinessHours,
  ): (Instant | null)[] {
    return textsOf(resolution).flatMap(({ value, winner }) =>
      winner !== null && typeof value === 'object' ? [openingOf(business, wanted, winner, hours)] : [],
    );
  }

  /**
   * The text that a business shows during a chain; nothing is left unresolved in it. Null where an announcement cannot be
   * filled: the built-in text would say that it is closed already.
   * @param reopens the opening that it promises
   */
  text(business: Business, chain: Chain, ref: MessageRef, reopens: Opening): string | null {
    const cache = this.#cacheOf(chain, ref);
    const kind = `${this.#kindOf(business)} ${reopens}`;
    const known = cache.get(kind);
    if (known !== undefined) return known;
    const result = offlineText({
      ref,
      messages: this.#wording.messages,
      business,
      organizationLanguage: this.#wording.organization.language,
      defaultLanguage: this.#defaultLanguage,
      closure: {
        names: namesake(chain.links)?.names ?? {},
        ruleName: chain.source.name,
        start: chain.announces ? chain.end : chain.start,
        end: reopens,
      },
      isAhead: chain.source.staged === true,
    });
    if (result.usedFallback) {
      const message = 'message' in ref ? ref.message : 'text';
      this.missing.set(business.id, { message, variables: result.missing });
    }
    const text = result.usedFallback && chain.announces ? null : result.text;
    if (this.isPersonal(ref)) return text;
    if (cache.size >= MOST_TEXTS) cache.clear();
    cache.set(kind, text);
    return text;
  }

  /** What whoever operates reads: the name in the language of the business, else the key. */
  nameOf(business: Business, { source }: Chain, link: Link | undefined): string {
    const organizationLanguage = this.#wording.organization.language;
    const language = business.language ?? organizationLanguage ?? this.#defaultLanguage;
    const named = { names: link?.names ?? {}, ruleName: source.name };
    return closureName(named, { language, organizationLanguage }) ?? source.key;
  }

  /** Lets go of the texts that were rendered so far. */
  forget(): void {
    this.#texts.clear();
  }

  get #defaultLanguage(): string {
    return this.#wording.defaultLanguage ?? DEFAULT_LANGUAGE;
  }

  /** The first closure in force; or what is announced, where that has begun since, or nothing is in force. */
  #causeOf(business: Business, { chains, resolution, at }: CohortWanted, staged: Chain | null): Cause | null {
    const first = speaker(chains, resolution);
    const announced = announcing(resolution);
    const shown = announced && (!first || announced.start > first.start) ? announced : first;
    const chain = staged && staged.start > at ? staged : shown;
    if (!chain) return null;
    const kind = chain.announces ? 'announced' : chain.start > at ? 'staged' : 'in-force';
    return { kind, closure: chain.source.key, name: this.nameOf(business, chain, linkAt(chain, at)) };
  }

  #inForce(business: Business, chain: Chain, at: Instant): ClosureInForce {
    return {
      key: chain.source.key,
      name: this.nameOf(business, chain, linkAt(chain, at)),
      start: chain.start,
      end: Number.isFinite(chain.end) ? chain.end : null,
    };
  }

  // A plan asks for a text for every row, millions of times: what is looked up by is made once for each business.
  #cacheOf(chain: Chain, ref: MessageRef): Map<string, string | null> {
    let byRef = this.#texts.get(chain);
    if (!byRef) {
      byRef = new Map();
      this.#texts.set(chain, byRef);
    }
    let cache = byRef.get(ref);
    if (!cache) {
      cache = new Map();
      byRef.set(ref, cache);
    }
    return cache;
  }

  /** Equal for businesses that share every text which does not name them. */
  #kindOf(business: Business): string {
    let kind = this.#kinds.get(business);
    if (kind === undefined) {
      kind = `${business.language} ${business.country} ${business.zone}`;
      this.#kinds.set(business, kind);
    }
    return kind;
  }

  /** Whether a text of the resolution names the business, its address and the like. */
  namesBusiness(resolution: Resolution): boolean {
    return textsOf(resolution).some(({ value }) => typeof value === 'object' && this.isPersonal(value));
  }

  /** The same of the texts of staged closures. */
  stagedNameBusiness({ chains }: Timeline): boolean {
    return chains.some(({ source: { staged, effect } }) => {
      const text = staged && effect.kind === 'set' ? effect.offlineMessage : undefined;
      return typeof text === 'object' && this.isPersonal(text);
    });
  }

  /** Whether a text names the business, so that each has its own. */
  isPersonal(ref: MessageRef): boolean {
    let personal = this.#personal.get(ref);
    if (personal === undefined) {
      const texts = 'text' in ref ? [ref.text] : Object.values(this.#wording.messages[ref.message] ?? {});
      personal = texts.some((text) => /\{\{\s*(business_name|address|website_url|phone_number)\b/.test(text));
      this.#personal.set(ref, personal);
    }
    return personal;
  }
}

/** Who is named as the cause: while an opening lets what recurs go on, that. */
function speaker([first]: readonly Chain[], { reachable }: Resolution): Chain | undefined {
  return first && isOpening(first) ? (reachable.winner ?? first) : first;
}

/** The announcement that shows; undefined: none does. */
function announcing(resolution: Resolution): Chain | undefined {
  return textsOf(resolution).flatMap(({ winner }) => (winner?.announces ? [winner] : []))[0];
}

const textsOf = (resolution: Resolution) => TEXT_MEMBERS.map((member) => resolution[member]);

function openingOf(
  { zone }: Business,
  { openings }: CohortWanted,
  chain: Chain,
  hours: BusinessHours,
): Instant | null {
  // A business without zone is never written to, and its hours lie nowhere.
  const { end } = chain.announces ?? chain;
  if (zone === null) return Number.isFinite(end) ? end : null;
  return openings.promised(chain, zone, hours);
}

/** The occurrence of a chain that is in force at `at`; of one that is announced, that which it is called after. */
export function linkAt(chain: Chain, at: Instant): Link | undefined {
  if (chain.announces) return namesake(chain.links);
  return chain.links.findLast((link) => link.start <= at && at < link.end) ?? chain.links[0];
}
