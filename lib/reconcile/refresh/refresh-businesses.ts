import type { ExpandedCalendars } from '../../calendars/model.ts';
import { isRefusedKey, PartooApiError } from '../../partoo/index.ts';
import type { FreshenRequest } from '../pass/deps.ts';
import { errorOf } from '../pass/report.ts';
import type { Remembered } from '../situation/remembered.ts';
import type { Warning } from '../situation/warning.ts';
import { BusinessTaker } from './business-taker.ts';
import { contentsOf, storedFeeds } from './feeds/stored-feeds.ts';
import { unlisted } from './listing.ts';
import { expandCalendars } from './refresh.ts';

/** Of those that a list lacks so many are asked for one by one; all others are listed again. */
const MOST_ASKED = 20;
/** Of those that are named in a warning. */
const FEW = 5;

/** What came of reading some businesses anew. */
export interface Refreshed {
  /** What was remembered by the time that they had been read. */
  before: Remembered;
  remembered: Remembered;
  warnings: Warning[];
  /** False where Partoo could not be read: it is to be tried again. */
  isRead: boolean;
}

/**
 * What is remembered, with some businesses as Partoo has them now (hours, special hours, place, whatever is listed), and
 * calendars expanded for them; all others stay. New ones are taken in, ones that are not found stay until a refresh misses
 * them. Stores nothing.
 * @throws PartooError for a refused key alone
 */
export async function refreshBusinesses(
  { deps, applied, organization, account }: FreshenRequest,
  remembered: Remembered,
  ids: readonly string[],
): Promise<Refreshed> {
  const taker = new BusinessTaker(organization, remembered.directory, deps.clock.now());
  const read = new Map<string, Remembered['directory']['businesses'][number]>();
  const chatHoursOf = new Map(remembered.directory.businesses.map(({ id, chatHours }) => [id, chatHours]));
  /** Those of which Partoo's list said nothing that could be read. */
  const unread = new Set<string>();
  const take = (item: Parameters<typeof taker.take>[0]) => {
    const chatHours = chatHoursOf.get(item.id);
    read.set(item.id, { ...taker.take(item), ...(chatHours === undefined ? {} : { chatHours }) });
  };
  try {
    for await (const { items, invalid } of account.client.businesses.pages({
      businessIds: ids,
      perPage: 100,
    })) {
      for (const item of items.filter(({ id }) => ids.includes(id))) take(item);
      for (const { id } of invalid) if (id != null) unread.add(String(id));
    }
    // A list that lacks a known one is believed where Partoo, asked for it, does not know it either.
    const lacking = ids.filter((one) => chatHoursOf.has(one) && !read.has(one) && !unread.has(one));
    for (const id of lacking.slice(MOST_ASKED)) unread.add(id);
    for (const id of lacking.slice(0, MOST_ASKED)) {
      const item = await account.client.businesses.get(id).catch((error: unknown) => {
        if (error instanceof PartooApiError && error.code === 'not-found') return null;
        if (isRefusedKey(error)) throw error;
        unread.add(id);
        return null;
      });
      // An answer about another shop says nothing of this one.
      if (item?.id === id) take(item);
      else if (item !== null) unread.add(id);
    }
  } catch (error) {
    if (isRefusedKey(error)) throw error;
    const message = `Shops that have changed could not be read anew: ${errorOf(error).message}`;
    return {
      ...{ before: remembered, remembered, isRead: false },
      warnings: [{ code: 'directory-stale', message }],
    };
  }
  const before = await stillRemembered(deps.store, organization.id, remembered);
  if (before === null) return { before: remembered, remembered, warnings: [], isRead: false };
  const { directory, calendars } = before;
  const feeds = await storedFeeds(deps.store, applied.config, organization.id);
  const { config, hash } = applied;
  const expansion = await expandCalendars(
    ...([config, hash, organization, [...read.values()], calendars.window, calendars] as const),
    contentsOf(feeds),
  );
  const known = directory.businesses.map((business) => [business.id, business] as const);
  const businesses = [...new Map([...known, ...read]).values()];
  return {
    before,
    remembered: {
      // With all others it is listed again before long, and told until then.
      directory:
        unread.size === 0
          ? { ...directory, businesses }
          : unlisted({ ...directory, businesses }, organization, deps.clock.now()),
      calendars: { ...calendars, occurrences: joined(calendars, expansion.calendars) },
    },
    warnings: [...taker.warnings(), ...expansion.warnings, ...unreadWarning([...unread])],
    isRead: true,
  };
}

function unreadWarning(ids: readonly string[]): Warning[] {
  if (ids.length === 0) return [];
  const few = `${ids.slice(0, FEW).join(', ')}${ids.length > FEW ? ', …' : ''}`;
  return [
    {
      code: 'directory-stale',
      message: `${ids.length} shops that have changed could not be read anew (${few}).`,
    },
  ];
}

/** As it is stored now: whoever listed all, or read others, meanwhile is not undone. null: calendars of another configuration. */
async function stillRemembered(
  store: FreshenRequest['deps']['store'],
  organization: string,
  before: Remembered,
): Promise<Remembered | null> {
  const [directory, calendars] = await Promise.all([
    store.readDirectory(organization),
    store.readCalendars(organization),
  ]);
  if (directory === null || calendars?.configHash !== before.calendars.configHash) return null;
  return { directory, calendars };
}

/** Those of both; where both know a place, the newer ones. */
function joined(before: ExpandedCalendars, anew: ExpandedCalendars): ExpandedCalendars['occurrences'] {
  const rules = Object.entries(anew.occurrences).map(([rule, places]) => [
    rule,
    { ...before.occurrences[rule], ...places },
  ]);
  return { ...before.occurrences, ...Object.fromEntries(rules) };
}
