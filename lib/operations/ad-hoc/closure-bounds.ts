/** What somebody asks of an ad-hoc closure within bounds, whichever way it comes in. Each @throws UsageError */
import type { Instant } from '../../clock.ts';
import { isoOf } from '../../clock.ts';
import { instantOf } from '../../closures/civil-time.ts';
import {
  characterFault,
  LARGEST_SCOPE_BYTES,
  LONGEST_CLOSURE_MILLISECONDS,
  LONGEST_REASON,
  LONGEST_TEXT,
} from '../../closures/limits.ts';
import type { Bound, Business, Scope } from '../../closures/model.ts';
import { parseDuration } from '../../reading/duration.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';

/** Where a business may lie of which nobody knows the zone: a local time is over there last. */
const FURTHEST_ZONE = 'Etc/GMT+12';

/**
 * A closure of no or negative length would be none (design rule 4); one that lies, or lasts, more than two years away is
 * a slip of the pen, which nobody would see to its end.
 */
export function refuseInterval(from: Bound, until: Bound | null, now: Instant): void {
  const start = instantOf(from, 'UTC', 'start');
  if (Math.abs(start - now) > LONGEST_CLOSURE_MILLISECONDS)
    throw new UsageError(
      'too-far',
      `The start ${from} lies more than two years from now.`,
      'Give a start within two years.',
    );
  if (until === null) return;
  const end = instantOf(until, 'UTC', 'end');
  if (end <= start)
    throw new UsageError(
      'empty-interval',
      `The end ${until} does not lie after the start ${from}.`,
      'Give a later end.',
    );
  refuseFarEnd(until, Math.max(start, now));
}

/** @param from when the closure begins, or now where it has begun: one that lasts for years may still be given an end */
export function refuseFarEnd(until: Bound, from: Instant): void {
  if (instantOf(until, 'UTC', 'end') - from <= LONGEST_CLOSURE_MILLISECONDS) return;
  throw new UsageError(
    'too-long',
    `The end ${until} makes it longer than two years.`,
    'Give an end within two years, or none: it then lasts until it is reopened.',
  );
}

/**
 * What is over at all of these businesses would close nobody, and stand in the calendar as if it had: a slip of the pen,
 * in the year say.
 */
export function refusePast(until: Bound | null, businesses: readonly Business[], now: Instant): void {
  if (!isPast(until, businesses, now)) return;
  throw new UsageError('past-end', `The end ${until} lies in the past.`, 'Give a later end.');
}

/** Whether it is over at all of these businesses; where none is known yet, wherever they may be. */
export function isPast(until: Bound | null, businesses: readonly Business[], now: Instant): boolean {
  if (until === null) return false;
  const zones = businesses.length === 0 ? [null] : businesses.map(({ zone }) => zone);
  return zones.every((zone) => instantOf(until, zone ?? FURTHEST_ZONE, 'end') <= now);
}

export function refuseText(text: string): void {
  refuseWords('text', text, LONGEST_TEXT);
  if (text.trim() !== '') return;
  throw new UsageError('text', 'The text is empty.', 'Write one, or leave it out for the built-in text.');
}

export function refuseReason(reason: string): void {
  refuseWords('reason', reason, LONGEST_REASON);
}

function refuseWords(what: 'text' | 'reason', words: string, most: number): void {
  if (words.length > most)
    throw new UsageError(
      what,
      `The ${what} has ${words.length} characters, more than ${most}.`,
      'Write a shorter one.',
    );
  const fault = characterFault(words);
  if (fault !== null)
    throw new UsageError(what, `The ${what} ${fault}.`, 'Leave it out; nobody sees it, and some are misled.');
}

export function refuseScope(scope: Scope): void {
  const bytes = Buffer.byteLength(JSON.stringify(scope));
  if (bytes <= LARGEST_SCOPE_BYTES) return;
  throw new UsageError(
    'too-many-selectors',
    `What is selected takes ${bytes} bytes, more than ${LARGEST_SCOPE_BYTES}.`,
    'Select by groups, countries, regions or postcodes, or ask for several closures.',
  );
}

/** An instant stays one; a local time stays local, so that it ends at the same distance in every zone. */
export function endAfter(from: Bound, span: string): Bound {
  const end = isoOf(instantOf(from, 'UTC', 'start') + parseDuration(span));
  return /(Z|[+-]\d{2}:\d{2})$/.test(from) ? end : end.slice(0, 16);
}
