import { civilDateOf } from '../../closures/civil-time.ts';
import { changedBusinesses } from '../pass/changed-businesses.ts';
import type { Freshen } from '../pass/deps.ts';
import { areOf, directoryWarnings } from './listing.ts';

const HOUR = 3600_000;
/** A schedule refreshes every night, a quarter of an hour sooner or later; what is older than this it has missed. */
const MISSED_MILLISECONDS = 26 * HOUR;
/** A refresh that changes anything has a pass come. */
const AGAIN_MILLISECONDS = 7 * 24 * HOUR;

/** What a refresh that was asked for may take, until a pass looks what came of it. */
const LISTING_MILLISECONDS = 5 * 60_000;

/** Nothing can be decided before the calendars of this configuration have been expanded. */
class NotRefreshedError extends Error {
  override readonly name = 'NotRefreshedError';
  readonly code = 'not-refreshed';
  constructor(organization: string) {
    super(
      `Organization "${organization}" has no calendars of the applied configuration yet; a refresh was asked for.`,
    );
  }
}

/** Takes directory and calendars as they are stored, and asks for a refresh where they are old: the holiday data is not here. */
export function freshenElsewhere(ask: (organization: string) => Promise<void>): Freshen {
  return async ({ deps, applied, organization, force }) => {
    const [directory, calendars] = await Promise.all([
      deps.store.readDirectory(organization.id),
      deps.store.readCalendars(organization.id),
    ]);
    const now = deps.clock.now();
    if (directory === null || calendars?.configHash !== applied.hash) {
      await ask(organization.id);
      throw new NotRefreshedError(organization.id);
    }
    const triedAgainAt = directory.incomplete?.againAt ?? Number.POSITIVE_INFINITY;
    const isOld = now - directory.readAt >= MISSED_MILLISECONDS || now >= triedAgainAt;
    const changed = await changedBusinesses(deps.store, organization.id);
    const isOwed = changed.all || changed.ids.length > 0 || !areOf(calendars, directory);
    if (force || isOld || isOwed || calendars.window.from > civilDateOf(now, 'UTC'))
      await ask(organization.id);
    const listed = now + LISTING_MILLISECONDS;
    const again = directory.incomplete ? Math.max(triedAgainAt, listed) : now + AGAIN_MILLISECONDS;
    return {
      remembered: { directory, calendars },
      warnings: directoryWarnings(directory),
      againAt: isOwed ? Math.min(again, listed) : again,
    };
  };
}
