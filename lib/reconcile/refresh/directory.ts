import type { Instant } from '../../clock.ts';
import type { Business } from '../../closures/model.ts';
import type { Config, Organization } from '../../config/model.ts';
import { isRefusedKey, PartooApiError, type PartooClient } from '../../partoo/index.ts';
import type { Directory } from '../../store/store.ts';
import { APART_MILLISECONDS } from '../pass/freshness.ts';
import type { Warning } from '../situation/warning.ts';
import { BusinessTaker } from './business-taker.ts';
import { directoryWarnings, incompleteListing, listBusinesses } from './listing.ts';
import type { OwnTemplates } from './own-templates.ts';
import { readTemplates } from './templates.ts';

/** Of a business that two complete listings lacked, Partoo is asked itself; this many a refresh. */
const MOST_ASKED = 20;
/** A business counts as missing for good after this many complete listings without it, a minute or more apart. */
const LISTINGS_UNTIL_ASKED = 2;

export interface DirectoryRead {
  directory: Directory;
  /** Businesses that Partoo does not know any more. */
  gone: string[];
  warnings: Warning[];
}

/**
 * Reads all businesses that the key sees, with zone, region and language worked out. Businesses that a listing lacks, or
 * that cannot be read in it, stay in the directory until two complete listings lacked them and Partoo answers 404 (design rule 10).
 * @param own templates as they are without us. Default: none is another
 * @throws PartooError
 */
export async function readDirectory(
  client: PartooClient,
  organization: Organization,
  config: Config,
  previous: Directory | null,
  now: Instant,
  own: OwnTemplates = new Map(),
): Promise<DirectoryRead> {
  const warnings: Warning[] = [];
  const taker = new BusinessTaker(organization, previous, now);
  const listing = await listBusinesses(client, (item) => taker.take(item));
  warnings.push(...taker.warnings());
  const found = listing.businesses;
  const isComplete = listing.incomplete === null;
  const missing: Directory['missing'] = {};
  const gone: string[] = [];
  let asked = 0;
  for (const business of previous?.businesses ?? []) {
    if (found.has(business.id)) continue;
    const times = timesMissing(previous as Directory, business.id, isComplete, now);
    if (times >= LISTINGS_UNTIL_ASKED && asked < MOST_ASKED) {
      asked += 1;
      if (await isGone(client, business.id)) {
        gone.push(business.id);
        continue;
      }
    }
    missing[business.id] = times;
    found.set(business.id, business);
  }
  const templates = await readTemplates(client, config, { own, known: previous?.templates ?? {} }, warnings);
  const directory: Directory = {
    readAt: now,
    businesses: [...found.values()],
    missing,
    templates,
    ...incompleteListing(listing, previous, organization, now),
    ...arrivedSince(previous, found, missing),
  };
  return { directory, gone, warnings: [...directoryWarnings(directory), ...warnings] };
}

/** In how many complete listings a business was missing; those that come upon each other are one. */
function timesMissing({ missing, readAt }: Directory, id: string, isComplete: boolean, now: Instant): number {
  const before = missing[id] ?? 0;
  const counts = isComplete && (before === 0 || now - readAt >= APART_MILLISECONDS);
  return before + (counts ? 1 : 0);
}

/** Who is there that was not before, as long as somebody is missing: it may be the same business under a new id. */
function arrivedSince(
  previous: Directory | null,
  found: ReadonlyMap<string, Business>,
  missing: Directory['missing'],
): Pick<Directory, 'arrived'> {
  if (previous === null || Object.keys(missing).length === 0) return {};
  const known = new Set(previous.businesses.map(({ id }) => id));
  const still = (previous.arrived ?? []).filter((id) => found.has(id) && !(id in missing));
  const arrived = [...new Set([...still, ...[...found.keys()].filter((id) => !known.has(id))])];
  return arrived.length > 0 ? { arrived } : {};
}

async function isGone(client: PartooClient, id: string): Promise<boolean> {
  try {
    await client.businesses.get(id);
    return false;
  } catch (error) {
    if (error instanceof PartooApiError && error.code === 'not-found') return true;
    if (isRefusedKey(error)) throw error;
    // One that nothing can be told of holds up no other (design rule 19).
    return false;
  }
}
