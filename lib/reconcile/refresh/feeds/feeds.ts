import { CalendarError } from '../../../calendars/errors.ts';
import { feedOf } from '../../../calendars/feed.ts';
import type { CalendarFeed, FeedSource } from '../../../calendars/kind.ts';
import type { Calendar } from '../../../calendars/stored.ts';
import type { Instant } from '../../../clock.ts';
import type { Config, Organization, Rule, SecretRef } from '../../../config/model.ts';
import { sourceKind } from '../../../reading/feed-source.ts';
import type { FeedStore, StoredFeed } from '../../../store/store.ts';
import type { Warning } from '../../situation/warning.ts';
import { FeedError } from './feed-error.ts';
import { fetchFeed } from './fetch.ts';
import type { ReadFile } from './files.ts';
import { judged } from './judge.ts';

/** The feeds of an organization's rules, as they are after they were read anew. Nothing is stored yet. */
export interface FeedsRead {
  /** By rule. */
  feeds: Map<string, StoredFeed>;
  warnings: Warning[];
}

export interface FeedsRequest {
  store: FeedStore;
  config: Config;
  organization: Organization;
  now: Instant;
  /** What a secret stands for. */
  resolveSecret(ref: SecretRef): Promise<string>;
  /** null: files stay as they were when the configuration was applied. */
  readFile: ReadFile | null;
}

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

/**
 * Reads every feed anew. One that fails, or has lost most of what lay ahead, keeps what it had, with a warning; it never
 * keeps the others from being read (design rules 19, 20).
 */
export async function readFeeds(request: FeedsRequest): Promise<FeedsRead> {
  const { store, config, organization } = request;
  const read = await Promise.all(
    fedRules(config, organization.id).map(async (fed) => {
      const stored = await store.readFeed(organization.id, fed.rule.key);
      // What came from elsewhere says nothing of this source.
      const known = stored?.source === fed.source.from ? stored : null;
      return { fed, feed: await readAnew(fed, known, request) };
    }),
  );
  const feeds = new Map(read.map(({ fed, feed }) => [fed.rule.key, feed]));
  return { feeds, warnings: read.flatMap(({ fed, feed }) => warningsOf(fed.rule.key, feed)) };
}

async function readAnew(fed: FedRule, known: StoredFeed | null, request: FeedsRequest): Promise<StoredFeed> {
  const { source, feed, rule } = fed;
  const { now } = request;
  try {
    const got = await obtain(fed, known, request);
    if (got === null && known !== null) return { ...known, lastSuccess: now, lastError: null };
    if (got === null) return nothing(source.from, null);
    const fresh = { ...got.validators, text: await feed.textOf(got.bytes) };
    const isByHand = sourceKind(source.from) === 'file';
    return await judged(fresh, source.from, { calendar: rule.calendar, feed, known, now, isByHand });
  } catch (error) {
    if (!(error instanceof FeedError || error instanceof CalendarError)) throw error;
    // Validators of a content that was of no use would have it come as unchanged.
    const failed = known ?? nothing(source.from, null);
    return { ...failed, lastError: error.message };
  }
}

type Got = { bytes: Uint8Array; validators: { etag: string | null; lastModified: string | null } };

/** null: as it was. */
async function obtain(
  { source: { from, allowPrivateAddress } }: FedRule,
  known: StoredFeed | null,
  { readFile, resolveSecret }: FeedsRequest,
): Promise<Got | null> {
  const kind = sourceKind(from);
  if (kind === 'file') {
    if (readFile === null) return null;
    return { bytes: await readFile(from), validators: { etag: null, lastModified: null } };
  }
  const address = kind === 'url' ? from : await addressBehind(from as SecretRef, resolveSecret);
  const validators = known && (known.etag ?? known.lastModified) ? known : null;
  const { bytes, validators: anew } = await fetchFeed(address, { allowPrivateAddress, validators });
  return bytes === null ? null : { bytes, validators: anew };
}

async function addressBehind(ref: SecretRef, resolve: FeedsRequest['resolveSecret']): Promise<string> {
  try {
    return (await resolve(ref)).replace(/^webcals?:\/\//i, 'https://');
  } catch {
    throw new FeedError('secret', `there is no address under ${ref}`);
  }
}

const nothing = (source: string, lastError: string | null): StoredFeed => ({
  source,
  text: null,
  events: 0,
  etag: null,
  lastModified: null,
  lastSuccess: null,
  lastError,
  heldBack: null,
});

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
