import { earlierOf } from './earlier.ts';
import { fieldsOf, textFieldsOf } from './fields.ts';
import type { Settings, SettingsField } from './model.ts';
import { isNotCarriedOut, stillFailing } from './not-carried-out.ts';
import type { BusinessRecord, SentWrite, Write } from './record.ts';
import { withRefusedHours } from './refused-hours.ts';
import { sameField } from './same.ts';
import {
  asKept,
  fieldsThatAre,
  isChangedBy,
  isFromBefore,
  isRewritten,
  type Standing,
  standingsOf,
  tellingFieldsOf,
} from './standing.ts';
import { ageOf, LATE_MILLISECONDS, type Seen, type Times } from './times.ts';

/**
 * What a read says about our last write:
 * - `settled`: nothing was open, or it is confirmed now, or it is clear that it was never sent;
 * - `late`: Partoo still shows an older value, which it may until {@link LATE_MILLISECONDS} have passed;
 * - `again`: it was not carried out, or cannot be told: it is to be written once more.
 */
export interface Settled {
  record: BusinessRecord;
  verdict: 'settled' | 'late' | 'again';
  /** The write that this read confirmed, if it did. */
  confirmed: SentWrite | null;
  /** Fields that somebody else changed right after. */
  theirs: SettingsField[];
  /** An intent that Partoo shows no trace of, but so soon after that it may only be late. */
  doubtful: Write | null;
}

/** Learns from a read what became of the last write. Pure; the record given is not changed. */
export function settle(record: BusinessRecord, seen: Seen, times: Times): Settled {
  const begun = record.intent ? judgeIntent(record, record.intent, seen.settings, times) : record;
  const known = withRefusedHours(begun, seen.settings, times);
  const judged =
    known.last && known.last.readBack === null ? judgeSent(known, known.last, seen, times) : settled(known);
  const isDoubtful =
    record.intent && begun.last === record.last && ageOf(record.intent, times) < LATE_MILLISECONDS;
  if (!isDoubtful) return judged;
  // What the intent may have done is not over yet: nothing before it is confirmed, and no baseline forgotten.
  const open = judged.verdict === 'settled' ? settled(known) : judged;
  return { ...open, doubtful: record.intent };
}

/** An intent without a result: never sent, done, or unclear (rule 12). */
function judgeIntent(
  record: BusinessRecord,
  intent: Write,
  observed: Settings,
  times: Times,
): BusinessRecord {
  const changed = fieldsOf(observed).filter((field) => isChangedBy(intent, field));
  const untouched = changed.filter((field) => isFromBefore(field, observed, intent));
  // A text that is rewritten tells that the write came through, whatever else of it did.
  const hasTrace = textFieldsOf(observed).some(
    (field) => !isFromBefore(field, observed, intent) && isRewritten(field, observed, intent.settings),
  );
  // Where something else was believed to be there, the read before it may have shown what was to be written already.
  const isThere = (field: SettingsField) => sameField(field, observed, asKept(intent));
  const isUntouched = changed.length > 0 && untouched.length === changed.length && !changed.every(isThere);
  const telling = intent.isRefused ? tellingFieldsOf(intent, observed) : changed;
  // What is new before anything else of it is a person's; after ten minutes the switch tells as well.
  const isLateEnough = ageOf(intent, times) >= LATE_MILLISECONDS;
  const isOld = untouched.some((field) => field !== 'is_launched' || isLateEnough);
  // Nothing of it is there, and Partoo refused it, or shows something of what was there before.
  const isElsewhere = changed.length > 0 && !telling.some(isThere) && (intent.isRefused || isOld);
  if ((isUntouched || isElsewhere) && !hasTrace) return { ...record, intent: null };
  return sent(record, intent, null);
}

/**
 * The record after a write was sent: its effects count as in place, its outcome as not yet known.
 * @param answer what Partoo answered, as far as it could be read; null where nothing is known to have come back
 */
export function sent(record: BusinessRecord, write: Write, answer: Partial<Settings> | null): BusinessRecord {
  return {
    ...record,
    intent: null,
    last: { ...write, answer, readBack: null },
    earlier: earlierOf(record, { now: write.at, at: write.decidedAt }),
    inPlace: record.inPlace && {
      ...record.inPlace,
      overlay: write.overlay,
      overlayKey: write.overlayKey,
    },
    closures: write.closures,
    // What was not carried out before has yet to be seen to be now.
    failing: write.rewrites > 0 && isNotCarriedOut(record) ? stillFailing(record) : null,
  };
}

function judgeSent(record: BusinessRecord, last: SentWrite, seen: Seen, times: Times): Settled {
  const standings = standingsOf(record, seen.settings, times);
  const are = (standing: Standing) => fieldsThatAre(standing, standings);
  const agreed = [...new Set([...(last.agreed ?? []), ...are('ours')])];
  const open = settled({ ...record, last: { ...last, agreed } });
  if (are('late').length > 0) return { ...open, verdict: 'late' };
  if (are('lost').length + are('unclear').length > 0) return { ...open, verdict: 'again' };

  const confirmed = {
    ...last,
    agreed,
    keptAs: keptAsOf(last.settings, seen.settings, are('ours')),
    readBack: seen.text,
  };
  return {
    record: { ...record, last: confirmed, failing: null },
    verdict: 'settled',
    confirmed,
    theirs: are('theirs'),
    doubtful: null,
  };
}

/** Fields that Partoo keeps otherwise than they were sent, as it keeps them. */
export function keptAsOf(sent: Settings, shown: Settings, ours: readonly SettingsField[]): Partial<Settings> {
  const otherwise = ours.filter((field) => !sameField(field, shown, sent));
  return Object.fromEntries(otherwise.map((field) => [field, shown[field] ?? null]));
}

/** A confirmed write of which Partoo shows the old value again has to be confirmed anew. */
export function unconfirmed({ last, ...record }: BusinessRecord): BusinessRecord {
  if (!last) return { ...record, last };
  return {
    ...record,
    last: { ...last, agreed: last.agreed ?? [...fieldsOf(last.settings)], readBack: null },
  };
}

function settled(record: BusinessRecord): Settled {
  return { record, verdict: 'settled', confirmed: null, theirs: [], doubtful: null };
}
