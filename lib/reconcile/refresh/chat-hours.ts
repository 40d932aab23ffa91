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

/**
 * Few weeks are found over and over among 100,000 businesses.
 * @param known hours that are given where they are found again. Default: none
 */
export function sharedHours(known: Iterable<Hours | null | undefined> = []): ShareHours {
  const shared = new Map<string, Hours>();
  for (const hours of new Set(known)) if (hours) shared.set(JSON.stringify(hours), hours);
  return (hours) => {
    if (hours === null) return null;
    const key = JSON.stringify(hours);
    const found = shared.get(key) ?? hours;
    shared.set(key, found);
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
  const known = new Map<string, Hours | null | undefined>();
  for (const { id, chatHours } of previous?.businesses ?? []) known.set(id, chatHours);
  const readAt = previous?.chatHoursReadAt;
  const isRecent = readAt !== undefined && now - readAt < REFRESH_MILLISECONDS - NEARLY_MILLISECONDS;
  const read = isRecent ? null : await readChatHours(client, sharedHours(known.values()));
  const marks = read === null ? [] : await store.listMarks(organization);
  const notTheirs = new Set(marks.filter((mark) => mayShowOurs(mark, now)).map(({ business }) => business));
  const businesses = directory.businesses.map((business) => {
    const hours = read?.has(business.id) && !notTheirs.has(business.id) ? read : known;
    return withHours(business, hours.get(business.id));
  });
  const chatHoursReadAt = read === null ? readAt : now;
  return { ...directory, businesses, ...(chatHoursReadAt === undefined ? {} : { chatHoursReadAt }) };
}

/** The very business where it has them already: those of 100,000 are not held twice. */
export function withHours(business: Business, hours: Hours | null | undefined): Business {
  if (business.chatHours === hours && (hours !== undefined || !('chatHours' in business))) return business;
  const { chatHours: _, ...rest } = business;
  return hours === undefined ? rest : { ...rest, chatHours: hours };
}

/** By business id, for all whose settings can be read; undefined: it keeps to its opening hours. */
async function readChatHours(
  client: PartooClient,
  share: ShareHours,
): Promise<Map<string, Hours | null | undefined> | null> {
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
