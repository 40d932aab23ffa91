/**
 * The words of the core as types. Everything in this folder is pure: no I/O, no clock, no environment.
 * See docs/architecture.md for the words and the rules.
 */
import type { Instant } from '../clock.ts';
import type { SelectorKind, SelectorValue } from './selectors.ts';
import type { TextMember } from './text-members.ts';

/**
 * A point in time as a calendar gives it, in one of three forms:
 * - `2026-12-25`: the local start of that civil day, in the zone of the business;
 * - `2026-12-24T17:00`: wall-clock time in the zone of the business;
 * - `2026-12-24T17:00:00+01:00` or `…Z`: an instant.
 */
export type Bound = string;

/** One interval that a calendar yields, half-open: `[start, end)`. `end: null` (ad hoc only) = until further notice. */
export interface Occurrence {
  start: Bound;
  end: Bound | null;
  /** Name by language tag (`fr`, `pt-BR`); the key `''` holds a name that stands for every language. */
  names: Record<string, string>;
  /** The message that takes the place of its rule's, where a calendar says so of single occurrences. */
  message?: string;
  /** Where it opens, whatever the effect of its rule: its bounds are civil days then. */
  opening?: ExceptionalOpening;
}

/** Hours of days on which a business opens although it is a holiday, say. */
export interface ExceptionalOpening {
  /** On each of the days; they may run past midnight. */
  windows: readonly TimeWindow[];
  /** Chat hours while it lasts. Left out: the usual ones are meant, and nothing is written. */
  chatHours?: WeekHours;
}

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];
/** `HH:MM-HH:MM`, business-local. */
export type TimeWindow = string;
export type WeekHours = Partial<Record<Weekday, TimeWindow[]>>;

/** The writable fields of Partoo's messaging settings, under Partoo's own names. */
export interface Settings {
  welcome_message: string | null;
  offline_message: string | null;
  uses_business_hours: boolean;
  custom_chat_hours: WeekHours | null;
  is_launched: boolean;
}
export type SettingsField = keyof Settings;
export const SETTINGS_FIELDS = [
  'is_launched',
  'offline_message',
  'welcome_message',
  'uses_business_hours',
  'custom_chat_hours',
] as const satisfies readonly SettingsField[];
/** Those that consumers read. */
export const TEXT_FIELDS = ['welcome_message', 'offline_message'] as const satisfies readonly SettingsField[];

/** Days of which the hours are others than those of the week: `[first, last, windows]`, civil dates, both included. */
export type SpecialDays = readonly [first: string, last: string, windows: readonly TimeWindow[]];

/** When a business answers, in its own zone. */
export interface Hours {
  /** A weekday that is left out is closed. Null: always open, but for the special days. */
  readonly week: WeekHours | null;
  /** Over the week; of several that hold a day the shortest counts, of equal ones the first. Left out: none. */
  readonly special?: readonly SpecialDays[];
}

/** What the core knows of one location. */
export interface Business {
  id: string;
  code: string | null;
  name: string;
  /** ISO 3166-1 alpha-2, upper case; null where Partoo holds none. */
  country: string | null;
  /** ISO 3166-2 (`FR-67`, `ES-CT`), or null where it cannot be told. */
  region: string | null;
  /** IANA zone, or null: `zone-unknown`. */
  zone: string | null;
  /** BCP 47 tag, or null. */
  language: string | null;
  zipcode: string | null;
  city: string | null;
  groups: number[];
  address: string | null;
  websiteUrl: string | null;
  phoneNumber: string | null;
  /** Partoo's opening hours, special ones over them; null: Partoo has none. Left out: not known. */
  openHours?: Hours | null;
  /** Its chat hours, where they are not the opening hours; null: they say nothing. Left out: it has none, or not known. */
  chatHours?: Hours | null;
}

/** Kinds are ANDed, values within a kind ORed; any match of `exclude` excludes. `zipcodes` may end in `*`. */
export type Selectors = { [K in SelectorKind]?: SelectorValue<K>[] };
export interface Scope extends Selectors {
  exclude?: Selectors;
}

/** A named message of closures.yml, or a text given on the spot, in a language (BCP 47) where that is known. */
export type MessageRef = { message: string } | { text: string; language?: string };

/** What a message template is while a closure is in force; what is left out stays, or is another closure's. */
export interface TemplateSwap {
  content?: MessageRef;
  title?: string;
  icon?: string;
}

export type ChatHours = 'closed' | 'keep' | 'business' | WeekHours;

/**
 * Which settings fields a closure sets, and to what. A member that is absent falls through to the closure of next
 * precedence; `keep` is the baseline and masks what is lower; `open` is `keep` for every member that is absent.
 */
export type Effect = { kind: 'leave' } | SetEffect;

export interface SetEffect {
  kind: 'set';
  open: boolean;
  reachable?: boolean | 'keep';
  offlineMessage?: MessageRef | 'keep';
  welcomeMessage?: MessageRef | 'keep';
  chatHours?: ChatHours;
  /** What becomes of Partoo's message templates, by title; not of one business, but of its organization. */
  templates?: Record<string, TemplateSwap>;
}

/** Texts that are shown for some time before each chain of a rule; all else stays as it is. */
export interface Announce extends Partial<Record<TextMember, MessageRef>> {
  /** Days of the calendar, or a duration. */
  before: { days: number } | { milliseconds: number };
}

export type OnManualChange = 'respect' | 'enforce';
export type Level = 'hold' | 'urgent' | 'ad-hoc' | 'rule';

/** A message by language tag (`default` is one of them); texts may hold `{{variables}}`. Order is that of the file. */
export type MessageTexts = Record<string, string>;

/** How people call a rule or an occurrence: one text for all, or texts by language tag (`default` is one of them). */
export type Name = string | Record<string, string>;

/** A closure that somebody asked for, as the store keeps it. */
export interface AdHocClosure {
  id: string;
  scope: Scope;
  /** True only where the caller said `all`. */
  all: boolean;
  from: Bound;
  until: Bound | null;
  effect: Effect;
  reason: string | null;
  urgent: boolean;
  /** Keeps businesses open whatever the rules say. */
  hold: boolean;
  createdAt: Instant;
  /** When it was last changed; left out by version 0.1.0, and where it never was. */
  updatedAt?: Instant;
  actor: string;
  /** Set when it was reopened or cancelled; it then counts as ended at that instant. */
  endedAt: Instant | null;
  /** Of one that events asked for: how many of them it is the outcome of. Absent where a command asked. */
  revision?: number;
  /** What was asked for and waits until somebody else agrees; left out: nothing does. */
  waiting?: Waiting;
  /** What became of the request for it, where it had to wait; left out: it did not have to, or still does. */
  decided?: Decided;
}

/** Something asked for that is beyond what the guard lets pass. */
export interface Waiting {
  /** Of a `closure` (or a hold) all waits: it is not in force yet. Of a `change` and an `end` the closure stays as it is meanwhile. */
  kind: 'closure' | 'change' | 'end';
  /** What is to be otherwise than it is. */
  changes: Partial<Pick<AdHocClosure, 'from' | 'until' | 'effect' | 'reason' | 'urgent' | 'endedAt'>>;
  /** Who asked; none of them may agree. */
  by: string[];
  /** When it was asked for. */
  at: Instant;
  /** What it is beyond: so many businesses, or so long. */
  beyond: 'businesses' | 'time';
}

export interface Decided {
  decision: 'approved' | 'declined' | 'withdrawn';
  by: string;
  at: Instant;
}
