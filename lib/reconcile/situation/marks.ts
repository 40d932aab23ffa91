import { createHash } from 'node:crypto';
import type { Instant } from '../../clock.ts';
import { baselineOf, settingsIn } from '../../closures/baseline.ts';
import { SETTINGS_FIELDS } from '../../closures/model.ts';
import { isNotCarriedOut } from '../../closures/not-carried-out.ts';
import { ownChatHours } from '../../closures/opening/own-hours.ts';
import { isClosing } from '../../closures/overlay.ts';
import {
  type BusinessRecord,
  type BusinessState,
  type ClosureInForce,
  isUnsettled,
  newRecord,
  overlayInPlace,
  overlayKeyInPlace,
} from '../../closures/record.ts';
import { wordsInPlace } from '../../closures/rewording.ts';
import { sameField } from '../../closures/same.ts';
import { asKept } from '../../closures/standing.ts';
import { LATE_MILLISECONDS } from '../../closures/times.ts';
import { RecordError } from '../../store/errors.ts';
import type { BusinessMark, ReadBusiness, StoredBusiness } from '../../store/records.ts';

/** How long until a business whose last write is not confirmed is looked at again. */
const UNSETTLED_MILLISECONDS = 60_000;

export function markOf(record: BusinessRecord, now: Instant): BusinessMark {
  const unsettled = isUnsettled(record) || record.restoring.length > 0;
  return {
    business: record.business,
    overlayKey: overlayKeyInPlace(record),
    state: stateOf(record, unsettled),
    lookAgainAt: record.failing?.nextTryAt ?? (unsettled ? now + settledAfter(record) : null),
    unsettled,
    hasBaseline: record.inPlace !== null,
    override: record.override,
    ...(record.inPlace === null ? {} : { settingId: record.settingId }),
    ...(record.standsFor === undefined ? {} : { standsFor: record.standsFor }),
    ...wordsOf(record),
    ...stagedOf(record),
    ...(record.unowned ? { isUnowned: true } : {}),
    seenAt: record.seenAt,
    seenDecidedAt: record.seenDecidedAt,
    closures: record.closures.map((closure) => closure.key),
    ...aheadIn(record, now),
    failing: record.failing !== null,
    failingSince: record.failing?.since ?? null,
    ...(isNotCarriedOut(record) ? { notCarriedOut: true } : {}),
    noSettings: record.failing?.isBelieved === true,
    asWritten: unsettled ? null : digestAsWritten(record),
  };
}

/** What Partoo has refused is nearly never there: it is asked once, when it is clear. */
function settledAfter({ intent }: BusinessRecord): number {
  return intent?.isRefused ? LATE_MILLISECONDS : UNSETTLED_MILLISECONDS;
}

/** Within its lead what is in place names a closure that has yet to begin. */
function aheadIn({ closures }: BusinessRecord, now: Instant): Pick<BusinessMark, 'aheadOf'> {
  const aheadOf = Math.max(...closures.map(({ start }) => start));
  return aheadOf > now ? { aheadOf } : {};
}

function wordsOf(
  record: BusinessRecord,
): Pick<BusinessMark, 'ownHours' | 'promises' | 'announces' | 'rewordedAt' | 'isDoubtful'> {
  const baseline = baselineOf(record);
  if (baseline === null) return {};
  const own = ownChatHours(baseline);
  const { promises, announces, rewordedAt, isDoubtful } = wordsInPlace(record);
  return {
    ownHours: own === undefined ? '' : JSON.stringify(own),
    ...(promises === undefined ? {} : { promises }),
    ...(announces === undefined ? {} : { announces }),
    ...(rewordedAt === undefined ? {} : { rewordedAt }),
    ...(isDoubtful ? { isDoubtful } : {}),
  };
}

function stagedOf(
  record: BusinessRecord,
): Pick<BusinessMark, 'isStaged' | 'stagedBy' | 'letGo' | 'isSwitched'> {
  const { staged, reachable, welcomeMessage } = overlayInPlace(record);
  const isStaged = staged === true && reachable === undefined && welcomeMessage === undefined;
  return {
    ...(isStaged ? { isStaged } : {}),
    ...(isStaged && record.stagedBy !== undefined ? { stagedBy: record.stagedBy } : {}),
    ...(record.letGo === undefined ? {} : { letGo: record.letGo }),
    ...(record.refused.includes('staged') ? { isSwitched: true } : {}),
  };
}

/** Of a settings object, as the JSON text that Partoo sent, and of the closures that it is due to. */
export function digestOf(text: string, closures: readonly ClosureInForce[]): string {
  return createHash('sha256')
    .update(JSON.stringify([text, closures]))
    .digest('base64url')
    .slice(0, 22);
}

/** Only where nobody else had a hand in it: everything else is for a decision that knows the whole record. */
function digestAsWritten(record: BusinessRecord): string | null {
  const { last, kept, refused, override, inPlace, gone } = record;
  if (inPlace === null) return null;
  const { taken, amended } = inPlace;
  const hands = kept.length + taken.length + refused.length + Object.keys(amended).length;
  if (hands > 0 || override !== null || gone || !last?.readBack) return null;
  const shown = settingsIn(last.readBack);
  const isAsWritten = SETTINGS_FIELDS.every((field) => sameField(field, shown, asKept(last)));
  return isAsWritten ? digestOf(last.readBack, record.closures) : null;
}

function stateOf(record: BusinessRecord, unsettled: boolean): BusinessState {
  if (record.gone) return 'gone';
  if (record.failing) return 'failing';
  if (unsettled) return 'propagating';
  // A chain that started after the relaunch may have closed it again.
  if (isClosing(overlayInPlace(record))) return 'closed';
  if (record.override !== null) return 'overridden';
  return record.held ? 'held' : 'open';
}

export function storedOf(record: BusinessRecord, now: Instant): StoredBusiness {
  return { mark: markOf(record, now), record };
}

/** null where what is stored cannot be read. */
export function readableRecord(
  stored: ReadBusiness | undefined,
  business: string,
  code: string | null,
): BusinessRecord | null {
  return stored ? stored.record : newRecord(business, code);
}

/** The same for one business by itself. @throws RecordError where it cannot be read */
export function recordOf(
  stored: ReadBusiness | undefined,
  business: string,
  code: string | null,
): BusinessRecord {
  const record = readableRecord(stored, business, code);
  if (!record) throw new RecordError(business);
  return record;
}
