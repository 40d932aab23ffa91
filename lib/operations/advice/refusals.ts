import type { Instant } from '../../clock.ts';
import type { Business } from '../../closures/model.ts';
import { ConfigError, formatIssue, type LoadedConfig } from '../../config/index.ts';
import { checkConfig } from '../../reconcile/refresh/check.ts';
import { storedSheets } from '../../reconcile/refresh/feeds/stored-feeds.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import type { FeedStore } from '../../store/store.ts';

/** The code of what keeps a configuration from being applied. */
export const REFUSED = 'config';

/** @throws ConfigError for what `apply` refuses whatever businesses there are */
export async function refuseFaultyFile(loaded: LoadedConfig, now: Instant): Promise<void> {
  const { errors } = await checkConfig(loaded, now);
  if (errors.length > 0) throw new ConfigError(errors);
}

/** What `apply` refuses, or doubts of a calendar, now that it is known where the businesses are. */
export async function refusals(
  loaded: LoadedConfig,
  now: Instant,
  businesses: ReadonlyMap<string, readonly Business[]>,
  store: FeedStore,
): Promise<Warning[]> {
  const contents = await storedSheets(store, loaded.config, businesses.keys());
  const { errors, warnings } = await checkConfig(loaded, now, businesses, contents);
  return [
    ...errors.map((issue) => ({ code: REFUSED, message: formatIssue(issue) })),
    ...warnings.filter(({ code }) => code === 'calendar' || code === 'code-shared'),
  ];
}
