import type { Instant } from '../clock.ts';
import { sentenceOf } from './cause.ts';
import { announcedBy, causeOf, linkAt, spokesman, textsOf } from './cause-of.ts';
import type { Chain, Link } from './chains.ts';
import { type CohortWanted, overridableSince } from './cohort-wanted.ts';
import type { Desired } from './desired.ts';
import type { Opening } from './messages/index.ts';
import type { Business, MessageRef } from './model.ts';
import { type BusinessHours, hoursOf } from './opening/own-hours.ts';
import { type Overlay, overlayKeyOf, overlayOf } from './overlay.ts';
import { enforcedMembers, type Resolution } from './precedence.ts';
import type { ClosureInForce } from './record.ts';
import { partOf, withStaged } from './staged/in-a-resolution.ts';
import type { Staged } from './staged/staged.ts';
import { stagedFor } from './staged/staged-for.ts';
import { Texts } from './texts.ts';
import type { Timeline } from './timeline.ts';

type Words = Pick<Desired, 'promises' | 'announces' | 'asPromised'>;

/** Works out what is wanted of the businesses of one organization. */
export class Wanting extends Texts {
  /**
   * What is wanted of one business, given the effects in place (for members that are to be left alone).
   * @param hours default: those of the directory
   * @param promised what the texts in place promise; left out: it is not asked what would be wanted if they still did
   */
  desired(
    business: Business,
    wanted: CohortWanted,
    inPlace: Overlay,
    hours: BusinessHours = hoursOf(business),
    promised?: Instant | null,
  ): Desired {
    const { chains } = wanted;
    const { overlay, resolution, staged } = this.#worked(business, wanted, inPlace, hours);
    const first = chains[0];
    const nameOf = (chain: Chain, link: Link | undefined) => this.nameOf(business, chain, link);
    const speaks = spokesman({ ...wanted, resolution }, staged?.chain ?? null);
    const cause = speaks && causeOf(speaks, wanted.at, nameOf);
    return {
      overlay,
      overlayKey: overlayKeyOf(overlay),
      closures: chains.map((chain) => this.#inForce(business, chain, wanted.at)),
      cause,
      reason: cause ? sentenceOf(cause) : '',
      actor: speaks?.source.actor ?? 'calendar',
      enforce: enforcedMembers(resolution),
      held: first?.source.level === 'hold',
      overridableSince: overridableSince(wanted),
      ...this.#words(business, wanted, resolution, hours, inPlace, promised),
      ...(wanted.staged ? { staged: staged && partOf(staged, hours) } : {}),
    };
  }

  /** The same as far as it tells whether something is to be done: without names and reasons, of which nobody hears then. */
  key(
    business: Business,
    wanted: CohortWanted,
    inPlace: Overlay,
    hours: BusinessHours,
  ): Pick<Desired, 'overlayKey' | 'staged'> {
    const { overlay, staged } = this.#worked(business, wanted, inPlace, hours);
    return { overlayKey: overlayKeyOf(overlay), staged: staged && partOf(staged, hours) };
  }

  #worked(business: Business, wanted: CohortWanted, inPlace: Overlay, hours: BusinessHours) {
    const { staged, resolution } = this.#resolved(business, wanted, inPlace, hours);
    const overlay = this.overlay(business, { ...wanted, resolution }, inPlace, hours);
    if (staged?.grid) overlay.staged = true;
    return { overlay, resolution, staged };
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
    const roomMilliseconds = this.wording.stagedRoomMilliseconds ?? 0;
    return stagedFor({ timeline, zone, hours, inPlace, at, roomMilliseconds });
  }

  /** What its closures put over a business, whatever opening they promise: one that is not known, or none. */
  overlaysHoweverLong(business: Business, { resolution }: CohortWanted): Overlay[] {
    return (['any', null] as const).map((opening) => this.#promising(business, resolution, {}, opening));
  }

  #promising(business: Business, resolution: Resolution, inPlace: Overlay, opening: Opening): Overlay {
    return overlayOf(resolution, inPlace, (member, { [member]: { winner, value } }) =>
      this.text(business, winner as Chain, value as MessageRef, opening),
    );
  }

  /** What the wanted offline message is written in; BCP 47. null: it is the business' own. */
  writtenIn(business: Business, wanted: CohortWanted, hours: BusinessHours): string | null {
    const { winner, value } = wanted.resolution.offlineMessage;
    if (winner === null || typeof value !== 'object') return null;
    return this.languageOf(business, winner, value, openingOf(business, wanted, winner, hours));
  }

  /** The openings that the wanted texts promise: of the offline message, then of the welcome message. */
  promises(
    business: Business,
    wanted: CohortWanted,
    hours: BusinessHours,
    inPlace: Overlay = {},
  ): (Instant | null)[] {
    const { resolution } = this.#resolved(business, wanted, inPlace, hours);
    return this.#promises(business, wanted, resolution, hours);
  }

  /**
   * What the wanted texts promise and announce, without the texts.
   * @param promised what those in place promise
   */
  words(
    business: Business,
    wanted: CohortWanted,
    hours: BusinessHours,
    inPlace: Overlay,
    promised: Instant | null | undefined,
  ): Words {
    const { resolution } = this.#resolved(business, wanted, inPlace, hours);
    return this.#words(business, wanted, resolution, hours, inPlace, promised);
  }

  #words(
    business: Business,
    wanted: CohortWanted,
    resolution: Resolution,
    hours: BusinessHours,
    inPlace: Overlay,
    promised: Instant | null | undefined,
  ): Words {
    const [promises = null] = this.#promises(business, wanted, resolution, hours);
    const words = { promises, ...announcedBy(resolution) };
    if (promised === undefined || promised === promises) return words;
    return { ...words, asPromised: overlayKeyOf(this.#promising(business, resolution, inPlace, promised)) };
  }

  /** What staged closures make of what the others want. */
  #resolved(business: Business, wanted: CohortWanted, inPlace: Overlay, hours: BusinessHours) {
    const staged = this.#staged(business, wanted, inPlace, hours);
    return { staged, resolution: staged ? withStaged(wanted.resolution, staged) : wanted.resolution };
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

  #inForce(business: Business, chain: Chain, at: Instant): ClosureInForce {
    return {
      key: chain.source.key,
      name: this.nameOf(business, chain, linkAt(chain, at)),
      start: chain.start,
      end: Number.isFinite(chain.end) ? chain.end : null,
    };
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
}

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
