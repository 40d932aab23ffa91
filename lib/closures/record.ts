import type { Instant } from '../clock.ts';
import type { Cause } from './cause.ts';
import type { Settings, SettingsField, Weekday } from './model.ts';
import type { Overlay } from './overlay.ts';

export type Action = 'close' | 'change' | 'reopen' | 'leave';

/** A closure in force, as status and history name it. */
export interface ClosureInForce {
  key: string;
  name: string;
  start: Instant;
  /** null: until further notice. */
  end: Instant | null;
}

/** A write of ours: what was sent, over what, when and why. */
export interface Write {
  /** Without the fields that Partoo does not have and that stay so: those count as null. */
  settings: Settings;
  /** As Partoo is believed to have held it just before, and as it showed it then: late fields differ. */
  before: Settings;
  shown: Settings;
  /** Real time at which it was begun. */
  at: Instant;
  /** The instant that was decided for; differs from `at` under `run --at` and in the lead before a closing. */
  decidedAt: Instant;
  /** The lease under which it was begun. */
  token: number;
  action: Action;
  /** Left out by version 0.1.0, which told it in words alone. */
  cause?: Cause;
  /** The cause in words. */
  reason: string;
  actor: string;
  overlay: Overlay;
  overlayKey: string;
  closures: ClosureInForce[];
  /** How often the same was written again because Partoo did not show it. */
  rewrites: number;
  /**
   * Fields that Partoo keeps otherwise than they are sent, as it keeps them (once read back) or is expected to (before).
   * Left out by version 0.1.0, which noted those as `settings`.
   */
  keptAs?: Partial<Settings>;
  /** Fields that a read has shown as ours since they were sent, also by an earlier write. Left out: none, before it is read back. */
  agreed?: SettingsField[];
  /** Which way its texts were put together; left out by version 0.1.0, which was the first. */
  wording?: number;
  /** The opening that its texts promise; null: none. Left out by version 0.1.0. */
  promises?: Instant | null;
  /** See `Desired`; left out: none, or not noted yet. */
  announces?: string;
  /**
   * No answer ever came of what is believed to have been there before: who asks is told what was shown. Left out: it is
   * known, or was shown.
   */
  isBeforeGuessed?: boolean;
  /** Partoo refused it, which by itself proves nothing (docs/decisions/0156). Left out: it did not. */
  isRefused?: boolean;
  /** The same had been refused just before, and nothing of it was there. Left out: it had not. */
  wasRefused?: boolean;
  /** Fields that were to be null, which Partoo refuses: they were left as they stood. Left out: none. */
  refusedNulls?: SettingsField[];
  /** Under the same closures nothing but the words of its texts is another; left out: it is not so. */
  isReworded?: boolean;
  /** When the texts were last written again, where this is another write since; left out: never since it was closed. */
  rewordedAt?: Instant;
}

/** What Partoo held until a write of ours began, by both clocks. */
export interface Earlier extends Pick<Write, 'at' | 'decidedAt'> {
  settings: Settings;
}

/** A write that was sent, as far as it is known what came of it. */
export interface SentWrite extends Write {
  /** What could be read of Partoo's (provisional) answer to the POST; null where none is known to have come. */
  answer: Partial<Settings> | null;
  /** JSON text of the settings object in which a later GET agreed; null until then. */
  readBack: string | null;
  /** Fields that a person changed after it was sent: they stand in `settings`, but it did not change them. Left out: none. */
  amended?: SettingsField[];
}

/** A field of which a person's (or Partoo's) value stayed instead of the baseline. */
export interface KeptField {
  field: SettingsField;
  baseline: Settings[SettingsField];
  theirs: Settings[SettingsField];
  at: Instant;
  /** Of a template's content: the JSON that held the baseline, which goes back. Left out: it is not known, or no such. */
  source?: string;
}

/** A field, or one weekday of the chat hours, that a person took over during a closure. */
export type Taken = SettingsField | `custom_chat_hours.${Weekday}`;

/** A field whose text Partoo rewrites: that of a closure, or the business' own when it goes back. */
export type Rewritten = SettingsField | `${SettingsField} back`;

/** `staged`: weekly hours of which closures were taken; those closures are switched. */
type Refused = 'chat-hours' | 'staged';

export interface Failing {
  since: Instant;
  attempts: number;
  code: string;
  message: string;
  nextTryAt: Instant;
  /** In the save alone in which it begins to fail: that is told, once. */
  isNew?: boolean;
  /** Taken for Partoo's answer (it has no settings for this business) rather than for a failure; left out: it is not. */
  isBelieved?: boolean;
}

/** What we put over a business' own settings, and what goes back when it is taken off again: they begin and end together. */
export interface InPlace {
  /** JSON text of the whole settings object as Partoo sent it before our first write. Never overwritten. */
  baseline: string;
  /** Baseline values of fields that a person changed while no effect of ours covered them. */
  amended: Partial<Settings>;
  /** The effects in place; none yet before the first write is sent. */
  overlay: Overlay;
  overlayKey: string;
  taken: Taken[];
}

/** Weekly hours stand for closures of the seven local days to come; one of them may have 25 hours. */
export const STAGED_AHEAD_MILLISECONDS = (7 * 24 + 1) * 3600_000;

/** Everything that is remembered of one business. Plain data; `lib/store/records.ts` says how it is stored. */
export interface BusinessRecord {
  business: string;
  code: string | null;
  settingId: number | string | null;
  /** null where nothing of ours is in place. */
  inPlace: InPlace | null;
  /** Those in force at the last decision; a hold is one that puts nothing in place. */
  closures: ClosureInForce[];
  /** Durable before a POST, null again once its outcome is known. */
  intent: Write | null;
  last: SentWrite | null;
  /** What was there before the writes just before the last one: a late read may still show it. Left out: none. */
  earlier?: Earlier[] | undefined;
  kept: KeptField[];
  /** Kept fields whose baseline is to be put back, because somebody asked for it. */
  restoring: KeptField[];
  /** Who asked last; version 0.1.0 did not note it. */
  restoringBy?: string;
  /** A person relaunched at this (decision) instant: chains that started before it do not count any more. */
  override: Instant | null;
  /** True where it was the command `release` that overrode them, and who gave it; version 0.1.0 did not note that. */
  released: boolean;
  releasedBy?: string;
  /**
   * Key of the effects that would be wanted if the texts in place, which an earlier version put together, were put
   * together today. They stay for as long as that is what is wanted; left out: nothing of the kind.
   */
  standsFor?: string | undefined;
  /** Staged closures that begin by then do not count: their hours were in place when they were released. Left out: all do. */
  letGo?: Instant | undefined;
  /** By when weekly hours that are in place have to be changed; left out: nothing is known of it. */
  stagedBy?: Instant | undefined;
  /** What Partoo refused for this business once and is not asked again. */
  refused: Refused[];
  failing: Failing | null;
  /** A closing effect that it shows although no baseline is known, so that nothing is done to it; left out: none. */
  unowned?: Overlay | null;
  /** Texts that came back otherwise than they were sent, and were told; left out: none. */
  rewritten?: Rewritten[];
  /** Since when the state is what it is; null: never touched. */
  since: Instant | null;
  /** When Partoo's settings were last seen, in real and in decision time. */
  seenAt: Instant | null;
  seenDecidedAt: Instant | null;
  held: boolean;
  gone: boolean;
}

export function newRecord(business: string, code: string | null): BusinessRecord {
  return {
    business,
    code,
    settingId: null,
    inPlace: null,
    closures: [],
    intent: null,
    last: null,
    kept: [],
    restoring: [],
    override: null,
    released: false,
    refused: [],
    failing: null,
    since: null,
    seenAt: null,
    seenDecidedAt: null,
    held: false,
    gone: false,
  };
}

/** A record of a business in which something of ours is in place. */
export type WithInPlace = BusinessRecord & { inPlace: InPlace };

export function hasInPlace(record: BusinessRecord): record is WithInPlace {
  return record.inPlace !== null;
}

/** What there is in place before anything was written over `baseline`. */
export function nothingOver(baseline: string): InPlace {
  return { baseline, amended: {}, overlay: {}, overlayKey: '', taken: [] };
}

export function overlayInPlace({ inPlace }: BusinessRecord): Overlay {
  return inPlace?.overlay ?? {};
}

/** `''` where no effect is in place. */
export function overlayKeyInPlace({ inPlace }: BusinessRecord): string {
  return inPlace?.overlayKey ?? '';
}

/** Whether something is still to be learned from Partoo about our last write. */
export function isUnsettled(record: BusinessRecord): boolean {
  return record.intent !== null || (record.last !== null && record.last.readBack === null);
}

export const BUSINESS_STATES = [
  'open',
  'closed',
  'held',
  'overridden',
  'propagating',
  'failing',
  'zone-unknown',
  'gone',
] as const;
export type BusinessState = (typeof BUSINESS_STATES)[number];
