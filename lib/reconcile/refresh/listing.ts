import type { ExpandedCalendars } from '../../calendars/model.ts';
import type { Instant } from '../../clock.ts';
import type { Business } from '../../closures/model.ts';
import type { Organization } from '../../config/model.ts';
import type { Business as PartooBusiness, PartooClient } from '../../partoo/index.ts';
import type { Directory, IncompleteListing } from '../../store/store.ts';
import { REFRESH_MILLISECONDS } from '../pass/freshness.ts';
import { spacingOf } from '../situation/spacing.ts';
import type { Warning } from '../situation/warning.ts';

/** Of businesses that cannot be read this many are named. */
const MOST_NAMED = 20;
/** A listing that lacked something is repeated after a minute, then twice as late each time, an hour at most. */
const FIRST_AGAIN_MILLISECONDS = 60_000;
const LONGEST_AGAIN_MILLISECONDS = 3600_000;
/** But a large one not before as much time has passed as this many times the requests that it took. */
const TIMES_ITS_OWN = 10;

/** What a listing of all businesses gave. */
export interface Listing {
  businesses: Map<string, Business>;
  /** null where it was complete and every business could be read. */
  incomplete: Omit<IncompleteListing, 'attempts' | 'againAt'> | null;
  /** Pages that were read. */
  pages: number;
}

/** Lists all businesses that the key sees; each is converted as it comes, for they are large. @throws PartooError */
export async function listBusinesses(
  client: PartooClient,
  convert: (item: PartooBusiness) => Business,
): Promise<Listing> {
  const businesses: Listing['businesses'] = new Map();
  const unreadable = new Set<string>();
  let pages = 0;
  let lacking: { found: number; count: number | null } | null = null;
  let count: number | null = null;
  for await (const page of client.businesses.pages({ perPage: 100 })) {
    pages += 1;
    count = page.count ?? count;
    for (const item of page.items) {
      if (isUsableId(item.id)) businesses.set(item.id, convert(item));
      else unreadable.add(`${item.code ?? item.id.slice(0, 100)}: its id cannot be used`);
    }
    for (const { id, code, index, issue } of page.invalid)
      unreadable.add(`${code ?? id ?? `number ${index + 1} of page ${page.number}`}: ${issue}`);
    lacking = page.incomplete;
  }
  if (lacking === null && unreadable.size === 0) return { businesses, incomplete: null, pages };
  const found = lacking?.found ?? businesses.size + unreadable.size;
  const named = [...unreadable].slice(0, MOST_NAMED);
  const told = { found, count: lacking?.count ?? count, isShort: lacking !== null };
  return { businesses, incomplete: { ...told, unreadable: named, unreadableCount: unreadable.size }, pages };
}

/** An id has to stand in addresses and in lists joined by commas. */
function isUsableId(id: string): boolean {
  return id.length <= 1000 && !/^\.{1,2}$|^\s*$|^__proto__$|[,\p{Cc}]/u.test(id);
}

/** What is remembered of a listing that lacks something: also when it is tried again. */
export function incompleteListing(
  { incomplete, pages }: Listing,
  previous: Directory | null,
  organization: Organization,
  now: Instant,
): Pick<Directory, 'incomplete'> {
  if (incomplete === null) return {};
  return { incomplete: { ...incomplete, ...again(pages, previous, organization, now) } };
}

/** A directory of which Partoo listed nothing at all: the same as before, and listed again as one that lacked something. */
export function unlisted(known: Directory, organization: Organization, now: Instant): Directory {
  const lacked = {
    found: known.businesses.length,
    count: null,
    isShort: false,
    unreadable: [],
    unreadableCount: 0,
  };
  return { ...known, incomplete: { ...lacked, ...known.incomplete, ...again(1, known, organization, now) } };
}

function again(
  pages: number,
  previous: Directory | null,
  organization: Organization,
  now: Instant,
): Pick<IncompleteListing, 'attempts' | 'againAt'> {
  const attempts = (previous?.incomplete?.attempts ?? 0) + 1;
  const wait = Math.max(
    FIRST_AGAIN_MILLISECONDS * 2 ** Math.min(attempts - 1, 10),
    pages * spacingOf(organization) * TIMES_ITS_OWN,
  );
  return { attempts, againAt: now + Math.min(wait, LONGEST_AGAIN_MILLISECONDS) };
}

/** Until when a directory counts as fresh. */
export function freshUntil({ readAt, incomplete }: Directory): Instant {
  return incomplete?.againAt ?? readAt + REFRESH_MILLISECONDS;
}

/**
 * Whether calendars were expanded for the places of a directory. Both are saved one after the other: whoever dies in between
 * leaves businesses in places of which no calendar says anything. Of what an earlier version saved it is not known, and taken for so.
 */
export function areOf({ directoryReadAt }: ExpandedCalendars, { readAt }: Directory): boolean {
  return directoryReadAt === undefined || directoryReadAt === readAt;
}

/** The same calendars where something that they go by was saved without them: the next pass works them out anew. */
export function ofNoDirectory(calendars: ExpandedCalendars): ExpandedCalendars {
  return { ...calendars, directoryReadAt: 0 };
}

/** What is to be said of a directory for as long as it is used, and not only when it was read. */
export function directoryWarnings({ businesses, incomplete }: Directory): Warning[] {
  const warnings: Warning[] = [];
  if (businesses.length === 0) {
    const message = 'The key sees no shop; its user needs access to shops in Partoo.';
    warnings.push({ code: 'no-businesses', message });
  }
  if (!incomplete) return warnings;
  const { found, count, isShort, unreadable, unreadableCount } = incomplete;
  if (isShort) {
    const of = count === null ? `${found} shops and begins to repeat itself` : `${found} of ${count} shops`;
    const message = `Partoo lists ${of}, read twice. ${businesses.length} are known and served; they are listed again soon.`;
    warnings.push({ code: 'directory-incomplete', message });
  }
  for (const what of unreadable)
    warnings.push({ code: 'unreadable-business', message: `A shop cannot be read (${what}).` });
  const more = unreadableCount - unreadable.length;
  if (more > 0) warnings.push({ code: 'unreadable-business', message: `${more} more shops cannot be read.` });
  return warnings;
}
