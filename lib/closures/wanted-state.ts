import type { Instant } from '../clock.ts';
import { withAnnouncements } from './announcements.ts';
import type { Chain, Source } from './chains.ts';
import { chainsIn } from './chains-in.ts';
import { closing } from './closing-effect.ts';
import { cohortWanted } from './cohort-wanted.ts';
import { MEMBER_OF } from './merge.ts';
import {
  type Announce,
  type Business,
  type Effect,
  type Level,
  type MessageTexts,
  type Name,
  type Occurrence,
  type OnManualChange,
  type Scope,
  SETTINGS_FIELDS,
  type SettingsField,
} from './model.ts';
import { isClosing, type Overlay } from './overlay.ts';
import { type Choice, whyItLoses } from './precedence.ts';
import type { ClosureInForce } from './record.ts';
import { matchesScope } from './scope.ts';
import { nextBoundary, timelineOf } from './timeline.ts';
import { Wanting } from './wanted.ts';

/** A rule with what its calendar yields. */
export interface RuleWithOccurrences {
  key: string;
  occurrences: readonly Occurrence[];
  /** How consumers are told of it where the occurrence has no name. Default: not at all. */
  name?: Name;
  /** Default: every business. */
  scope?: Scope;
  /** Default: not reachable, the built-in text, emptied chat hours. */
  effect?: Effect;
  /** The higher wins. Default 0. */
  priority?: number;
  /** Of its exceptional openings. Default: the same. */
  openingPriority?: number;
  /** It goes by the clock, day by day: outside of their hours, exceptional openings leave it be. Default false. */
  recurs?: boolean;
  /** Default `rule`. */
  level?: Level;
  /** What is shown before each of its chains. Default: nothing. */
  announce?: Announce;
  /** Default `respect`. */
  onManualChange?: OnManualChange;
}

export interface WantedQuestion {
  /** The zone, and whatever else scopes and texts refer to. */
  business: Partial<Business> & { zone: string };
  rules: readonly RuleWithOccurrences[];
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  at: Instant;
  /** Texts by name and language. `closed` is built in. */
  messages?: Record<string, MessageTexts>;
  /** For businesses without a language of their own, and of texts that are not by language. */
  language?: string;
  /** Of `default` texts beside languages. Default `en`. */
  defaultLanguage?: string;
  /** For scopes that name organizations. */
  organization?: string;
}

/** Which closure decides a field, and why not another. */
export interface FieldWon {
  /** Key of the rule; null where the baseline stands. */
  winner: string | null;
  losers: { key: string; why: string }[];
}

export interface WantedState {
  /** `left-alone`: a rule in force asks that nothing at all be done to the business. */
  state: 'open' | 'closed' | 'left-alone';
  /** What is put over the baseline, texts rendered; see `wantedSettings` for what Partoo is to hold then. */
  overlay: Overlay;
  /** In force, highest precedence first; those that touch or overlap are one. */
  closures: ClosureInForce[];
  fields: Record<SettingsField, FieldWon>;
  /** The next instant at which a closure starts or ends; null where none does. */
  next: Instant | null;
}

/**
 * What one business should be like at one instant. Pure: the same question gives the same answer, whenever and wherever,
 * and the order of the rules does not matter.
 * @throws RangeError for a zone or a bound that is none
 */
export function wantedState(question: WantedQuestion): WantedState {
  const { at, rules, messages = {}, language = null, defaultLanguage, organization = '' } = question;
  const business = { ...UNKNOWN, ...question.business };
  const chains = rules
    .filter(({ scope }) => scope === undefined || matchesScope(scope, business, organization))
    .flatMap((rule) => chainsIn(sourceOf(rule), rule.occurrences, business.zone));
  const timeline = withAnnouncements(timelineOf(chains), business.zone);
  const wanted = cohortWanted({ timeline }, at);
  const wanting = new Wanting({
    messages,
    organization: { language },
    ...(defaultLanguage === undefined ? {} : { defaultLanguage }),
  });
  const { overlay, closures } = wanting.desired(business, wanted, {});
  const fields = SETTINGS_FIELDS.map((field) => [field, fieldWon(wanted.resolution[MEMBER_OF[field]])]);
  return {
    state: wanted.leave ? 'left-alone' : isClosing(overlay) ? 'closed' : 'open',
    overlay,
    closures,
    fields: Object.fromEntries(fields) as WantedState['fields'],
    next: nextBoundary(timeline, at),
  };
}

const UNKNOWN: Omit<Business, 'zone'> = {
  id: '',
  code: null,
  name: '',
  country: null,
  region: null,
  language: null,
  zipcode: null,
  city: null,
  groups: [],
  address: null,
  websiteUrl: null,
  phoneNumber: null,
};

function sourceOf(rule: RuleWithOccurrences): Source {
  return {
    key: rule.key,
    name: rule.name ?? null,
    level: rule.level ?? 'rule',
    priority: rule.priority ?? 0,
    effect: rule.effect ?? closing(),
    onManualChange: rule.onManualChange ?? 'respect',
    maxLeadMilliseconds: 0,
    ...(rule.announce === undefined ? {} : { announce: rule.announce }),
    ...(rule.openingPriority === undefined ? {} : { openingPriority: rule.openingPriority }),
    ...(rule.recurs === undefined ? {} : { recurs: rule.recurs }),
    createdAt: 0,
    actor: 'calendar',
  };
}

function fieldWon({ winner, losers }: Choice): FieldWon {
  if (winner === null) return { winner: null, losers: [] };
  const told = (loser: Chain) => ({ key: loser.source.key, why: whyItLoses(winner, loser) });
  return { winner: winner.source.key, losers: losers.map(told) };
}
