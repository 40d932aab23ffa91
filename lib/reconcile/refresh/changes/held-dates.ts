/** What a refresh found and holds back, because it would close or reopen too many businesses at once: until somebody allows it. */
import * as z from 'zod';
import { isoOf } from '../../../clock.ts';
import { shortMoment } from '../../../short-times.ts';
import { instant, jsonNote, readNote } from '../../../store/notes.ts';
import type { NoteStore } from '../../../store/store.ts';
import type { Warning } from '../../situation/warning.ts';

const MOST_RULES = 20;
const MOST_CHARACTERS = 2000;

const heldDates = z.object({
  since: instant,
  /** How many businesses it would close and reopen at once, and of how many. */
  closing: z.int().min(0),
  reopening: z.int().min(0),
  businesses: z.int().min(0),
  /** The rules that stay as they were, the first of them. */
  rules: z.array(z.string()).max(MOST_RULES),
  /** In words. */
  what: z.string().max(MOST_CHARACTERS),
});
export type HeldDates = z.infer<typeof heldDates>;

export const HELD_DATES = jsonNote('held-dates', heldDates);

/** Of any number of rules and any length of words. */
export function heldDatesOf(all: HeldDates): HeldDates {
  return { ...all, rules: all.rules.slice(0, MOST_RULES), what: all.what.slice(0, MOST_CHARACTERS) };
}

/** null: nothing waits. */
export function readHeldDates(
  store: Pick<NoteStore, 'readNote'>,
  organization: string,
): Promise<HeldDates | null> {
  return readNote(store, organization, HELD_DATES);
}

/** What is said of it until it is over (design rule 26). */
export function heldDatesWarning({ since, closing, reopening, businesses, what }: HeldDates): Warning {
  return {
    code: 'dates-held-back',
    message: `Dates changed that would close ${closing} and reopen ${reopening} of ${businesses} shops at once; since ${shortMoment(isoOf(since))} UTC they are held back, and what was there before stays in force. ${what} If that is right: partoo-closures apply --allow-now ${closing + reopening}`,
  };
}
