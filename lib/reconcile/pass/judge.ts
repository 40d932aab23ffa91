/** What a read says of one business. */
import { type Decision, decide } from '../../closures/decide.ts';
import type { Settings } from '../../closures/model.ts';
import { looksClosed, showsOverlay } from '../../closures/ours.ts';
import type { Overlay } from '../../closures/overlay.ts';
import type { BusinessRecord } from '../../closures/record.ts';
import { FIELD_OF_TEXT, mapTexts, TEXT_MEMBERS } from '../../closures/text-members.ts';
import type { Seen } from '../../closures/times.ts';
import type { ReadBusiness } from '../../store/records.ts';
import type { Candidate } from '../situation/candidates.ts';
import { recordOf } from '../situation/marks.ts';
import { ownSettings, recordFor } from './own-settings.ts';
import type { PassState } from './pass-state.ts';
import type { ShownSettings } from './read-settings.ts';
import { errorOf } from './report.ts';
import type { SeenSettings } from './seen-settings.ts';
import { closingOverlays, severalSettings, type Trouble, WITHOUT_BASELINE } from './troubles.ts';
import { desiredNow } from './words.ts';

/**
 * - `decided`: it is known what is to be done;
 * - `trouble`: something keeps it from being touched although it can be read;
 * - `missing`: the list shows no settings of it;
 * - `failed`: what is remembered of it cannot be made sense of.
 */
export type Judgement =
  | { kind: 'decided'; before: BusinessRecord; decision: Decision }
  | { kind: 'trouble'; record: BusinessRecord; trouble: Trouble }
  | { kind: 'missing'; record: BusinessRecord; isUnreadable: boolean }
  | { kind: 'failed'; error: { code: string; message: string } };

export function judge(
  pass: PassState,
  candidate: Candidate,
  stored: ReadBusiness | undefined,
  list: ShownSettings,
): Judgement {
  const { id, code } = candidate.business;
  let settings: SeenSettings | null;
  let record: BusinessRecord;
  let decision: Decision | null;
  try {
    record = recordOf(stored, id, code);
    settings = ownSettings(record, list);
    if (settings) record = recordFor(record, code, settings);
    decision = settings ? decideFor(pass, candidate, { ...record, unowned: null }, settings) : null;
  } catch (error) {
    // That is no reason to leave the others (rule 19).
    return { kind: 'failed', error: errorOf(error) };
  }
  const trouble = troubleOf(pass, candidate, { record, decision, settings }, list);
  if (trouble) return { kind: 'trouble', record, trouble };
  if (decision) return { kind: 'decided', before: record, decision };
  return { kind: 'missing', record, isUnreadable: !list.isComplete || list.unreadable.has(id) };
}

function decideFor(
  { deps, at, refusals, outlook, keeper }: PassState,
  candidate: Candidate,
  record: BusinessRecord,
  seen: Seen,
): Decision {
  // Known for all: it is not remembered for each, so that a later probe may overturn it.
  const refused = refusals.emptyDays
    ? [...new Set([...record.refused, 'chat-hours' as const])]
    : record.refused;
  const now = deps.clock.now();
  const decision = decide(
    { ...record, refused },
    seen,
    (override, known = record) => desiredNow(outlook, candidate, override, known, seen, now),
    { now, at: at() },
    keeper?.lease.token ?? 0,
  );
  const learned = record.refused.filter(
    (one) => one !== 'chat-hours' || decision.record.refused.includes(one),
  );
  return { ...decision, record: { ...decision.record, refused: learned } };
}

interface Judged {
  record: BusinessRecord;
  decision: Decision | null;
  settings: SeenSettings | null;
}

function troubleOf(
  { outlook }: PassState,
  candidate: Candidate,
  { record, decision, settings }: Judged,
  { several }: ShownSettings,
): Trouble | null {
  const ids = several.get(candidate.business.id)?.map(({ id }) => id);
  // What is ours goes back to where it was written; nothing else is written.
  const isGoingBack = () => outlook.desired(candidate, record.override).overlayKey === '';
  if (ids && !(decision && isGoingBack())) return severalSettings(ids);
  const isFirst = record.inPlace === null && (decision?.record.inPlace || record.unowned);
  const shown = settings?.settings;
  if (!isFirst || !shown || !looksClosed(shown)) return null;
  const overlays = closingOverlays(candidate, outlook.wanting, record.unowned);
  const unowned = overlays.find(
    (overlay) => showsOverlay(shown, overlay) && !isLeftThere(record, shown, overlay),
  );
  return unowned ? { error: WITHOUT_BASELINE, unowned: withTextsOf(shown, unowned) } : null;
}

/** By a text that a reopening could not take out, since Partoo refuses the null before it, nobody is known to be closed. */
function isLeftThere({ kept }: BusinessRecord, shown: Settings, overlay: Overlay): boolean {
  const member = TEXT_MEMBERS.find((one) => overlay[one] !== undefined);
  const name = member && FIELD_OF_TEXT[member];
  return kept.some(
    ({ field, baseline, theirs }) => field === name && baseline === null && theirs === shown[field],
  );
}

/** An effect with the words that are shown, so that it is known again whatever they promise. */
function withTextsOf(shown: Settings, overlay: Overlay): Overlay {
  return { ...overlay, ...mapTexts(overlay, (_, member) => shown[FIELD_OF_TEXT[member]] ?? '') };
}
