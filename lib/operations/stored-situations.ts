import type { CivilWindow } from '../calendars/model.ts';
import type { Instant } from '../clock.ts';
import { civilDateOf } from '../closures/civil-time.ts';
import type { Config, Organization } from '../config/model.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { appliedConfig, knownSituation, selectOrganizations } from '../reconcile/pass/session.ts';
import type { Situation } from '../reconcile/situation/situation.ts';

const DAY_MILLISECONDS = 86_400_000;

/**
 * The organizations as they are remembered, with the calendars that the last refresh expanded: some two months back and
 * 400 days ahead. Those that were never refreshed are left out. Asks Partoo nothing.
 * @param since ad-hoc closures that were over by then are left out
 */
export async function storedSituations(
  deps: KeepingDeps,
  organizationId: string | null,
  since: Instant,
): Promise<Situation[]> {
  const { config } = await appliedConfig(deps.store);
  const situations: Situation[] = [];
  for (const organization of selectOrganizations(config, organizationId)) {
    const situation = await storedSituation(deps, config, organization, { from: since, to: null });
    if (situation !== null) situations.push(situation);
  }
  return situations;
}

/** One of them; null where it was never refreshed, or its calendars do not reach from `from` to `to` (null: wherever). */
export async function storedSituation(
  { store, clock }: KeepingDeps,
  config: Config,
  organization: Organization,
  { from, to }: { from: Instant; to: Instant | null },
): Promise<Situation | null> {
  const { id } = organization;
  const [directory, calendars] = await Promise.all([store.readDirectory(id), store.readCalendars(id)]);
  if (!directory || !calendars) return null;
  if (to !== null && !reachesOver(calendars.window, from, to)) return null;
  const adHoc = await adHocSince(store, id, from, clock.now());
  return knownSituation(config, organization, { directory, calendars }, adHoc);
}

/** With a day to spare on either side: the window is one of civil days, wherever a business is. */
function reachesOver({ from, to }: CivilWindow, first: Instant, last: Instant): boolean {
  return (
    from < civilDateOf(first - DAY_MILLISECONDS, 'UTC') && civilDateOf(last + DAY_MILLISECONDS, 'UTC') < to
  );
}
