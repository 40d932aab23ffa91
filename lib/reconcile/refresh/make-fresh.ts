import type { ExpandedCalendars } from '../../calendars/model.ts';
import { isRefusedKey } from '../../partoo/index.ts';
import { keepNote } from '../../store/notes.ts';
import type { Directory } from '../../store/store.ts';
import { type changedBusinesses, forgetChanged } from '../pass/changed-businesses.ts';
import { type Change, lastChange } from '../pass/changes.ts';
import type { Freshened, FreshenRequest } from '../pass/deps.ts';
import { type LeaseKeeper, takeLease } from '../pass/lease-keeper.ts';
import { errorOf } from '../pass/report.ts';
import { storedOf } from '../situation/marks.ts';
import type { Remembered } from '../situation/remembered.ts';
import type { Warning } from '../situation/warning.ts';
import { changeWarning, tellAlerts } from './alerts.ts';
import { HELD_DATES, heldDatesWarning } from './changes/held-dates.ts';
import { type Judged, judgeChanges } from './changes/hold-back.ts';
import { withChatHours } from './chat-hours.ts';
import { readDirectory } from './directory.ts';
import { type FeedsRead, readFeeds } from './feeds/feeds.ts';
import { contentsOf, saveFeeds } from './feeds/stored-feeds.ts';
import { tellKeyEnd } from './key-end.ts';
import { directoryWarnings, freshUntil, ofNoDirectory, unlisted } from './listing.ts';
import { ownTemplates } from './own-templates.ts';
import { withReadSince } from './read-since.ts';
import { expandCalendars, refreshWindow } from './refresh.ts';
import { refreshBusinesses } from './refresh-businesses.ts';

/** What is stored of an organization, and what of it can be taken as it is. */
export interface Stored {
  directory: Directory | null;
  calendars: ExpandedCalendars | null;
  /** Those that somebody heard have changed since. */
  changed: Awaited<ReturnType<typeof changedBusinesses>>;
  isDirectoryFresh: boolean;
  /** Both, where they can be taken but for those that have changed. */
  fresh: Freshened | null;
}

/** Reads anew, expands and stores what is not fresh: all businesses, those that changed, or the calendars alone. */
export async function makeFresh(request: FreshenRequest, stored: Stored): Promise<Freshened> {
  const { fresh, changed } = stored;
  return fresh === null ? makeAll(request, stored) : withChanged(request, fresh, changed);
}

async function makeAll(request: FreshenRequest, stored: Stored): Promise<Freshened> {
  const { deps, applied, organization, dryRun } = request;
  const { directory: known, calendars: expanded, isDirectoryFresh } = stored;
  const now = deps.clock.now();
  const warnings: Warning[] = [];
  const change = await lastChange(deps.store, organization.id);
  const { directory: listed, gone } =
    known !== null && isDirectoryFresh
      ? { directory: known, gone: null }
      : await readAnew(request, known, warnings);
  if (gone === null) warnings.push(...directoryWarnings(listed));
  else if (known !== null && !dryRun)
    warnings.push(...(await tellKeyEnd(deps, organization.id, request.account.client)));
  const { feeds, warnings: ofFeeds } = await readFeeds({
    ...{ store: deps.store, config: applied.config, organization, now, readFile: null },
    resolveSecret: deps.resolveSecret,
  });
  warnings.push(...ofFeeds);
  const directory = await withReadSince(deps, organization.id, { directory: known, change }, listed);
  const expansion = await expandCalendars(
    applied.config,
    applied.hash,
    organization,
    directory.businesses,
    refreshWindow(now),
    expanded,
    contentsOf(feeds),
  );
  warnings.push(...expansion.warnings);
  const isComparable = known !== null && expanded?.configHash === applied.hash;
  const before = isComparable ? { directory: known, calendars: expanded } : null;
  const found = { directory, calendars: { ...expansion.calendars, directoryReadAt: directory.readAt } };
  const judged = await judge(request, before, found, warnings);
  if (!dryRun) await keepAll(request, stored, { gone, feeds, judged, warnings, change });
  return { remembered: judged.remembered, warnings, againAt: freshUntil(directory) };
}

interface Listed {
  directory: Directory;
  /** Businesses that Partoo does not know any more; null: it was not asked, or could not list any. */
  gone: string[] | null;
}

interface Found extends Pick<Listed, 'gone'> {
  feeds: FeedsRead['feeds'];
  judged: Judged;
  warnings: readonly Warning[];
  /** The last one when it began. */
  change: Change | null;
}

async function keepAll(
  { deps, organization, keeper, whenRead }: FreshenRequest,
  { changed, isDirectoryFresh, directory: known }: Stored,
  { gone, feeds, judged: { remembered, changes, held }, warnings, change }: Found,
): Promise<void> {
  const { store } = deps;
  await whenRead?.(remembered);
  await tellAlerts(deps, organization.id, warnings, changes);
  // Working calendars out takes a while too: once more, right before it is saved.
  const directory = isDirectoryFresh
    ? remembered.directory
    : await withReadSince(deps, organization.id, { directory: known, change }, remembered.directory);
  if (!isDirectoryFresh) await store.saveDirectory(organization.id, directory);
  if (gone) await markGone(deps, organization.id, keeper, gone);
  const isAccepted = await saveFeeds(store, organization.id, feeds);
  await keepNote(store, organization.id, HELD_DATES, held);
  const { calendars } = remembered;
  await store.saveCalendars(
    organization.id,
    isAccepted || directory !== remembered.directory ? ofNoDirectory(calendars) : calendars,
  );
  if (gone) await forgetChanged(store, organization.id, changed);
  // Every night: closures may end for good, and none after them would have this done.
  if (!isDirectoryFresh) await store.forgetPast(organization.id, deps.clock.now());
}

/** What is taken of what was found, with warnings of what changed and what is held back. */
async function judge(
  { deps, applied, organization }: FreshenRequest,
  before: Remembered | null,
  after: Remembered,
  warnings: Warning[],
): Promise<Judged> {
  const { store, clock } = deps;
  const { config } = applied;
  const judging = { store, config, organization, rules: config.rules, now: clock.now() };
  const judged = await judgeChanges({ ...judging, before, after });
  if (judged.held) warnings.push(heldDatesWarning(judged.held));
  warnings.push(...judged.changes.map(changeWarning));
  return judged;
}

/** What is tried again after a failure waits for so long. */
const AGAIN_MILLISECONDS = 5 * 60_000;

/** Of what is fresh, those businesses that somebody heard have changed since. */
async function withChanged(
  request: FreshenRequest,
  { remembered: known, warnings, againAt }: Freshened,
  changed: Stored['changed'],
): Promise<Freshened> {
  const { deps, organization, dryRun } = request;
  const refreshed = await refreshBusinesses(request, known, changed.ids);
  const { before, remembered: found } = refreshed;
  const told = [...warnings, ...refreshed.warnings];
  if (!refreshed.isRead)
    return { remembered: found, warnings: told, againAt: deps.clock.now() + AGAIN_MILLISECONDS };
  const { remembered, changes, held } = await judge(request, before, found, told);
  if (!dryRun) {
    await request.whenRead?.(remembered);
    await tellAlerts(deps, organization.id, told, changes);
    // What waits of the others, the next refresh of all has to judge.
    if (held) await keepNote(deps.store, organization.id, HELD_DATES, held);
    await deps.store.saveDirectory(organization.id, remembered.directory);
    await deps.store.saveCalendars(organization.id, remembered.calendars);
    await forgetChanged(deps.store, organization.id, changed);
  }
  return { remembered, warnings: told, againAt: Math.min(againAt, freshUntil(remembered.directory)) };
}

/** The businesses as Partoo lists them now. Where it cannot, yesterday's are better than none, and it is asked again soon. */
async function readAnew(
  { deps, applied, organization, account }: FreshenRequest,
  known: Directory | null,
  warnings: Warning[],
): Promise<Listed> {
  try {
    const { client } = account;
    const read = await readDirectory(
      client,
      organization,
      applied.config,
      known,
      deps.clock.now(),
      await ownTemplates(deps.store, organization.id),
    );
    warnings.push(...read.warnings);
    const { businesses } = read.directory;
    deps.tell({ kind: 'refreshing', organization: organization.id, businesses: businesses.length });
    const directory = await withChatHours(deps.store, client, organization.id, read.directory, known);
    return { directory, gone: read.gone };
  } catch (error) {
    if (known === null || isRefusedKey(error)) throw error;
    warnings.push({
      code: 'directory-stale',
      message: `The shops could not be listed anew: ${errorOf(error).message}`,
    });
    return { directory: unlisted(known, organization, deps.clock.now()), gone: null };
  }
}

/** How long a pass at work is waited for; a business that is not marked now is found missing again tomorrow. */
const WAIT_MILLISECONDS = 30_000;

async function markGone(
  { store, clock }: FreshenRequest['deps'],
  organization: string,
  held: LeaseKeeper | null,
  gone: readonly string[],
): Promise<void> {
  if (gone.length === 0) return;
  const keeper = held ?? (await takeLease(store, clock, organization, clock.now() + WAIT_MILLISECONDS));
  if (!keeper) return;
  try {
    const stored = await store.readBusinesses(organization, gone);
    const marked = [...stored.values()].flatMap((one) => {
      if (!one.record) return [];
      const { mark, record } = storedOf({ ...one.record, gone: true, failing: null }, clock.now());
      return [{ mark: { ...mark, lookAgainAt: null }, record }];
    });
    await store.saveBusinesses(keeper.lease, marked);
  } finally {
    if (!held) await keeper.release();
  }
}
