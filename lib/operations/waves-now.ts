import type { Instant } from '../clock.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { appliedConfig, makeSituation, selectOrganizations } from '../reconcile/pass/session.ts';
import { Wanting } from '../reconcile/situation/wanted.ts';
import { type PlannedWave, waves } from '../reconcile/situation/waves.ts';

/** A wave lasts seven hours at most: 100,000 businesses. */
const BEHIND_MILLISECONDS = 8 * 3600_000;
const AHEAD_MILLISECONDS = 60 * 86_400_000;

export interface WavesNow {
  /** Those whose time it is, by what is planned. */
  underWay: PlannedWave[];
  /** The next one that has not begun, within 60 days; null: there is none. */
  next: PlannedWave | null;
}

/** What is being written about now, and what comes next. Reads the store only. */
export async function wavesNow(deps: Deps, organizationId: string | null): Promise<WavesNow> {
  const { store, clock } = deps;
  const now = clock.now();
  const { config } = await appliedConfig(store);
  const planned: PlannedWave[] = [];
  for (const organization of selectOrganizations(config, organizationId)) {
    const [directory, calendars] = await Promise.all([
      store.readDirectory(organization.id),
      store.readCalendars(organization.id),
    ]);
    if (!directory || !calendars) continue;
    const adHoc = await adHocSince(store, organization.id, now - BEHIND_MILLISECONDS, now);
    const situation = makeSituation(config, organization, { directory, calendars }, adHoc);
    const window = { from: now - BEHIND_MILLISECONDS, to: now + AHEAD_MILLISECONDS };
    planned.push(...waves(situation, new Wanting(situation), window));
  }
  const begins = ({ startsAt }: PlannedWave): Instant => Date.parse(startsAt);
  const [next = null] = planned.filter((wave) => begins(wave) > now).sort((a, b) => begins(a) - begins(b));
  return {
    underWay: planned.filter((wave) => begins(wave) <= now && now < Date.parse(wave.endsAt)),
    next,
  };
}
