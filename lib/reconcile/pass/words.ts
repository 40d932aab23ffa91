import type { Instant } from '../../clock.ts';
import { baselineOf } from '../../closures/baseline.ts';
import type { Desired } from '../../closures/desired.ts';
import { type BusinessRecord, overlayInPlace } from '../../closures/record.ts';
import { isRewording, rewordedFrom, wordsInPlace } from '../../closures/rewording.ts';
import type { Seen } from '../../closures/times.ts';
import type { Candidate } from '../situation/candidates.ts';
import { hoursIn } from '../situation/hours-in-place.ts';
import type { Outlook } from './outlook.ts';

/** What is wanted of a business by the hours that would go back now, and with the words in place while they have to stay. */
export function desiredNow(
  outlook: Outlook,
  { business, cohort, decidedAt }: Candidate,
  override: Instant | null,
  record: BusinessRecord,
  seen: Seen,
  now: Instant,
): Desired {
  const wanted = outlook.wanted(cohort, decidedAt, override, record.letGo);
  const hours = hoursIn(baselineOf(record) ?? seen.settings, business);
  const overlay = overlayInPlace(record);
  const inPlace = wordsInPlace(record);
  const desired = outlook.wanting.desired(business, wanted, overlay, hours, inPlace.promises);
  const closures = desired.closures.map(({ key }) => key);
  if (record.intent || !isRewording(inPlace, { ...desired, closures }, decidedAt)) return desired;
  if (rewordedFrom(inPlace, cohort.timeline, wanted) <= now) return desired;
  const { overlayKey, promises = null } = inPlace;
  return { ...desired, overlay, overlayKey, promises };
}
