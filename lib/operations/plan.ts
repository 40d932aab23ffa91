import type { Instant } from '../clock.ts';
import type { Chain, Link } from '../closures/chains.ts';
import { isoInZone } from '../closures/civil-time.ts';
import { type ClosureKind, kindOf } from '../closures/closure-kind.ts';
import type { Opening } from '../closures/messages/index.ts';
import type { Business, Effect, MessageRef } from '../closures/model.ts';
import { openingFrom, promisedOpening } from '../closures/opening/opening.ts';
import { questionAbout } from '../closures/opening/openings.ts';
import { hoursOf } from '../closures/opening/own-hours.ts';
import type { Config } from '../config/model.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { selectOrganizations } from '../reconcile/pass/session.ts';
import { batchSize, PAGE } from '../reconcile/situation/batch.ts';
import type { Cohort, Situation } from '../reconcile/situation/situation.ts';
import { spacingOf } from '../reconcile/situation/spacing.ts';
import { linkAt, Wanting } from '../reconcile/situation/wanted.ts';
import type { Warning } from '../reconcile/situation/warning.ts';
import { type PlannedWave, waves } from '../reconcile/situation/waves.ts';
import type { Advisor } from './advice/advisor.ts';
import { lateWarnings } from './advice/late-warnings.ts';
import { listingWarnings } from './advice/listing-warnings.ts';
import { recall, survey } from './survey.ts';

export interface PlannedClosure {
  organization: string;
  business: string;
  code: string | null;
  rule: string;
  name: string;
  timezone: string;
  start: string;
  /** null: until further notice. */
  end: string | null;
  /** What it does: takes off or empties (`close`), opens, or neither. */
  kind: ClosureKind;
  effect: Effect | Record<string, unknown>;
  /** The text that consumers will read; null where the closure leaves it as it is. */
  offlineMessage: string | null;
  /** The first instant from the start on at which the business answers; null: until further notice. */
  reopens: string | null;
}

export type PlanPart =
  /** `wording`: its text with any opening in it, by which texts are told apart. */
  | { kind: 'closure'; row: PlannedClosure; wording: () => string | null }
  | { kind: 'wave'; wave: PlannedWave }
  | { kind: 'requests'; requests: { reads: number; writes: number } }
  | { kind: 'warning'; warning: Warning };

export interface PlanOptions {
  /** Half-open window; a closure that only touches it from outside is not in it. */
  from: Instant;
  to: Instant;
  organization: string | null;
  /** Leaves the rows out. */
  summary: boolean;
  /** Where files of feeds are read. Default: they are as they were when the configuration was applied. */
  folder?: string;
  /** From what is remembered, without asking Partoo. Default false. */
  stored?: boolean;
  /** Shown every organization; what it has to say is asked for once all are planned. */
  advisor?: Advisor;
}

/** The longest window, days. */
const LONGEST_DAYS = 731;
/**
 * What would be done in a window: first a row for each occurrence and business, neither merged nor cut, then the waves,
 * then the requests that they cost, then what is worth a warning. Changes nothing.
 * @throws UsageError, PartooError
 */
export async function* plan(deps: Deps, config: Config, options: PlanOptions): AsyncGenerator<PlanPart> {
  refuseWindow(options);
  const situations: Situation[] = [];
  const warnings: Warning[] = [];
  for (const organization of selectOrganizations(config, options.organization)) {
    const situation = await (options.stored ? recall : survey)(deps, config, organization, options, warnings);
    if (situation === null) continue;
    await options.advisor?.add(situation);
    situations.push(situation);
  }
  const wantings = new Map(situations.map((situation) => [situation, new Wanting(situation)]));
  for (const situation of situations) {
    const wanting = wantings.get(situation) as Wanting;
    if (!options.summary) yield* rows(situation, wanting, options);
    else fillTexts(situation, wanting, options);
  }
  const requests = { reads: 0, writes: 0 };
  for (const situation of situations) {
    const together = batchSize(spacingOf(situation.organization));
    const planned: PlannedWave[] = [];
    for (const wave of waves(situation, wantings.get(situation) as Wanting, options)) {
      requests.writes += wave.writes;
      // Before the writes, as many as can be written while they are fresh, and after them.
      requests.reads += Math.ceil(wave.writes / together) + Math.ceil(wave.writes / PAGE);
      planned.push(wave);
      yield { kind: 'wave', wave };
    }
    warnings.push(...lateWarnings(situation.organization, planned));
  }
  yield { kind: 'requests', requests };
  for (const situation of situations) warnings.push(...listingWarnings(situation, options));
  for (const situation of situations)
    warnings.push(...textWarnings(situation, wantings.get(situation) as Wanting));
  for (const warning of warnings) yield { kind: 'warning', warning };
}

function refuseWindow({ from, to }: PlanOptions): void {
  if (to <= from)
    throw new UsageError('window', 'The window ends before it begins.', 'Give a --to after --from.');
  if (to - from > LONGEST_DAYS * 24 * 3600_000) {
    throw new UsageError('window', 'The window is longer than two years.', 'Plan it in parts.');
  }
}

type PlannedRow = Extract<PlanPart, { kind: 'closure' }>;

function* rows(situation: Situation, wanting: Wanting, { from, to }: PlanOptions): Generator<PlannedRow> {
  for (const cohort of situation.cohorts) {
    const links = linksWithin(cohort, from, to);
    if (links.length === 0) continue;
    const write = isoOnce(cohort.zone);
    const numberOf = numbered();
    for (const business of cohort.businesses) {
      const { id, code, language, country } = business;
      const alike = numberOf(language, country, hoursOf(business));
      for (const shown of links) {
        const { common, promised } =
          shown.alike[alike] ?? addAlike(shown, alike, rowOf(cohort, wanting, business, shown, write));
        const { chain } = shown;
        // Of texts that name the business each has its own, and the others are remembered.
        const offlineMessage = offlineText(wanting, business, chain, promised);
        const row = {
          organization: situation.organization.id,
          business: id,
          code,
          ...common,
          offlineMessage,
        };
        const wording = () => offlineText(wanting, business, chain, promised === null ? null : 'any');
        yield { kind: 'closure', row, wording };
      }
    }
    wanting.forget();
  }
}

type CommonRow = Omit<PlannedClosure, 'organization' | 'business' | 'code' | 'offlineMessage'>;

/** What a row says of all businesses of a cohort that share language, country and hours: millions of rows have few of these. */
interface Alike {
  common: CommonRow;
  /** The opening that its text promises. */
  promised: Instant | null;
}

/** Of so many kinds of businesses a closure keeps what they have alike; where every shop has hours of its own, nothing is shared. */
const MOST_ALIKE = 100;

function addAlike({ alike }: ShownLink, number: number, one: Alike): Alike {
  if (number < MOST_ALIKE) alike[number] = one;
  return one;
}

function rowOf(
  cohort: Cohort,
  wanting: Wanting,
  business: Business,
  { chain, link, start, end, effect }: ShownLink,
  write: (at: Instant) => string,
): Alike {
  const question = questionAbout(chain, cohort.timeline, link.start, cohort.zone, hoursOf(business));
  const reopens = openingFrom(question);
  const common = {
    rule: chain.source.key,
    name: wanting.nameOf(business, chain, link),
    timezone: cohort.zone,
    kind: kindOf(chain),
    ...{ start, end, effect },
    reopens: reopens === null ? null : write(reopens),
  };
  return { common, promised: promisedOpening(question) };
}

const MOST_INSTANTS = 20_000;

/** Writing an instant takes longer than finding it, and few are written for thousands of businesses. */
function isoOnce(zone: string): (at: Instant) => string {
  const known = new Map<Instant, string>();
  return (at) => {
    const found = known.get(at) ?? isoInZone(at, zone);
    if (known.size >= MOST_INSTANTS) known.clear();
    known.set(at, found);
    return found;
  };
}

/** Gives the same small number for the same values, from 0 on. */
function numbered(): (...values: unknown[]) => number {
  const known = new Map<string, number>();
  return (...values) => {
    const key = JSON.stringify(values);
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  };
}

interface ShownLink {
  chain: Chain;
  link: Link;
  start: string;
  end: string | null;
  effect: Record<string, unknown>;
  /** By the number of what businesses have alike. */
  alike: Alike[];
}

function linksWithin(cohort: Pick<Cohort, 'timeline' | 'zone'>, from: Instant, to: Instant): ShownLink[] {
  const { chains, announcements = [] } = cohort.timeline;
  return [
    ...chains.flatMap((chain) => chain.links.map((link) => ({ chain, link }))),
    ...announcements.map((chain) => ({ chain, link: linkOf(chain) })),
  ]
    .filter(({ link }) => link.start < to && link.end > from)
    .sort((a, b) => a.link.start - b.link.start)
    .map(({ chain, link }) => ({
      chain,
      link,
      start: isoInZone(link.start, cohort.zone),
      end: Number.isFinite(link.end) ? isoInZone(link.end, cohort.zone) : null,
      effect: shownEffect(chain.source.effect),
      alike: [],
    }));
}

/** An announcement is one row, however many days the closure has that it speaks of. */
function linkOf(announcement: Chain): Link {
  const named = linkAt(announcement, announcement.start) as Link;
  return { ...named, start: announcement.start, end: announcement.end };
}

/** The effect in the words of closures.yml. */
function shownEffect(effect: Effect): Record<string, unknown> {
  if (effect.kind === 'leave') return { leave: true };
  const { kind: _kind, open, offlineMessage, welcomeMessage, ...rest } = effect;
  return {
    ...(open ? { open } : {}),
    ...rest,
    ...(offlineMessage === undefined ? {} : { offlineMessage: shownMessage(offlineMessage) }),
    ...(welcomeMessage === undefined ? {} : { welcomeMessage: shownMessage(welcomeMessage) }),
  };
}

function shownMessage(message: MessageRef | 'keep'): string {
  if (message === 'keep') return message;
  return 'message' in message ? message.message : message.text;
}

function offlineText(wanting: Wanting, business: Business, chain: Chain, promised: Opening): string | null {
  const message = messageOf(chain);
  return message && wanting.text(business, chain, message, promised);
}

function messageOf({ source: { effect } }: Chain): MessageRef | null {
  const message = effect.kind === 'leave' ? undefined : effect.offlineMessage;
  return message === undefined || message === 'keep' ? null : message;
}

/** Without rows, the texts are rendered all the same where a business may lack what they name, whatever opening they name. */
function fillTexts(situation: Situation, wanting: Wanting, { from, to }: PlanOptions): void {
  for (const { businesses, timeline, zone } of situation.cohorts) {
    const [first] = businesses;
    if (!first) continue;
    const links = new Map(linksWithin({ timeline, zone }, from, to).map(({ chain, link }) => [chain, link]));
    for (const [chain, { start }] of links) {
      const promised = promisedOpening(questionAbout(chain, timeline, start, zone, hoursOf(first)));
      for (const business of businesses) offlineText(wanting, business, chain, promised);
    }
  }
}

function textWarnings(situation: Situation, { missing }: Wanting): Warning[] {
  return [...missing].map(([id, { message, variables }]) => ({
    code: 'text',
    message: `${situation.businessOf.get(id)?.code ?? id}: message "${message}" lacks ${variables.join(', ')}; the built-in text stands in for it.`,
  }));
}
