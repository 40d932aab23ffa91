import { ANY_MOMENT } from './messages/index.ts';
import { type Settings, WEEKDAYS } from './model.ts';
import type { Overlay } from './overlay.ts';
import { sameText, settledText } from './same.ts';
import { FIELD_OF_TEXT, TEXT_MEMBERS } from './text-members.ts';

/** Whether consumers find it closed: messaging is off, or the whole week is empty. */
export function looksClosed(settings: Settings): boolean {
  return !settings.is_launched || isEmptied(settings);
}

/**
 * Whether settings show what only a closure of ours can have put there: its text on a business that looks closed, or, of
 * one that has no text, an emptied week with messaging off. Off alone, or a week that was never filled, is nobody's.
 * A text may hold {@link ANY_MOMENT}: of a business whose hours we have emptied nobody knows which opening was promised.
 */
export function showsOverlay(settings: Settings, overlay: Overlay): boolean {
  if (!looksClosed(settings)) return false;
  for (const member of TEXT_MEMBERS) {
    const text = overlay[member];
    if (text !== undefined) return isText(settings[FIELD_OF_TEXT[member]], text);
  }
  return overlay.reachable === false && overlay.chatHours === 'closed' && isOffAndEmptied(settings);
}

/** No moment takes more characters in any language. */
const LONGEST_MOMENT = 100;

function isText(shown: string | null, ours: string): boolean {
  if (shown === null || !ours.includes(ANY_MOMENT)) return sameText(shown, ours);
  const pieces = settledText(ours)
    .split(ANY_MOMENT)
    .map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`^${pieces.join(`.{1,${LONGEST_MOMENT}}`)}$`, 'u').test(settledText(shown));
}

function isOffAndEmptied(settings: Settings): boolean {
  return !settings.is_launched && isEmptied(settings);
}

/** Whether a whole week is empty. */
export function isEmptied({ uses_business_hours, custom_chat_hours }: Partial<Settings>): boolean {
  return (
    uses_business_hours === false &&
    !!custom_chat_hours &&
    WEEKDAYS.every((day) => (custom_chat_hours[day] ?? []).length === 0)
  );
}
