import type { Instant } from '../../clock.ts';
import { civilDateOf } from '../../closures/civil-time.ts';
import type { Directory } from '../../store/store.ts';
import { changedBusinesses } from '../pass/changed-businesses.ts';
import type { Freshened, FreshenRequest } from '../pass/deps.ts';
import type { Warning } from '../situation/warning.ts';
import { heldDatesWarning, readHeldDates } from './changes/held-dates.ts';
import { storedFeeds, warningsOf } from './feeds/stored-feeds.ts';
import { areOf, directoryWarnings, freshUntil } from './listing.ts';

/**
 * Directory and calendars, refreshed here and now where they are too old or of another configuration. What that takes
 * (the data of holidays, readers of feeds and listings) is loaded only then, for most passes find them fresh.
 */
export async function freshen(request: FreshenRequest): Promise<Freshened> {
  const { deps, applied, organization } = request;
  const { store, clock } = deps;
  const now = clock.now();
  const [directory, calendars] = await Promise.all([
    store.readDirectory(organization.id),
    store.readCalendars(organization.id),
  ]);
  const changed = await changedBusinesses(store, organization.id);
  const isDirectoryFresh = directory !== null && !changed.all && isFreshFor(request, directory, now);
  const isCurrent =
    calendars?.configHash === applied.hash && calendars.window.from <= civilDateOf(now, 'UTC');
  const fresh =
    isDirectoryFresh && isCurrent && areOf(calendars, directory)
      ? {
          remembered: { directory, calendars },
          warnings: [...directoryWarnings(directory), ...(await standingWarnings(request))],
          againAt: freshUntil(directory),
        }
      : null;
  if (fresh !== null && changed.ids.length === 0) return fresh;
  const { makeFresh } = await import('./make-fresh.ts');
  return makeFresh(request, { directory, calendars, changed, isDirectoryFresh, fresh });
}

/** Whoever asks by hand does not wait for the time at which an incomplete listing is tried again by itself. */
function isFreshFor({ force, eager }: FreshenRequest, known: Directory, now: Instant): boolean {
  if (force || (eager && known.incomplete)) return false;
  return now < freshUntil(known);
}

/** What is wrong with feeds, or held back, since they were last read: whoever asks by hand is told until it is over. */
async function standingWarnings({
  deps: { store },
  applied,
  organization,
  eager,
}: FreshenRequest): Promise<Warning[]> {
  if (!eager) return [];
  const feeds = await storedFeeds(store, applied.config, organization.id);
  const held = await readHeldDates(store, organization.id);
  const ofFeeds = [...feeds].flatMap(([rule, feed]) => warningsOf(rule, feed));
  return held ? [...ofFeeds, heldDatesWarning(held)] : ofFeeds;
}
