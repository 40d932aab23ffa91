import * as z from 'zod';
import { LONGEST_ANNOUNCEMENT_DAYS } from '../closures/limits.ts';
import type { Announce, MessageRef } from '../closures/model.ts';
import { eachText, mapTexts, TEXT_MEMBERS } from '../closures/text-members.ts';
import { DurationError, parseDuration } from '../reading/duration.ts';
import { isRecord, mapping, type Report, reader, readWith, textOf } from '../reading/readers.ts';
import { messageNameAmong } from './messages.ts';

const REMEDY = 'write { before: 3d, offlineMessage: soon }';
const DAY = 86_400_000;
const DAYS = /^\s*(?:(\d{1,3})w)?(?:(\d{1,3})d)?\s*$/;

/** Days of the calendar where nothing shorter is named, else a duration. */
const before = textOf('write 3d, 2w or 36h', (value, report): Announce['before'] => {
  const [whole, weeks = 0, days = 0] = DAYS.exec(value) ?? [];
  const read = whole?.trim() ? { days: Number(weeks) * 7 + Number(days) } : milliseconds(value, report);
  const length = 'days' in read ? read.days * DAY : read.milliseconds;
  if (length <= 0) report('is no time at all', 'write 3d, 2w or 36h, or leave announce out');
  if (length > LONGEST_ANNOUNCEMENT_DAYS * DAY)
    report(`is longer than ${LONGEST_ANNOUNCEMENT_DAYS} days`, 'announce it later');
  return read;
});

function milliseconds(value: string, report: Report): { milliseconds: number } {
  try {
    return { milliseconds: parseDuration(value) };
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    report('is no duration', 'write 3d, 2w or 36h');
    return z.NEVER;
  }
}

/** Reads `announce`. */
export function announce(messages: readonly string[]): z.ZodType<Announce> {
  const message = messageNameAmong(messages);
  const shape = mapping({ before, ...eachText(() => message.optional()) }, REMEDY, (raw, report) => {
    if (!TEXT_MEMBERS.some((member) => member in raw)) report('shows nothing', REMEDY);
  });
  return reader((value, report): Announce => {
    const read = readWith(shape, value, report);
    if (read === undefined) return z.NEVER;
    return { before: read.before, ...mapTexts(read, shown) };
  });
}

const shown = (message: string): MessageRef => ({ message });

/** What opens and closes every day is announced by nobody; nor is what closes nothing. */
export function checkAnnounce(raw: Record<string, unknown>, report: Report): void {
  if (!('announce' in raw)) return;
  const daily = ['cron', 'weekly'].find((calendar) => calendar in raw);
  if (daily) report(`does not go with ${daily}, which closes every day`, 'leave it out', ['announce']);
  else if (!closes(raw.effect))
    report('announces closures, and this rule closes nothing', 'leave it out', ['announce']);
}

/** As written: what it leaves out closes. */
function closes(effect: unknown): boolean {
  if (effect === 'open' || effect === 'leave') return false;
  if (!isRecord(effect)) return true;
  const { open, reachable = false, chatHours = 'closed' } = effect;
  return open !== true && (reachable === false || chatHours === 'closed');
}
