import type { Business, Hours, Settings } from '../../closures/model.ts';
import { type BusinessHours, hoursOf, ownChatHours } from '../../closures/opening/own-hours.ts';
import { remembering } from '../../remembering.ts';
import type { BusinessMark } from '../../store/records.ts';

/** Few weeks are found over and over; what is not asked for any more is let go of with all the rest. */
const MOST_KNOWN = 20_000;
const parsed = remembering(MOST_KNOWN, (text: string) => JSON.parse(text) as Hours | null);

/** The hours that a business has without us, as its baseline tells where effects of ours are in place. */
export function hoursInPlace(
  business: Business,
  mark: Pick<BusinessMark, 'ownHours'> | undefined,
): BusinessHours {
  const { openHours = null } = business;
  if (mark?.ownHours === undefined) return hoursOf(business);
  if (mark.ownHours === '') return { own: openHours, business: openHours };
  const own = parsed(mark.ownHours);
  return { own, business: openHours, ...(own === null ? { isEmptied: true } : {}) };
}

/** The same, from settings in which nothing is ours. */
export function hoursIn(settings: Settings, business: Business): BusinessHours {
  const own = ownChatHours(settings);
  return hoursInPlace(business, { ownHours: own === undefined ? '' : JSON.stringify(own) });
}
