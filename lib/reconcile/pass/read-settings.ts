import type { Instant } from '../../clock.ts';
import type { PartooClient } from '../../partoo/index.ts';
import { type SeenSettings, seenSettings } from './seen-settings.ts';

/** What a list of settings shows of the businesses that it was asked for. */
export interface ShownSettings {
  /** By business id. */
  seen: Map<string, SeenSettings>;
  /** Of businesses that have several settings objects, which are not among the seen; by business id. */
  several: Map<string, SeenSettings[]>;
  /** Ids of businesses whose settings do not fit their description. */
  unreadable: Set<string>;
  /** False where the list holds less than it says, or others than were asked for: that somebody is missing proves nothing. */
  isComplete: boolean;
}

/** Reads the settings of up to a page of businesses. @throws PartooError */
export async function readSettings(
  client: PartooClient,
  businessIds: string[],
  deadline: Instant | null,
): Promise<ShownSettings> {
  const asked = new Set(businessIds);
  const shown: ShownSettings = {
    seen: new Map(),
    several: new Map(),
    unreadable: new Set(),
    isComplete: true,
  };
  const pages = client.settings.pages({ businessIds }, deadline === null ? {} : { deadline });
  for await (const { items, invalid, incomplete } of pages) {
    for (const item of items) {
      const { business_id } = item.value;
      if (!asked.has(business_id)) {
        // It is the answer to something else, and says of nobody that there are none.
        shown.isComplete = false;
        continue;
      }
      const readable = seenSettings(item);
      if (readable) addSeen(shown, business_id, readable);
      else shown.unreadable.add(business_id);
    }
    for (const { businessId } of invalid) {
      // Settings of who was not asked for, if they cannot be read, may be those of who was.
      if (businessId !== null && asked.has(businessId)) shown.unreadable.add(businessId);
      else shown.isComplete = false;
    }
    if (incomplete !== null) shown.isComplete = false;
  }
  return shown;
}

function addSeen({ seen, several }: ShownSettings, business: string, one: SeenSettings): void {
  const first = seen.get(business);
  const known = several.get(business) ?? (first ? [first] : null);
  if (!known) seen.set(business, one);
  else {
    seen.delete(business);
    several.set(business, [...known, one]);
  }
}
