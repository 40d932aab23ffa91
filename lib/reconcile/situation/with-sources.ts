import { withAnnouncements } from '../../closures/announcements.ts';
import type { Source } from '../../closures/chains.ts';
import { timelineOf } from '../../closures/timeline.ts';
import type { Cohort } from './situation.ts';

/** A cohort whose closures come from other sources, one for each that there is. */
export function withSources(cohort: Cohort, other: (source: Source) => Source): Cohort {
  const known = new Map<Source, Source>();
  const chains = cohort.timeline.chains.map((chain) => {
    const source = known.get(chain.source) ?? other(chain.source);
    known.set(chain.source, source);
    return source === chain.source ? chain : { ...chain, source };
  });
  return { ...cohort, timeline: withAnnouncements(timelineOf(chains), cohort.zone) };
}
