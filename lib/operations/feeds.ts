import type { Instant } from '../clock.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { Config, Organization } from '../config/model.ts';
import { beginChange, endChange } from '../reconcile/pass/changes.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { appliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
import { tellAlerts } from '../reconcile/refresh/alerts.ts';
import { changedDates } from '../reconcile/refresh/changes/changed-dates.ts';
import { contentsOf, fedRules, storedFeeds } from '../reconcile/refresh/feeds/stored-feeds.ts';
import { expandCalendars, refreshWindow } from '../reconcile/refresh/refresh.ts';
import type { SetAside, StoredFeed } from '../store/store.ts';

/** How a rule's feed stands. Instants in UTC. */
export interface FeedStatus {
  organization: string;
  rule: string;
  /** As closures.yml writes it. */
  source: string;
  lastSuccess: string | null;
  lastError: string | null;
  events: number;
  heldBack: { since: string; events: number; coming: number; comingBefore: number } | null;
  /** How many events could not be read or worked out, and the first of them; null: none. */
  setAside: SetAside | null;
}

/** Whether somebody has to look at it. */
export const isOdd = ({ lastError, heldBack, setAside }: FeedStatus): boolean =>
  lastError !== null || heldBack !== null || setAside !== null;

/** Every feed of the applied configuration. Reads the store only. */
export async function listFeeds(deps: Deps, organizationId: string | null): Promise<FeedStatus[]> {
  const { config } = await appliedConfig(deps.store);
  const listed: FeedStatus[] = [];
  for (const { id } of selectOrganizations(config, organizationId)) {
    const feeds = await storedFeeds(deps.store, config, id);
    for (const { rule, source } of fedRules(config, id))
      listed.push(statusOf(id, rule.key, source.from, feeds.get(rule.key)));
  }
  return listed;
}

function statusOf(
  organization: string,
  rule: string,
  source: string,
  feed: StoredFeed | undefined,
): FeedStatus {
  const iso = (at: Instant | null | undefined) => (at == null ? null : isoInZone(at, 'UTC'));
  const held = feed?.heldBack;
  return {
    organization,
    rule,
    source,
    lastSuccess: iso(feed?.lastSuccess),
    lastError: feed?.lastError ?? null,
    events: feed?.events ?? 0,
    heldBack: held
      ? {
          since: iso(held.since) as string,
          events: held.events,
          coming: held.coming,
          comingBefore: held.comingBefore,
        }
      : null,
    setAside: feed?.setAside ?? null,
  };
}

/**
 * Takes what is held back of a rule's feed, in every organization where it is, and has that reconciled.
 * @throws UsageError where there is no such feed, or nothing of it is held back
 */
export async function acceptFeed(
  deps: Deps,
  rule: string,
  organizationId: string | null,
): Promise<FeedStatus[]> {
  const { config, hash } = await appliedConfig(deps.store);
  const organizations = selectOrganizations(config, organizationId);
  const fed = organizations.filter(({ id }) => fedRules(config, id).some((one) => one.rule.key === rule));
  if (fed.length === 0) throw noFeed(rule, config, organizations);
  const accepted: FeedStatus[] = [];
  for (const organization of fed) {
    const feeds = await storedFeeds(deps.store, config, organization.id);
    const feed = feeds.get(rule);
    if (!feed?.heldBack) continue;
    const { heldBack, setAside: _, ...rest } = feed;
    const { text, events, setAside } = heldBack;
    const taken = { ...rest, text, events, heldBack: null, ...(setAside ? { setAside } : {}) };
    feeds.set(rule, taken);
    await expandAnew(deps, { config, hash }, organization, { rule, feeds }, () =>
      deps.store.saveFeed(organization.id, rule, taken),
    );
    accepted.push(statusOf(organization.id, rule, taken.source, taken));
  }
  if (accepted.length > 0) return accepted;
  throw new UsageError(
    'nothing-held-back',
    `Nothing of the feed of rule "${rule}" is held back.`,
    'See: partoo-closures feeds',
  );
}

function noFeed(rule: string, config: Config, organizations: readonly Organization[]): UsageError {
  const rules = new Set(organizations.flatMap(({ id }) => fedRules(config, id).map((one) => one.rule.key)));
  const known = rules.size === 0 ? 'No rule has one.' : `Rules with one: ${[...rules].join(', ')}.`;
  return new UsageError('no-feed', `There is no feed of a rule "${rule}".`, known);
}

/** Works the calendar of one rule out from what is stored, without asking Partoo or anybody else; the others stay as they are. */
async function expandAnew(
  deps: Deps,
  { config, hash }: { config: Config; hash: string },
  organization: Organization,
  { rule, feeds }: { rule: string; feeds: Map<string, StoredFeed> },
  save: () => Promise<void>,
): Promise<void> {
  const { store, clock } = deps;
  const { id } = organization;
  const now = clock.now();
  const [directory, known] = await Promise.all([store.readDirectory(id), store.readCalendars(id)]);
  const isKnown = directory !== null && known?.configHash === hash;
  const rules = isKnown ? config.rules.filter(({ key }) => key === rule) : config.rules;
  const { calendars: expanded } = await expandCalendars(
    { ...config, rules },
    hash,
    organization,
    directory?.businesses ?? [],
    isKnown ? known.window : refreshWindow(now),
    known,
    contentsOf(feeds),
  );
  const calendars = isKnown
    ? { ...known, occurrences: { ...known.occurrences, ...expanded.occurrences } }
    : expanded;
  const change = await beginChange(store, id, now);
  if (isKnown) {
    const [before, after] = [
      { directory, calendars: known },
      { directory, calendars },
    ];
    await tellAlerts(deps, id, [], changedDates({ organization, now, rules, before, after }));
  }
  await store.saveCalendars(id, calendars);
  await store.setDue(id, now);
  // Last: should anything fail before, it is still held back, and can be accepted again.
  await save();
  await endChange(store, id, change);
}
