import { CalendarError } from '../../../calendars/errors.ts';
import type { Instant } from '../../../clock.ts';
import type { Config, Organization, SecretRef } from '../../../config/model.ts';
import { sourceKind } from '../../../reading/feed-source.ts';
import type { FeedStore, StoredFeed } from '../../../store/store.ts';
import type { Warning } from '../../situation/warning.ts';
import { FeedError } from './feed-error.ts';
import { fetchFeed } from './fetch.ts';
import type { ReadFile } from './files.ts';
import { judged, type ReadContent } from './judge.ts';
import { type FedRule, fedRules, warningsOf } from './stored-feeds.ts';

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
    const isByHand = sourceKind(source.from) === 'file';
    return await judged(got, source.from, { calendar: rule.calendar, feed, known, now, isByHand });
  } catch (error) {
    if (!(error instanceof FeedError || error instanceof CalendarError)) throw error;
    // Validators of a content that was of no use would have it come as unchanged.
    const failed = known ?? nothing(source.from, null);
    return { ...failed, lastError: error.message };
  }
}

/** null: as it was. The bytes are let go of as soon as they are read as text: of both a feed may have five megabytes. */
async function obtain(
  fed: FedRule,
  known: StoredFeed | null,
  request: FeedsRequest,
): Promise<ReadContent | null> {
  const got = await bytesOf(fed, known, request);
  return got === null ? null : { ...got.validators, text: await fed.feed.textOf(got.bytes) };
}

type Got = { bytes: Uint8Array; validators: { etag: string | null; lastModified: string | null } };

async function bytesOf(
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
  // A secret may stand for another address by now, whose files are older; and what is held back is judged anew each time.
  const isSame = kind === 'url' && known?.heldBack === null;
  const validators = isSame && (known.etag ?? known.lastModified) ? known : null;
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
