import type { Instant } from '../clock.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { appliedConfig, makeSituation, selectOrganizations } from '../reconcile/pass/session.ts';
import type { Situation } from '../reconcile/situation/situation.ts';

/**
 * The organizations as they are remembered, with the calendars that the last refresh expanded: some two months back and
 * 400 days ahead. Those that were never refreshed are left out. Asks Partoo nothing.
 * @param since ad-hoc closures that were over by then are left out
 */
export async function storedSituations(
  { store, clock }: KeepingDeps,
  organizationId: string | null,
  since: Instant,
): Promise<Situation[]> {
  const { config } = await appliedConfig(store);
  const situations: Situation[] = [];
  for (const organization of selectOrganizations(config, organizationId)) {
    const [directory, calendars] = await Promise.all([
      store.readDirectory(organization.id),
      store.readCalendars(organization.id),
    ]);
    if (!directory || !calendars) continue;
    const adHoc = await adHocSince(store, organization.id, since, clock.now());
    situations.push(makeSituation(config, organization, { directory, calendars }, adHoc));
  }
  return situations;
}
