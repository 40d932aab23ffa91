import type { Instant } from '../../clock.ts';
import type { Business, Hours } from '../../closures/model.ts';
import { ownChatHours } from '../../closures/opening/own-hours.ts';
import { isRefusedKey, type PartooClient } from '../../partoo/index.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { Directory, Store } from '../../store/store.ts';
import { REFRESH_MILLISECONDS } from '../pass/freshness.ts';
import { seenSettings } from '../pass/seen-settings.ts';

/** A refresh comes a little sooner or later each day; what is nearly a day old is read again. */
const NEARLY_MILLISECONDS = 3600_000;
/** So long after a write of ours Partoo may still show what is ours. */
const LATE_MILLISECONDS = 10 * 60_000;

/** Gives the same object for the same hours. */
export type ShareHours = (hours: Hours | null) => Hours | null;

/** Few weeks are found over and over among 100,000 businesses. */
export function sharedHours(): ShareHours {
  const known = new Map<string, Hours>();
  return (hours) => {
    if (hours === null) return null;
    const key = JSON.stringify(hours);
    const found = known.get(key) ?? hours;
    known.set(key, found);
    return found;
  };
}

/**
 * The directory with the chat hours that businesses have without us: those that were known, and once a day those in all
 * settings, a request for each 100. Where they cannot be read, what was known stays.
 * @throws PartooError for a refused key alone
 */
export async function withChatHours(
  store: Pick<Store, 'listMarks'>,
  client: PartooClient,
  organization: string,
  directory: Directory,
  previous: Directory | null,
): Promise<Directory> {
  const now = directory.readAt;
  const known = new Map(previous?.businesses.map(({ id, chatHours }) => [id, chatHours]));
  const readAt = previous?.chatHoursReadAt;
  const isRecent = readAt !== undefined && now - readAt < REFRESH_MILLISECONDS - NEARLY_MILLISECONDS;
  const read = isRecent ? null : await readChatHours(client);
  const marks = read === null ? [] : await store.listMarks(organization);
  const notTheirs = new Set(marks.filter((mark) => mayShowOurs(mark, now)).map(({ business }) => business));
  const businesses = directory.businesses.map((business) => {
    const hours = read?.has(business.id) && !notTheirs.has(business.id) ? read : known;
    return withHours(business, hours.get(business.id));
  });
  const chatHoursReadAt = read === null ? readAt : now;
  return { ...directory, businesses, ...(chatHoursReadAt === undefined ? {} : { chatHoursReadAt }) };
}

function withHours({ chatHours: _, ...business }: Business, hours: Hours | null | undefined): Business {
  return hours === undefined ? business : { ...business, chatHours: hours };
}

/** By business id, for all whose settings can be read; undefined: it keeps to its opening hours. */
async function readChatHours(client: PartooClient): Promise<Map<string, Hours | null | undefined> | null> {
  const share = sharedHours();
  const read = new Map<string, Hours | null | undefined>();
  try {
    for await (const { items } of client.settings.pages())
      for (const item of items) {
        const settings = seenSettings(item)?.settings;
        const hours = settings && ownChatHours(settings);
        if (settings) read.set(item.value.business_id, hours && share(hours));
      }
  } catch (error) {
    if (isRefusedKey(error)) throw error;
    return null;
  }
  return read;
}

/** What is in place may be ours, or may have been until a moment ago. */
function mayShowOurs({ hasBaseline, unsettled, seenAt }: BusinessMark, now: Instant): boolean {
  return hasBaseline || unsettled || (seenAt !== null && now - seenAt < LATE_MILLISECONDS);
}
