/** What keeps a business from being touched although Partoo can be read: told, and looked at again. */
import type { Overlay } from '../../closures/overlay.ts';
import type { Candidate } from '../situation/candidates.ts';
import { cohortWanted, type Wanting } from '../situation/wanted.ts';

export interface Trouble {
  error: { code: string; message: string };
  /** The closing effect that it shows, where nobody knows what was there before. */
  unowned?: Overlay;
}

/** @param ids of the settings objects */
export function severalSettings(ids: readonly (number | string)[]): Trouble {
  return {
    error: {
      code: 'several-settings',
      message:
        `Partoo holds ${ids.length} settings objects for this shop (${ids.map(String).toSorted().join(', ')}); ` +
        'none is touched as long as it is so. Have Partoo remove all but one.',
    },
  };
}

export const WITHOUT_BASELINE = {
  code: 'closed-without-baseline',
  message:
    'It shows what a closure of ours writes, and what was there before is not known: another store closed it, or this ' +
    'one was lost. It is left as it is. Put the store back from a backup, or set its texts, hours and messaging in Partoo.',
};

/** How long the text of a closure that has ended counts as ours. */
const JUST_ENDED_MILLISECONDS = 7 * 24 * 3600_000;

/** The effects of the closures in force for a business, of those that have just ended, and of one that was found before. */
export function closingOverlays(
  { business, cohort, decidedAt }: Candidate,
  wanting: Wanting,
  found: Overlay | null | undefined,
): Overlay[] {
  const since = decidedAt - JUST_ENDED_MILLISECONDS;
  const instants = cohort.timeline.boundaries.filter((at) => at > since && at < decidedAt);
  const around = [decidedAt, ...instants].flatMap((at) =>
    wanting.overlaysHoweverLong(business, cohortWanted(cohort, at)),
  );
  return found ? [found, ...around] : around;
}
