/** What a window is planned from: businesses and settings read from Partoo, or what is remembered of them. */
import type { CivilWindow } from '../calendars/model.ts';
import type { Instant } from '../clock.ts';
import { addDays, civilDateOf } from '../closures/civil-time.ts';
import { hoursOf } from '../closures/opening/own-hours.ts';
import type { Config, Organization } from '../config/model.ts';
import type { Deps, KeepingDeps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { makeSituation } from '../reconcile/pass/session.ts';
import { withChatHours } from '../reconcile/refresh/chat-hours.ts';
import { readDirectory } from '../reconcile/refresh/directory.ts';
import { contentsOf, readFeeds, storedFeeds, warningsOf } from '../reconcile/refresh/feeds/feeds.ts';
import { filesIn } from '../reconcile/refresh/feeds/files.ts';
import { expandCalendars } from '../reconcile/refresh/refresh.ts';
import { regionWarnings } from '../reconcile/refresh/region-warnings.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import type { Warning } from '../reconcile/situation/warning.ts';
import { zoneWarnings } from '../reconcile/situation/zone-warnings.ts';
import type { Directory, StoredFeed } from '../store/store.ts';

interface Window {
  from: Instant;
  to: Instant;
  /** Where files of feeds are read. Default: they are as they were when the configuration was applied. */
  folder?: string;
}

/** How far around the window calendars are expanded, so that chains that reach into it are whole, days. */
const MARGIN_DAYS = 62;

/** An organization as Partoo shows it now. Changes nothing. @throws PartooError */
export async function survey(
  deps: Deps,
  config: Config,
  organization: Organization,
  window: Window,
  warnings: Warning[],
): Promise<Situation> {
  const { client } = await deps.openAccount(organization);
  const previous = await deps.store.readDirectory(organization.id);
  const read = await readDirectory(client, organization, config, previous, deps.clock.now());
  deps.tell({
    kind: 'refreshing',
    organization: organization.id,
    businesses: read.directory.businesses.length,
  });
  const directory = await withChatHours(deps.store, client, organization.id, read.directory, previous);
  const { folder } = window;
  const { feeds, warnings: ofFeeds } = await readFeeds({
    ...{ store: deps.store, config, organization, now: deps.clock.now(), resolveSecret: deps.resolveSecret },
    readFile: folder === undefined ? null : filesIn(folder),
  });
  warnings.push(...read.warnings, ...ofFeeds);
  return situationOver(deps, config, organization, window, { directory, feeds }, warnings);
}

/** An organization as it is remembered; null where nothing is. Asks Partoo nothing. */
export async function recall(
  deps: KeepingDeps,
  config: Config,
  organization: Organization,
  window: Window,
  warnings: Warning[],
): Promise<Situation | null> {
  const directory = await deps.store.readDirectory(organization.id);
  if (directory === null) return null;
  const feeds = await storedFeeds(deps.store, config, organization.id);
  for (const [rule, feed] of feeds) warnings.push(...warningsOf(rule, feed));
  return situationOver(deps, config, organization, window, { directory, feeds }, warnings);
}

async function situationOver(
  { store, clock }: KeepingDeps,
  config: Config,
  organization: Organization,
  { from, to }: Window,
  { directory, feeds }: { directory: Directory; feeds: ReadonlyMap<string, StoredFeed> },
  warnings: Warning[],
): Promise<Situation> {
  const window: CivilWindow = {
    from: addDays(civilDateOf(from, 'UTC'), -MARGIN_DAYS),
    to: addDays(civilDateOf(to, 'UTC'), MARGIN_DAYS),
  };
  const { businesses } = directory;
  const contents = contentsOf(feeds);
  const expansion = await expandCalendars(config, '', organization, businesses, window, null, contents);
  warnings.push(...expansion.warnings);
  const adHoc = await adHocSince(store, organization.id, from, clock.now());
  const { calendars } = expansion;
  const situation = makeSituation(config, organization, { directory, calendars }, adHoc);
  warnings.push(...zoneWarnings(situation.zoneUnknown), ...hoursWarnings(situation));
  warnings.push(...regionWarnings(config.rules, organization.id, businesses));
  return situation;
}

/** Where hours are not known, a text can promise no more than the end of the closure. */
function hoursWarnings({ cohorts, organization }: Situation): Warning[] {
  const all = cohorts.flatMap(({ businesses }) => businesses);
  const unknown = all.filter((business) => hoursOf(business).own?.week == null);
  const [first] = unknown;
  if (!first) return [];
  const message = `The hours of ${unknown.length} of ${all.length} businesses of "${organization.id}" are not known (${first.code ?? first.id}); their texts name the end of the closure.`;
  return [{ code: 'hours-unknown', message }];
}
