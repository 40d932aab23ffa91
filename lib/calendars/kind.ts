import type * as z from 'zod';
import type { Occurrence } from '../closures/model.ts';
import type { JsonSchema } from '../reading/json-schema.ts';
import type { CalendarPath } from './errors.ts';
import type { CalendarIssue } from './issues.ts';
import type { CivilWindow, Place } from './model.ts';

/** In which a calendar is told to people. */
export type CalendarLanguage = 'en' | 'fr';

/**
 * What a folder of this room exports (in its index.ts) to be a kind of calendar; registry.ts has them all. `stored`,
 * `placeKeyOf` and `expand` stand in files of their names, so that bundles can do with less than the whole folder.
 */
export interface CalendarKind<C> {
  /**
   * The shape of the calendar as `apply` stores it, and at once its type; its member `kind` is the key of the kind. What
   * is added later is optional: what was stored before stays readable.
   */
  stored: z.ZodType<C>;
  /**
   * Under which key the occurrences for a place are kept: places with the same key have the same occurrences. Never
   * throws. `everywhere` where the place makes no difference.
   */
  placeKeyOf(calendar: C, place: Place): string;
  /** Reads the calendar out of closures.yml, and reports every fault with a remedy (lib/reading/readers.ts). */
  read: z.ZodType<C>;
  /** Of rules that give none. The more particular a calendar, the higher. */
  defaultPriority: number;
  /** What editors know of it, and `definitions` that it brings along. A test holds it against `read`. */
  jsonSchema: JsonSchema;
  jsonSchemaDefinitions?: Record<string, JsonSchema>;
  /** Where it yields occurrences without a name, below the rule; left out: nowhere. */
  unnamed?(calendar: C): CalendarPath[];
  /** Says what the calendar means, where its own form is hard to read; left out: it is plain as it stands. */
  inWords?(calendar: C, language: CalendarLanguage): string | Promise<string>;
  /** Of a calendar whose content is elsewhere; null: it stands in closures.yml. */
  feed: CalendarFeed<C> | null;
  /**
   * Everything that is wrong or doubtful with it beyond what `read` can tell, all at once. Never rejects for what
   * stands in the calendar.
   *
   * @param window the coming 400 days
   * @param places those of the rule's businesses; may be empty
   * @param content of its feed, where that is at hand without asking anybody
   */
  check(
    calendar: C,
    window: CivilWindow,
    places: Place[],
    content?: string | null,
  ): CalendarIssue[] | Promise<CalendarIssue[]>;
  /**
   * All occurrences that intersect the window, in order of start; those at its ends are given whole. Bounds are civil
   * or instants (see `Bound`). The answer depends on nothing but the arguments.
   *
   * @param content of its feed
   * @throws CalendarError rather than give an empty answer that nobody asked for
   */
  expand(
    calendar: C,
    window: CivilWindow,
    place: Place,
    content?: string | null,
  ): Occurrence[] | Promise<Occurrence[]>;
}

/** Where the content of a calendar is. */
export interface FeedSource {
  /** A URL, a reference to a secret that is one, or the path of a file beside closures.yml. */
  from: string;
  allowPrivateAddress: boolean;
}

/** What the content of a feed says. */
export interface FeedContent {
  /** Place key → occurrences that intersect the window, in order of start. */
  occurrences: Record<string, Occurrence[]>;
  /** How many entries there are, also those that close nothing. */
  events: number;
  /** What was set aside, and why. */
  faults: EntryFault[];
}

/** An entry of a feed that cannot be read or worked out. The texts are bounded. */
export interface EntryFault {
  /** By which it is known in the feed; '' where it has nothing of the kind. */
  uid: string;
  /** How people call it: `the event "Christmas" of 2026-12-25`. */
  which: string;
  /** What is wrong with it. */
  why: string;
}

/** How a calendar is read whose content is elsewhere. Whatever stands there: it takes no more than a second. */
export interface CalendarFeed<C> {
  sourceOf(calendar: C): FeedSource;
  /** The text of a file, as it is kept. The bytes are used up. */
  textOf(bytes: Uint8Array): string | Promise<string>;
  /** @throws CalendarError where the text as a whole is of no use */
  read(text: string, calendar: C, window: CivilWindow): Promise<FeedContent>;
  /** The text with some entries as they are in an earlier one, where they are. Left out: it is right or wrong as a whole. */
  withEarlier?(text: string, earlier: string, uids: ReadonlySet<string>): Promise<Spliced>;
}

export interface Spliced {
  text: string;
  /** The entries that were in the earlier text. */
  taken: ReadonlySet<string>;
}

/**
 * The type of a registry whose kinds are complete. A registry is not assignable to it where a folder lacks something,
 * or reads what it does not store to the last member: `apply` would store that, and every later read refuse it.
 */
export type Complete<R> = {
  [K in keyof R]: R[K] extends { stored: z.ZodType<infer Stored>; read: z.ZodType<infer Read> }
    ? Same<Stored, Read> extends true
      ? CalendarKind<Stored & { kind: K & string }>
      : { read: 'reads what `stored` does not store' }
    : CalendarKind<{ kind: string }>;
};

/** Whether two types are the same, and not only one of them assignable to the other. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
