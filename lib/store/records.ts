/** What is remembered of a business, and how it is stored. */
import type { Instant } from '../clock.ts';
import {
  type BusinessRecord,
  type BusinessState,
  type InPlace,
  newRecord,
  nothingOver,
} from '../closures/record.ts';

/** The little of a business that a pass needs before it knows whether it has to look closer. */
export interface BusinessMark {
  business: string;
  /** Identifies the effects in place; `''` where none is. */
  overlayKey: string;
  state: BusinessState;
  /** When this business wants to be looked at again whatever the calendars say; null: never. */
  lookAgainAt: Instant | null;
  /** What came of the last write is not known yet. */
  unsettled: boolean;
  /** A baseline is kept: effects of ours are in place, or were and have not been confirmed to be gone. */
  hasBaseline: boolean;
  override: Instant | null;
  /** Of the settings in which the effects are in place; left out by version 0.1.0. */
  settingId?: BusinessRecord['settingId'];
  /** See `BusinessRecord`; left out: what is in place is what is wanted. */
  standsFor?: string;
  /** Its chat hours without us as JSON; `''`: it keeps to Partoo's opening hours. Left out where nothing of ours is in place. */
  ownHours?: string;
  /** See `WordsInPlace`. */
  promises?: Instant | null;
  announces?: string;
  rewordedAt?: Instant;
  isDoubtful?: true;
  /** Nothing but weekly hours, and a text about them, is in place; by when they change. Left out: it is not so. */
  isStaged?: true;
  stagedBy?: Instant;
  /** See `BusinessRecord`; left out: all count. */
  letGo?: Instant;
  /** Partoo refused such hours: staged closures are switched. Left out: it did not. */
  isSwitched?: true;
  /** It shows what a closure of ours writes, and no baseline is known; left out: it does not. */
  isUnowned?: boolean;
  seenAt: Instant | null;
  seenDecidedAt: Instant | null;
  /** Keys of the rules and ad-hoc closures in place. */
  closures: string[];
  /** Closed ahead of this instant, within the lead of a closing. Left out: what is in place had begun when it was saved. */
  aheadOf?: Instant;
  failing: boolean;
  failingSince: Instant | null;
  /** What fails is that Partoo does not carry out what it acknowledges: it takes writes, and something else may go. */
  notCarriedOut?: boolean;
  /** Partoo has no messaging settings for this business, as far as can be believed. */
  noSettings: boolean;
  /** Digest of the settings object, as Partoo sends it, in which all is as we wrote it, and of why; null where that cannot be said. */
  asWritten: string | null;
}

/** All that is remembered of a business. */
export interface StoredBusiness {
  mark: BusinessMark;
  record: BusinessRecord;
}

/** The same, read again. */
export interface ReadBusiness {
  mark: BusinessMark;
  /** null where it cannot be read: that is told of this business alone (design rule 19). */
  record: BusinessRecord | null;
}

/** Reads marks: texts that thousands share are one, as of 100,000 businesses each would keep its own week. */
export function markReader(): (text: string) => BusinessMark {
  const known = new Map<string, string>();
  const shared = (text: string): string => {
    const one = known.get(text);
    if (one !== undefined) return one;
    known.set(text, text);
    return text;
  };
  return (text) => {
    const mark = JSON.parse(text) as BusinessMark;
    mark.overlayKey = shared(mark.overlayKey);
    if (mark.ownHours !== undefined) mark.ownHours = shared(mark.ownHours);
    if (mark.standsFor !== undefined) mark.standsFor = shared(mark.standsFor);
    return mark;
  };
}

/**
 * So many does whoever goes through all of them hold at once: the records of 100,000 businesses take 0.8 GB, and what does
 * not fit into what V8 holds as young is kept for long.
 */
export const RECORDS_AT_ONCE = 100;

/** A record as it is stored: what belongs to `inPlace` stands beside the rest, as version 0.1.0 has it. */
type Stored = Omit<BusinessRecord, 'inPlace'> & Omit<InPlace, 'baseline'> & { baseline: string | null };

/** What a store keeps of a record, as JSON; its members in the order that the dictionary of small texts expects. */
export function bodyOf(record: BusinessRecord): string {
  const { business, code, settingId, inPlace, closures, intent, last, ...rest } = record;
  const { taken, ...over } = inPlace ?? { ...nothingOver(''), baseline: null };
  const stored: Stored = { business, code, settingId, ...over, closures, intent, last, taken, ...rest };
  return JSON.stringify(stored);
}

/**
 * The record in what is stored of a business; members that an earlier version did not write are as in a new one. null
 * where it cannot be read.
 */
export function recordIn(business: string, body: string): BusinessRecord | null {
  const stored = storedIn(body);
  if (stored === null) return null;
  const { baseline, amended, overlay, overlayKey, taken, ...rest } = stored;
  const record: BusinessRecord = { ...newRecord(business, null), ...rest };
  // That it is new was told with the save that is read here.
  if (record.failing) delete record.failing.isNew;
  if (baseline === null || baseline === undefined) return record;
  // Never taken for none: what goes back would be lost.
  if (typeof baseline !== 'string') return null;
  const none = nothingOver(baseline);
  record.inPlace = {
    baseline,
    amended: amended ?? none.amended,
    overlay: overlay ?? none.overlay,
    overlayKey: overlayKey ?? none.overlayKey,
    taken: taken ?? none.taken,
  };
  return record;
}

function storedIn(body: string): Partial<Stored> | null {
  try {
    const stored: unknown = JSON.parse(body);
    return typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : null;
  } catch {
    return null;
  }
}
