import { dirname } from 'node:path';
import type { LoadedConfig } from '../../config/index.ts';
import type { Organization } from '../../config/model.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { count } from '../words.ts';
import type { Check } from './check.ts';

/** Reads every feed of an organization, storing nothing; null where it has none. */
export async function checkFeeds(
  { store, clock, resolveSecret }: Deps,
  { config, file }: LoadedConfig,
  organization: Organization,
): Promise<Check | null> {
  const [{ readFeeds }, { filesIn }] = await Promise.all([
    import('../../reconcile/refresh/feeds/feeds.ts'),
    import('../../reconcile/refresh/feeds/files.ts'),
  ]);
  const readFile = filesIn(dirname(file));
  const request = { store, config, organization, now: clock.now(), resolveSecret, readFile };
  const { feeds, warnings } = await readFeeds(request);
  if (feeds.size === 0) return null;
  const about = { organization: organization.id, check: 'feeds' as const };
  if (warnings.length === 0)
    return { ...about, result: 'ok', message: `${count(feeds.size, 'feed')} can be read`, remedy: null };
  const isRead = [...feeds.values()].every(({ lastError }) => lastError === null);
  return {
    ...about,
    result: isRead ? 'warning' : 'failed',
    message: warnings.map(({ message }) => message).join(' '),
    remedy: 'Correct the address or the calendar behind it; `feeds` shows what is in force.',
    ...(isRead ? {} : { code: 'feed' }),
  };
}
