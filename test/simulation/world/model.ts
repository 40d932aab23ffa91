/** All that one seed decides, as data: what is dropped from it is gone, and what is left plays as before. */
import type { Instant } from '../../../lib/clock.ts';
import type { Settings } from '../../../lib/closures/model.ts';
import type { Day } from './truth/zones.ts';

export type Week = Record<Day, string[]>;

type Language = 'en' | 'fr' | 'de';

export interface Shop {
  code: string;
  place: string;
  settings: Settings;
  openHours: Week | null;
  specificHours: SpecificHours | null;
  /** What its consumers read. Left out: English. */
  language?: Language;
  /** Set in closures.yml; left out: told from where the shop lies. */
  zoneInConfig?: string;
}

export interface SpecificHours {
  open: { starts_at: string; ends_at: string; open_hours: string[] }[];
  close: { starts_at: string; ends_at: string }[];
}

export interface Company {
  id: string;
  requestsPerMinute: number;
  budgetShare: number;
  shops: Shop[];
}

/** `to` left out: to the end of that day. */
export interface DateEntry {
  from: string;
  to?: string;
}

export type Calendar =
  | { kind: 'dates'; entries: DateEntry[] }
  | { kind: 'weekly'; open: Partial<Week> }
  | { kind: 'cron'; close: string; open: string; days: number[] }
  | { kind: 'holidays' }
  | { kind: 'feed'; feed: string; format: 'ical' | 'sheet' }
  /** `openings`: also those, and not closings alone. */
  | { kind: 'special'; openings?: true };

/** As closures.yml says it; texts are named by their message. */
export interface RuleEffect {
  open?: true;
  leave?: true;
  reachable?: boolean | 'keep';
  offline?: string;
  welcome?: string;
  chatHours?: 'closed' | 'keep' | 'business' | string[];
  /** The title of a message template that says something else meanwhile. */
  swaps?: string;
}

export interface Rule {
  key: string;
  /** Store codes; null: every shop. */
  codes: string[] | null;
  calendar: Calendar;
  effect: RuleEffect;
  priority?: number;
  announceHours?: number;
  maxLeadMinutes?: number;
  enforce?: true;
  staged?: true;
}

/** The rules that are in force from an instant on. */
export interface Deploy {
  at: Instant;
  /** Keys of {@link World.rules}. */
  rules: string[];
}

/** Somebody asks for a closure or a hold, at once or for later, and may change and end it. */
export interface Ask {
  id: string;
  organization: string;
  codes: string[];
  at: Instant;
  door: 'command' | 'event' | 'http' | 'webhook';
  /** Left out: at once. */
  from?: Instant;
  until: Instant | null;
  urgent: boolean;
  hold: boolean;
  /** Over HTTP it is sent once more a minute later: whoever sends does not know that it has arrived. */
  again?: true;
  /** A new end, asked for later. */
  extended?: { at: Instant; until: Instant };
  /** And another one. */
  extendedAgain?: { at: Instant; until: Instant };
  endedAt?: Instant;
}

export interface Edit {
  at: Instant;
  code: string;
  fields: Partial<Settings>;
}

/** Somebody changes the opening hours of a shop in Partoo. */
export interface Opening {
  at: Instant;
  code: string;
  hours: Week;
}

/** Somebody changes the special hours of a shop in Partoo; null: there are none any more. */
export interface SpecialEdit {
  at: Instant;
  code: string;
  hours: SpecificHours | null;
  /** Partoo tells it by webhook. */
  isTold: boolean;
}

/** Somebody stops all writing of an organization for a while. */
export interface Pause {
  organization: string;
  from: Instant;
  to: Instant;
}

/** Somebody lets go of shops: what had begun by then does not count there any more. */
export interface Release {
  organization: string;
  at: Instant;
  codes: string[];
}

/**
 * Somebody does what has to be refused, or to wait for agreement (design rules 22 and 23): applies a rule with an empty
 * list of selectors, a key in plain text, or a closing of everybody at once; asks from outside for a month, or for all shops.
 */
export interface Mistake {
  at: Instant;
  organization: string;
  what: 'noSelectors' | 'keyInFile' | 'allAtOnce' | 'tooLong' | 'tooMany';
  /** When what waits is taken back. */
  endedAt: Instant;
}

/** Partoo, the network, the store or the machine is not well for a while. */
export interface Trouble {
  from: Instant;
  to: Instant;
  what: TroubleKind;
  organization: string;
  /** Of one shop alone. */
  code?: string;
  /** Of so many of all events, or of what the store is asked, alone. */
  share?: number;
}

export type TroubleKind =
  | 'serverErrors'
  | 'resets'
  | 'lostAnswers'
  | 'cutBodies'
  | 'lateErrors'
  | 'html'
  | 'slow'
  | 'stale'
  | 'throttled'
  | 'down'
  | 'others'
  | 'store'
  /** The store is one that a newer release writes. */
  | 'newer'
  | 'doubled'
  /** Partoo wants to be left alone for a day. */
  | 'silenced'
  /** A list says nothing of a shop that is still there. */
  | 'forgotten'
  /** The bus takes only some events. */
  | 'bus'
  /** Somebody has all writing paused. */
  | 'paused'
  /** What is written to one shop is refused. */
  | 'refused'
  /** What is written to one shop does not arrive, and a gateway answers. */
  | 'unanswered';

/** Partoo refuses what is written to some shops as long as hours or a text are null in it. */
export interface NullsRefused {
  organization: string;
  codes: string[];
  from: Instant;
  to: Instant;
}

/** The next pass of an organization from then on dies after so many calls to the outside. */
export interface Crash {
  at: Instant;
  organization: string;
  afterCalls: number;
  isBeforeCall: boolean;
}

/** The clocks of processes jump, and are set right again: as NTP does, or a machine that goes on. */
export interface ClockStep {
  from: Instant;
  to: Instant;
  /** By how much they are ahead meanwhile; negative: behind. */
  milliseconds: number;
  /** How many of the processes have such a clock. */
  share: number;
}

/** What a feed answers from an instant on: closed days by the name of their entry; `fails`: nothing of use. */
export interface FeedVersion {
  feed: string;
  at: Instant;
  days: DateEntry[] | 'fails';
}

/** Somebody looks whether anything of a feed is held back, and takes it if there is. */
export interface Accept {
  at: Instant;
  feed: string;
}

export interface World {
  seed: number;
  from: Instant;
  /** From here on all is well and nobody does anything. */
  calmFrom: Instant;
  /** When no rule is left: everything has to be as it was. */
  clearedAt: Instant;
  to: Instant;
  companies: Company[];
  rules: Rule[];
  deploys: Deploy[];
  asks: Ask[];
  edits: Edit[];
  /** Left out by worlds that were kept before there were any. */
  openings?: Opening[];
  specialEdits?: SpecialEdit[];
  pauses?: Pause[];
  releases?: Release[];
  mistakes?: Mistake[];
  troubles: Trouble[];
  crashes: Crash[];
  feeds: FeedVersion[];
  accepts?: Accept[];
  clockSteps?: ClockStep[];
  nullsRefused?: NullsRefused[];
  launchDelayMilliseconds: number;
  /** How long a function may take. */
  functionMilliseconds: number;
}
