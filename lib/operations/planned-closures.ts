/** The rows of a plan: each closure of a window and each business, worked out once for all that have them alike. */
import type { Instant } from '../clock.ts';
import type { Chain, Link } from '../closures/chains.ts';
import { isoInZone } from '../closures/civil-time.ts';
import { type ClosureKind, kindOf } from '../closures/closure-kind.ts';
import type { Opening } from '../closures/messages/index.ts';
import type { Business, Effect, MessageRef, TemplateSwap } from '../closures/model.ts';
import { openingFrom, promisedOpening } from '../closures/opening/opening.ts';
import { questionAbout } from '../closures/opening/openings.ts';
import { type BusinessHours, hoursOf } from '../closures/opening/own-hours.ts';
import { mapTexts } from '../closures/text-members.ts';
import type { Cohort, Situation } from '../reconcile/situation/situation.ts';
import { linkAt, type Wanting } from '../reconcile/situation/wanted.ts';

interface Window {
  from: Instant;
  to: Instant;
}

interface PlannedBusiness {
  organization: string;
  business: string;
  code: string | null;
}

/** What is the same whatever hours a business has. */
interface PlannedOccurrence {
  rule: string;
  name: string;
  timezone: string;
  /** What it does: takes off or empties (`close`), opens, or neither. */
  kind: ClosureKind;
  start: string;
  /** null: until further notice. */
  end: string | null;
  effect: Effect | Record<string, unknown>;
}

interface PlannedTexts {
  /** The first instant from the start on at which the business answers; null: until further notice. */
  reopens: string | null;
  /** The text that consumers will read; null where the closure leaves it as it is. */
  offlineMessage: string | null;
}

export interface PlannedClosure extends PlannedBusiness, PlannedOccurrence, PlannedTexts {}

/** A closure as businesses have it that share zone, rules, language, country and hours. */
interface SharedClosure extends PlannedTexts {
  facts: PlannedOccurrence;
  /** Its text with any opening in it, by which texts are told apart. */
  wording: () => string | null;
}

/** Each of the businesses has each of the closures, which are in the order of their start. */
export interface AlikeBusinesses {
  businesses: readonly PlannedBusiness[];
  closures: readonly SharedClosure[];
}

export interface PlannedRow {
  row: PlannedClosure;
  wording: SharedClosure['wording'];
}

/** A row for each business and closure. */
export function* rowsOf({ businesses, closures }: AlikeBusinesses): Generator<PlannedRow> {
  for (const business of businesses)
    for (const { facts, reopens, offlineMessage, wording } of closures)
      yield { row: { ...business, ...facts, reopens, offlineMessage }, wording };
}

/** Occurrences of a window that begin at one instant, of businesses that have them alike; in words only where somebody looks. */
export interface Beginning {
  organization: string;
  rule: string;
  start: string;
  end: string | null;
  businesses: readonly Business[];
  rowFor(business: Business): PlannedClosure;
}

/** The same rows as those of {@link plannedClosures}, each made when it is asked for. */
export function beginnings({ cohorts, organization: { id } }: Situation, wanting: Wanting, window: Window) {
  return cohorts.flatMap((cohort) =>
    linksWithin(cohort.timeline, window).map((link): Beginning => {
      const { businesses } = cohort;
      const [rule, { start, end }] = [link.chain.source.key, boundsOf(cohort, link)];
      return { organization: id, rule, start, end, businesses, rowFor };

      function rowFor(business: Business): PlannedClosure {
        const facts = factsOf(cohort, wanting, business, link);
        const openings = openingsOf(cohort, link, hoursOf(business));
        const { reopens, offlineMessage } = sharedClosure(wanting, business, link, facts, openings);
        return {
          organization: id,
          business: business.id,
          code: business.code,
          ...facts,
          reopens,
          offlineMessage,
        };
      }
    }),
  );
}

/** Of so many rows others get their turn. */
const ROWS_AT_ONCE = 500;

/** Businesses that have everything alike may come in several parts, which then have the same list of closures. */
export function* plannedClosures(
  { cohorts, organization }: Situation,
  wanting: Wanting,
  window: Window,
): Generator<AlikeBusinesses> {
  for (const cohort of cohorts) {
    for (const { businesses, closures } of alikeIn(cohort, wanting, linksWithin(cohort.timeline, window)))
      for (const some of inParts(businesses, Math.ceil(ROWS_AT_ONCE / closures.length)))
        yield {
          businesses: some.map(({ id, code }) => ({ organization: organization.id, business: id, code })),
          closures,
        };
    wanting.forget();
  }
}

interface Alike {
  businesses: readonly Business[];
  closures: readonly SharedClosure[];
}

function* alikeIn(cohort: Cohort, wanting: Wanting, links: readonly PlannedLink[]): Generator<Alike> {
  if (links.length === 0) return;
  const factsFor = factsOnce(cohort, wanting, links);
  const arePersonal = links.some(({ message }) => message !== null && wanting.isPersonal(message));
  for (const alike of groupedBy(cohort.businesses, (business) => JSON.stringify(hoursOf(business)))) {
    const openings = links.map((link) => openingsOf(cohort, link, hoursOf(alike[0] as Business)));
    for (const readers of groupedBy(alike, readingOf)) {
      const facts = factsFor(readers[0] as Business);
      const closuresOf = (business: Business) =>
        links.map((link, index) => sharedClosure(wanting, business, link, facts[index]!, openings[index]!));
      if (arePersonal)
        for (const business of readers) yield { businesses: [business], closures: closuresOf(business) };
      else yield { businesses: readers, closures: closuresOf(readers[0] as Business) };
    }
  }
}

/** Equal for businesses of a cohort that read the same. */
const readingOf = ({ language, country }: Business): string => `${language} ${country}`;

function groupedBy(businesses: readonly Business[], keyOf: (business: Business) => string) {
  return Map.groupBy(businesses, keyOf).values();
}

function* inParts<T>(list: readonly T[], most: number): Generator<readonly T[]> {
  for (let index = 0; index < list.length; index += most) yield list.slice(index, index + most);
}

function factsOnce(cohort: Cohort, wanting: Wanting, links: readonly PlannedLink[]) {
  const known = new Map<string, PlannedOccurrence[]>();
  return (business: Business): readonly PlannedOccurrence[] => {
    const reading = readingOf(business);
    const facts = known.get(reading) ?? links.map((link) => factsOf(cohort, wanting, business, link));
    known.set(reading, facts);
    return facts;
  };
}

function factsOf(
  cohort: Cohort,
  wanting: Wanting,
  business: Business,
  planned: PlannedLink,
): PlannedOccurrence {
  const { chain, link } = planned;
  return {
    rule: chain.source.key,
    name: wanting.nameOf(business, chain, link),
    timezone: cohort.zone,
    kind: kindOf(chain),
    ...boundsOf(cohort, planned),
    effect: shownEffect(chain.source.effect),
  };
}

function boundsOf({ zone }: Cohort, { link: { start, end } }: PlannedLink) {
  return { start: isoInZone(start, zone), end: Number.isFinite(end) ? isoInZone(end, zone) : null };
}

interface Openings {
  reopens: string | null;
  /** The opening that a text promises. */
  promised: Instant | null;
}

function openingsOf(
  { timeline, zone }: Cohort,
  { chain, link, message }: PlannedLink,
  hours: BusinessHours,
): Openings {
  const question = questionAbout(chain, timeline, link.start, zone, hours);
  const first = openingFrom(question);
  // Only where a business answers at that very time, a text promises another.
  const isSame = message === null || first === null || first > question.at;
  return {
    reopens: first === null ? null : isoInZone(first, zone),
    promised: isSame ? first : promisedOpening(question),
  };
}

function sharedClosure(
  wanting: Wanting,
  business: Business,
  { chain, message }: PlannedLink,
  facts: PlannedOccurrence,
  { reopens, promised }: Openings,
): SharedClosure {
  const text = (opening: Opening) => message && wanting.text(business, chain, message, opening);
  const wording = () => text(promised === null ? null : 'any');
  return { facts, reopens, offlineMessage: text(promised), wording };
}

interface PlannedLink {
  chain: Chain;
  link: Link;
  /** What consumers read; null where that is left as it is. */
  message: MessageRef | null;
}

/** In the order of their start. */
function linksWithin(
  { chains, announcements = [] }: Cohort['timeline'],
  { from, to }: Window,
): PlannedLink[] {
  return [
    ...chains.flatMap((chain) => chain.links.map((link) => ({ chain, link }))),
    ...announcements.map((chain) => ({ chain, link: linkOf(chain) })),
  ]
    .filter(({ link }) => link.start < to && link.end > from)
    .sort((a, b) => a.link.start - b.link.start)
    .map(({ chain, link }) => ({ chain, link, message: messageOf(chain) }));
}

/** An announcement is one row, however many days the closure has that it speaks of. */
function linkOf(announcement: Chain): Link {
  const named = linkAt(announcement, announcement.start) as Link;
  return { ...named, start: announcement.start, end: announcement.end };
}

/** The effect in the words of closures.yml. */
function shownEffect(effect: Effect): Record<string, unknown> {
  if (effect.kind === 'leave') return { leave: true };
  const { kind: _kind, open, templates, ...rest } = effect;
  return {
    ...(open ? { open } : {}),
    ...rest,
    ...mapTexts(rest, shownMessage),
    ...(templates === undefined ? {} : { templates: shownSwaps(templates) }),
  };
}

function shownSwaps(templates: Record<string, TemplateSwap>): Record<string, unknown> {
  const shown = ({ content, ...rest }: TemplateSwap) =>
    content === undefined ? rest : { content: shownMessage(content), ...rest };
  return Object.fromEntries(Object.entries(templates).map(([title, swap]) => [title, shown(swap)]));
}

function shownMessage(message: MessageRef | 'keep'): string {
  if (message === 'keep') return message;
  return 'message' in message ? message.message : message.text;
}

function messageOf({ source: { effect } }: Chain): MessageRef | null {
  const message = effect.kind === 'leave' ? undefined : effect.offlineMessage;
  return message === undefined || message === 'keep' ? null : message;
}

/** Without rows, texts are rendered all the same, so that `wanting` learns what could not be filled. */
export function fillTexts({ cohorts }: Situation, wanting: Wanting, window: Window): void {
  for (const cohort of cohorts) {
    const [first] = cohort.businesses;
    if (!first) continue;
    const readers = [...groupedBy(cohort.businesses, readingOf)].map(([business]) => business as Business);
    for (const { chain, link, message } of linksWithin(cohort.timeline, window)) {
      if (message === null) continue;
      const promised = promisedOpening(
        questionAbout(chain, cohort.timeline, link.start, cohort.zone, hoursOf(first)),
      );
      for (const business of wanting.isPersonal(message) ? cohort.businesses : readers)
        wanting.text(business, chain, message, promised);
    }
  }
}
