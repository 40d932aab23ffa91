import type { Source } from '../../closures/chains.ts';
import type { BusinessMark } from '../../store/records.ts';
import { cohortById } from './by-id.ts';
import type { Cohort, Situation } from './situation.ts';
import { withSources } from './with-sources.ts';

interface Apart {
  who: string;
  situation: Situation;
}

const known = new WeakMap<Situation, Apart>();
const EVERYBODY = '*';

/**
 * The situation in which staged closures are switched for the businesses of which Partoo refused such hours.
 * @param refusedForAll Partoo is known to refuse them for every business
 */
export function switchedApart(
  situation: Situation,
  marks: ReadonlyMap<string, Pick<BusinessMark, 'isSwitched'>>,
  refusedForAll: boolean,
): Situation {
  if (!situation.sources.some(({ source }) => source.staged)) return situation;
  const ids = refusedForAll ? [] : [...marks].flatMap(([id, { isSwitched }]) => (isSwitched ? id : []));
  if (!refusedForAll && ids.length === 0) return situation;
  const who = refusedForAll ? EVERYBODY : ids.sort().join(' ');
  const before = known.get(situation);
  if (before?.who === who) return before.situation;
  const apart = setApart(situation, refusedForAll ? null : new Set(ids));
  known.set(situation, { who, situation: apart });
  return apart;
}

/** @param ids null: everybody */
function setApart(situation: Situation, ids: ReadonlySet<string> | null): Situation {
  const isApart = ({ id }: { id: string }) => ids === null || ids.has(id);
  const cohorts: Cohort[] = [];
  for (const cohort of situation.cohorts) {
    const apart = cohort.businesses.filter(isApart);
    const others = cohort.businesses.filter((business) => !isApart(business));
    const isConcerned = apart.length > 0 && cohort.sources.some(({ source }) => source.staged);
    if (!isConcerned) cohorts.push(cohort);
    else
      cohorts.push(
        ...(others.length > 0 ? [{ ...cohort, businesses: others }] : []),
        switched(cohort, apart),
      );
  }
  return { ...situation, cohorts, cohortOf: cohortById(cohorts) };
}

function switched(cohort: Cohort, businesses: Cohort['businesses']): Cohort {
  return {
    ...withSources(cohort, (source) => (source.staged ? withoutStaging(source) : source)),
    businesses,
  };
}

/** With hours that Partoo does not take nothing would be closed: messaging is taken off, too. */
function withoutStaging({ staged: _staged, ...source }: Source): Source {
  const { effect } = source;
  if (effect.kind === 'leave' || effect.open) return source;
  return {
    ...source,
    effect: { ...effect, reachable: effect.reachable === 'keep' ? false : (effect.reachable ?? false) },
  };
}
