/** When it is believed of a business that Partoo holds no messaging settings for it. */

/** Over how long settings have to be missing from every list before it is believed that they are gone. */
const BELIEVED_MILLISECONDS = 3 * 60_000;
/** In how many lists they have to be missing. */
const BELIEVED_LISTS = 3;

export interface Missing {
  /** Whether the same list shows settings of others, and so is no empty answer for all. */
  othersShown: boolean;
  /** Whether the business is known to have had settings. */
  hadSettings: boolean;
  /** The lists in which they are missing, with this one. */
  lists: number;
  /** How long they have been missing. */
  milliseconds: number;
  /** Whether the settings of any other business have been seen lately. Asked only where it matters. */
  isAnyKnown(): boolean;
}

/**
 * Settings that were there before, and those of all at once, may be missing from one list by mistake: only a third is
 * believed, and not three at once. Where nobody ever had any, the key may not see them: that is never taken for an answer.
 */
export function isMissingBelieved({
  othersShown,
  hadSettings,
  lists,
  milliseconds,
  isAnyKnown,
}: Missing): boolean {
  const isLasting = lists >= BELIEVED_LISTS && milliseconds >= BELIEVED_MILLISECONDS;
  return othersShown ? !hadSettings || isLasting : isLasting && isAnyKnown();
}
