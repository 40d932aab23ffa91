/** The feeds of an organization's rules, as they were last read. Asks nobody. */
import { feedOf } from '../../../calendars/feed.ts';
import type { CalendarFeed, FeedSource } from '../../../calendars/kind.ts';
import type { Calendar } from '../../../calendars/stored.ts';
import type { Config, Rule } from '../../../config/model.ts';
import type { FeedStore, StoredFeed } from '../../../store/store.ts';
import type { Warning } from '../../situation/warning.ts';

/** A rule that has a feed. */
export interface FedRule {
  rule: Rule;
  feed: CalendarFeed<Calendar>;
  source: FeedSource;
}

/** The enabled rules with feeds that may concern an organization, in the order of the file. */
export function fedRules(config: Config, organization: string): FedRule[] {
  return config.rules.flatMap((rule) => {
    const feed = feedOf(rule.calendar);
    const isMeant = rule.scope?.organizations?.includes(organization) ?? true;
    if (feed === null || !rule.enabled || !isMeant) return [];
    return [{ rule, feed, source: feed.sourceOf(rule.calendar) }];
  });
}

/** The content of an organization's feeds by rule, as it is in force. */
export function contentsOf(feeds: ReadonlyMap<string, StoredFeed>): Map<string, string> {
  return new Map([...feeds].flatMap(([rule, { text }]) => (text === null ? [] : [[rule, text]])));
}

/** The feeds of an organization as they are stored, nobody being asked. */
export async function storedFeeds(
  store: FeedStore,
  config: Config,
  organization: string,
): Promise<Map<string, StoredFeed>> {
  const feeds = new Map<string, StoredFeed>();
  for (const { rule, source } of fedRules(config, organization)) {
    const feed = await store.readFeed(organization, rule.key);
    if (feed?.source === source.from) feeds.set(rule.key, feed);
  }
  return feeds;
}

/** Saves what was read of feeds. True where somebody has accepted meanwhile what of one is held back: that stays in force. */
export async function saveFeeds(
  store: FeedStore,
  organization: string,
  feeds: ReadonlyMap<string, StoredFeed>,
): Promise<boolean> {
  let isAccepted = false;
  for (const [rule, feed] of feeds) {
    const latest = await acceptedSince(store, organization, rule, feed);
    isAccepted ||= latest !== feed;
    await store.saveFeed(organization, rule, latest);
  }
  return isAccepted;
}

async function acceptedSince(
  store: FeedStore,
  organization: string,
  rule: string,
  feed: StoredFeed,
): Promise<StoredFeed> {
  if (feed.heldBack === null) return feed;
  const stored = await store.readFeed(organization, rule);
  const isAccepted = stored?.source === feed.source && stored.text === feed.heldBack.text;
  return isAccepted ? { ...stored, lastSuccess: feed.lastSuccess, lastError: feed.lastError } : feed;
}

/** The rows of sheets as they were last read, by rule. */
export async function storedSheets(
  store: FeedStore,
  config: Config,
  organizations: Iterable<string>,
): Promise<Map<string, string>> {
  const sheets = { ...config, rules: config.rules.filter(({ calendar }) => calendar.kind === 'sheet') };
  const found = new Map<string, string>();
  for (const organization of organizations)
    for (const [rule, text] of contentsOf(await storedFeeds(store, sheets, organization)))
      found.set(rule, text);
  return found;
}

/** What is wrong with a feed, until it is over. */
export function warningsOf(rule: string, feed: StoredFeed): Warning[] {
  const { lastError, heldBack, text } = feed;
  const warnings: Warning[] = [];
  if (lastError !== null) {
    const what = text === null ? 'decides nothing' : 'keeps what it had';
    warnings.push({
      code: 'feed',
      message: `The feed of rule "${rule}" could not be read, and ${what}: ${lastError}.`,
    });
  }
  if (heldBack !== null)
    warnings.push({
      code: 'feed-held-back',
      message: `The feed of rule "${rule}" has only ${heldBack.coming} of ${heldBack.comingBefore} coming occurrences left; it is held back, and what was there before stays in force. If that is right: partoo-closures feeds accept ${JSON.stringify(rule)}`,
    });
  return [...warnings, ...setAsideWarnings(rule, feed)];
}

const MOST_TOLD = 5;

/** The first entries that were set aside each for itself, and how many more there are. */
function setAsideWarnings(rule: string, { setAside }: StoredFeed): Warning[] {
  if (setAside === undefined) return [];
  const told = setAside.entries.slice(0, MOST_TOLD).map(({ uid, which, why, keepsLast }) => {
    const what = keepsLast ? 'keeps its last good occurrences' : 'closes nothing';
    const name = uid === '' ? which : `${which} (UID ${uid})`;
    return `In the feed of rule "${rule}", ${name} is set aside and ${what}: ${why}.`;
  });
  const more = setAside.count - told.length;
  if (more > 0) told.push(`In the feed of rule "${rule}", ${more} more events are set aside; see: feeds`);
  return told.map((message) => ({ code: 'feed-event', message }));
}
