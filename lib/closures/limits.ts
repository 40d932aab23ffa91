/**
 * What is taken of a closure from people and other systems at most: the same by event, by command and in closures.yml.
 * Without such bounds one long text, or an end in a thousand years, breaks whatever stores, sends or computes with it.
 */

/** Two years, whichever they are: as far as `plan` looks. */
export const LONGEST_CLOSURE_DAYS = 731;
export const LONGEST_CLOSURE_MILLISECONDS = LONGEST_CLOSURE_DAYS * 86_400_000;

/** How long before a closure it is announced; whoever expands calendars looks so much further ahead. */
export const LONGEST_ANNOUNCEMENT_DAYS = 60;

/** Characters of a text that consumers read: a screen full, and what messengers carry in one message (WhatsApp: 4,096). */
export const LONGEST_TEXT = 2_000;
/** Characters of a reason, which history and `{{closure_name}}` repeat. */
export const LONGEST_REASON = 500;
/** Characters of a name, a code or an id that somebody chose. */
export const LONGEST_NAME = 200;
/** Values of one kind of selector. */
export const MOST_SELECTED = 10_000;
/** Bytes of a whole scope as JSON: with all the rest it has to fit 400 KB, an item of DynamoDB. */
export const LARGEST_SCOPE_BYTES = 150_000;

const FORBIDDEN = /[^\P{Cc}\t\n\r]|\r(?!\n)|[\u202A-\u202E\u2066-\u2069\p{Cs}]/u;

/**
 * The first character of a text that has no business in one, and what is wrong with it; null where there is none.
 * Refused are control characters (C0 but tab and newline, also as CR LF; DEL; C1), the controls that turn the direction of all
 * that follows (U+202A–202E, U+2066–2069), and halves of surrogate pairs. Marks that only join, part or order their
 * neighbours (U+200C–200F, U+061C) stay: Arabic, Hebrew and emoji need them.
 */
export function characterFault(text: string): string | null {
  const found = FORBIDDEN.exec(text);
  if (!found) return null;
  const code = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `has the control character U+${code} at place ${found.index + 1}`;
}
