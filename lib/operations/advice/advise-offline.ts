import type { Instant } from '../../clock.ts';
import { addDays, civilDateOf } from '../../closures/civil-time.ts';
import type { LoadedConfig } from '../../config/index.ts';
import { adHocSince } from '../../reconcile/pass/ended-closures.ts';
import { makeSituation, selectOrganizations } from '../../reconcile/pass/session.ts';
import { contentsOf, storedFeeds } from '../../reconcile/refresh/feeds/stored-feeds.ts';
import { expandCalendars } from '../../reconcile/refresh/refresh.ts';
import { stagedWrites } from '../../reconcile/situation/staged-writes.ts';
import { Wanting } from '../../reconcile/situation/wanted.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import { waves } from '../../reconcile/situation/waves.ts';
import { zoneWarnings } from '../../reconcile/situation/zone-warnings.ts';
import type { Store } from '../../store/store.ts';
import { Advisor } from './advisor.ts';
import { bothWays, mostLookedAt } from './both-ways.ts';
import { gridsNow } from './grids-now.ts';
import { lateStagedWarnings, lateWarnings } from './late-warnings.ts';
import { notAppliedWarnings } from './not-applied.ts';

/** Holidays and waves are looked at in the coming 30 days. */
const AHEAD_MILLISECONDS = 30 * 86_400_000;
/** Around these, so that chains which reach into them are whole. */
const DAYS_BEHIND = 7;
const DAYS_AHEAD = 37;

/**
 * What an advisor says of a configuration by what the store remembers of the businesses; Partoo is not asked.
 * @param selected the one organization that is meant. Default null: all
 */
export async function adviseOffline(
  loaded: LoadedConfig,
  store: Store,
  now: Instant,
  selected: string | null = null,
): Promise<Warning[]> {
  const advisor = new Advisor(loaded, now);
  const today = civilDateOf(now, 'UTC');
  const window = { from: addDays(today, -DAYS_BEHIND), to: addDays(today, DAYS_AHEAD) };
  const warnings = await notAppliedWarnings(loaded, store);
  for (const organization of selectOrganizations(loaded.config, selected)) {
    const directory = await store.readDirectory(organization.id);
    if (directory === null) continue;
    const { calendars } = await expandCalendars(
      loaded.config,
      loaded.hash,
      organization,
      directory.businesses,
      window,
      null,
      contentsOf(await storedFeeds(store, loaded.config, organization.id)),
    );
    const adHoc = await adHocSince(store, organization.id, now, now);
    const situation = makeSituation(loaded.config, organization, { directory, calendars }, adHoc);
    warnings.push(...zoneWarnings(situation.zoneUnknown));
    await advisor.add(situation);
    const ahead = { from: now, to: now + AHEAD_MILLISECONDS };
    const planned = [...waves(situation, new Wanting(situation), ahead)];
    const grids = await gridsNow(store, situation, now);
    const staged = stagedWrites(situation, ahead, grids, mostLookedAt(ahead));
    warnings.push(
      ...lateWarnings(organization, planned, bothWays(situation, ahead, planned, grids)),
      ...lateStagedWarnings(organization, staged, now),
    );
  }
  return [...warnings, ...advisor.warnings()];
}
