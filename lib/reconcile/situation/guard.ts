/** What would close or reopen too many businesses at once waits until somebody allows it, also where nobody changed a rule (design rule 22). */
import type { Instant } from '../../clock.ts';
import type { Desired } from '../../closures/desired.ts';
import { isClosing } from '../../closures/overlay.ts';
import type { Situation } from './situation.ts';
import { cohortWanted, Wanting } from './wanted.ts';

/** The businesses that are closed after and not before at `now`, and the other way round, by id. */
export interface Flips {
  closing: string[];
  reopening: string[];
}

export function flipsNow(before: Situation | null, after: Situation, now: Instant): Flips {
  const was = before ? closedAt(before, now) : new Set<string>();
  const is = closedAt(after, now);
  return {
    closing: [...is].filter((id) => !was.has(id)),
    reopening: [...was].filter((id) => !is.has(id)),
  };
}

function closedAt(situation: Situation, now: Instant): Set<string> {
  const wanting = new Wanting(situation);
  const closed = new Set<string>();
  for (const cohort of situation.cohorts) {
    const wanted = cohortWanted(cohort, now);
    const [first] = cohort.businesses;
    if (!first || wanted.leave) continue;
    if (isClosing(wanting.desired(first, wanted, {}).overlay))
      for (const { id } of cohort.businesses) closed.add(id);
    else if (wanted.staged)
      for (const business of cohort.businesses)
        if (isStagedSoon(wanting.desired(business, wanted, {}), now)) closed.add(business.id);
  }
  return closed;
}

const SEVEN_DAYS_MILLISECONDS = 7 * 24 * 3600_000;

/** Whether weekly hours would close it within the coming seven days, be they written at once or later. */
function isStagedSoon({ overlay, staged }: Desired, now: Instant): boolean {
  const by = overlay.staged ? staged?.by : staged?.nextBy;
  return by !== null && by !== undefined && by - now < SEVEN_DAYS_MILLISECONDS;
}
