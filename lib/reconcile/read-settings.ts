import type { Instant } from '../clock.ts';
import type { PartooClient } from '../partoo/index.ts';
import { type SeenSettings, seenSettings } from './seen-settings.ts';

/** What a list of settings shows of the businesses that it was asked for. */
export interface ShownSettings {
  /** By business id. */
  seen: Map<string, SeenSettings>;
  /** Ids of businesses whose settings do not fit their description. */
  unreadable: Set<string>;
  /** False where the list holds less than it says, so that who is missing proves nothing. */
  isComplete: boolean;
}

/** Reads the settings of up to a page of businesses. @throws PartooError */
export async function readSettings(
  client: PartooClient,
  businessIds: string[],
  deadline: Instant | null,
): Promise<ShownSettings> {
  const shown: ShownSettings = { seen: new Map(), unreadable: new Set(), isComplete: true };
  let told = 0;
  const pages = client.settings.pages({ businessIds }, deadline === null ? {} : { deadline });
  for await (const page of pages) {
    for (const item of page.items) {
      const readable = seenSettings(item);
      if (readable) shown.seen.set(item.value.business_id, readable);
      else shown.unreadable.add(item.value.business_id);
    }
    for (const item of page.invalid) {
      if (item.businessId) shown.unreadable.add(item.businessId);
      else shown.isComplete = false;
    }
    const size = page.items.length + page.invalid.length;
    told += size;
    const isLast = size === 0 || (page.maxPage !== null && page.number >= page.maxPage);
    if (isLast && told < (page.count ?? 0)) shown.isComplete = false;
  }
  return shown;
}
