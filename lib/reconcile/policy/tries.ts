/** How often, and how late, is tried again what fails. */
import type { Instant } from '../../clock.ts';
import type { BusinessRecord, Failing } from '../../closures/record.ts';
import { businessWait } from '../situation/waits.ts';

/** How often a business whose requests fail is taken up again within one pass. */
export const MOST_TRIES = 4;
/** The next try of a business that Partoo is believed to have no settings for. */
export const BELIEVED_WAIT_MILLISECONDS = 24 * 3600_000;

/** What is remembered of a business that fails (again). @param wait until its next try; default {@link businessWait}, ms */
export function failingSince(
  { failing: before }: Pick<BusinessRecord, 'failing'>,
  { code, message }: { code: string; message: string },
  now: Instant,
  wait?: number,
): Failing {
  const attempts = (before?.attempts ?? 0) + 1;
  const since = before?.since ?? now;
  const failing = { since, attempts, code, message, nextTryAt: now + (wait ?? businessWait(now - since)) };
  return before === null ? { ...failing, isNew: true } : failing;
}
