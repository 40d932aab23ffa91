/** `staged: true` of a rule: its closures stand in the weekly chat hours ahead of time (docs/staged.md). */
import { type ClosingGiven, closing } from '../closures/closing-effect.ts';
import type { Effect } from '../closures/model.ts';
import { isRecord, type Report } from '../reading/readers.ts';

/** Calendars that close every day: their weekly hours never change, and there is no date that a text could name. */
const DAILY: readonly string[] = ['cron', 'weekly'];

export function isDaily(kind: string): boolean {
  return DAILY.includes(kind);
}

/** Fills in what an effect that closes leaves out. */
export type Closing = (given: ClosingGiven) => Effect;

/** What a rule that is written so leaves out: messaging stays on, and the text names both dates. */
export function closingOf(raw: unknown): Closing {
  if (!isStaged(raw)) return closing;
  const offlineMessage = isWrittenDaily(raw) ? 'keep' : { message: 'planned' };
  return (given) =>
    closing({
      ...given,
      reachable: given.reachable ?? 'keep',
      offlineMessage: given.offlineMessage ?? offlineMessage,
    });
}

function isStaged(raw: unknown): raw is Record<string, unknown> {
  return isRecord(raw) && raw.staged === true;
}

function isWrittenDaily(raw: Record<string, unknown>): boolean {
  return Object.keys(raw).some(isDaily);
}

/** Names of messages whose texts name a date, among those of a file as it is written; `closed` and `planned` do. */
export function datedMessages(raw: unknown): string[] {
  const written = isRecord(raw) ? raw : {};
  const isDated = (value: unknown) => /\{\{\s*(closed_from|reopens)/.test(JSON.stringify(value) ?? '');
  const dated = Object.keys(written).filter((name) => isDated(written[name]));
  return [...dated, ...['closed', 'planned'].filter((name) => !(name in written))];
}

/** Reports what cannot be staged. @param dated see {@link datedMessages} */
export function checkStaged(
  raw: Record<string, unknown>,
  { dated }: { dated: readonly string[] },
  report: Report,
): void {
  if (!isStaged(raw)) return;
  const { effect, message } = raw;
  const given = isRecord(effect) ? effect : {};
  const remedy = 'leave staged out, or chatHours: keep';
  if (effect === 'leave')
    report('leaves shops alone, and staged writes their hours', 'leave staged out', ['effect']);
  else if (given.chatHours === 'keep')
    report('keeps the chat hours, which are what staged writes', remedy, ['effect', 'chatHours']);
  else if (effect === 'open' || (given.open === true && !('chatHours' in given)))
    report('keeps the chat hours, which are what staged writes', 'give it chatHours, or leave staged out', [
      'effect',
    ]);
  if (!isWrittenDaily(raw)) return;
  const remedyOfText = 'keep the text, or take a message that names no date';
  if (dated.some((name) => name === message))
    report('names dates, and stays in place every day', remedyOfText, ['message']);
  if (dated.some((name) => name === given.offlineMessage))
    report('names dates, and stays in place every day', remedyOfText, ['effect', 'offlineMessage']);
}
