/** Staged hours that are due now, for a cohort's businesses together. */
import type { Instant } from '../../clock.ts';
import type { Chain } from '../../closures/chains.ts';
import { overlayOfKey } from '../../closures/overlay.ts';
import { stagedWinner } from '../../closures/staged/in-a-resolution.ts';
import { hasStaged } from '../../closures/staged/staged-chains.ts';
import { hoursKey, stagedFor } from '../../closures/staged/staged-for.ts';
import type { BusinessMark } from '../../store/records.ts';
import { hoursInPlace } from '../situation/hours-in-place.ts';
import type { Cohort, Situation } from '../situation/situation.ts';

export interface StagedNow {
  /** The same for businesses of a cohort that have the same hours, with the same in place. */
  who: string;
  businesses: number;
  /** By when they have to be written. */
  due: Instant;
  /** The closure that they stand for; null: no minute is to be closed by then that is open, one is over, say. */
  closes: Chain | null;
}

/** @param cohort of businesses for which the same counts: see `relaunchedApart` */
export function stagedNow(
  cohort: Cohort,
  { stagedRoomMilliseconds: roomMilliseconds }: Situation,
  marks: ReadonlyMap<string, BusinessMark>,
  at: Instant,
): StagedNow[] {
  const { timeline, zone } = cohort;
  if (!hasStaged(timeline)) return [];
  const found = new Map<string, StagedNow | null>();
  for (const business of cohort.businesses) {
    const mark = marks.get(business.id);
    if (mark?.noSettings) continue;
    const hours = hoursInPlace(business, mark);
    if (hours.isEmptied) continue;
    const key = `${hoursKey(hours)} ${mark?.overlayKey ?? ''}`;
    const known = found.get(key);
    if (known) known.businesses += 1;
    if (known !== undefined) continue;
    const { chatHours } = overlayOfKey(mark?.overlayKey ?? '');
    const inPlace = typeof chatHours === 'object' ? chatHours : null;
    const { due, chain } = stagedFor({ timeline, zone, hours, inPlace, at, roomMilliseconds });
    // Whom another closure has emptied until now has no minute open that is to be closed.
    const closes = due?.closes && chatHours !== 'closed' ? (stagedWinner(timeline, due.by) ?? chain) : null;
    found.set(key, due && { who: key, businesses: 1, due: due.by, closes });
  }
  return [...found.values()].filter((one) => one !== null);
}
