/**
 * When businesses in a closure were last looked at, for all of an organization at once. A drift check that shows nothing
 * new would otherwise write every business' record each hour, to say no more than the time.
 */
import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import { instant, jsonNote, readNote, saveNote } from '../../store/notes.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { NoteStore } from '../../store/store.ts';
import { AGAIN_MILLISECONDS, STAGED_AGAIN_MILLISECONDS } from '../situation/check-at.ts';

/** They are merged as they become alike, so that more are no looks of ours. */
const MOST_LOOKS = 100_000;

/** Those whose own record was last seen after `after` and up to `until` were looked at again at `at`, and were as before. */
const looks = z.array(z.object({ after: instant, until: instant, at: instant })).max(MOST_LOOKS);
/** Ordered, without overlaps; the first begins at 0. */
export type Looks = z.infer<typeof looks>;

/** Those in a closure are looked at every hour, those with nothing but weekly hours in place once a day. */
export const ROUNDS = {
  hourly: { note: jsonNote('looks', looks), again: AGAIN_MILLISECONDS },
  daily: { note: jsonNote('looks-staged', looks), again: STAGED_AGAIN_MILLISECONDS },
} as const;
export type Round = keyof typeof ROUNDS;

export function roundOf({ isStaged }: Pick<BusinessMark, 'isStaged'>): Round {
  return isStaged ? 'daily' : 'hourly';
}

export async function readLooks(
  store: Pick<NoteStore, 'readNote'>,
  organization: string,
  round: Round,
): Promise<Looks> {
  return (await readNote(store, organization, ROUNDS[round].note)) ?? [];
}

export async function saveLooks(
  store: NoteStore,
  organization: string,
  round: Round,
  known: Looks,
): Promise<void> {
  await saveNote(store, organization, ROUNDS[round].note, known);
}

/** Whether a look at this business may count without its record being written. */
export function isSettledInClosure(mark: BusinessMark): boolean {
  return mark.hasBaseline && mark.seenAt !== null && !mark.unsettled && !mark.failing;
}

/** The mark with the time of the last look that its own record does not hold. */
export function withLook(mark: BusinessMark, known: Looks): BusinessMark {
  const { seenAt } = mark;
  if (seenAt === null || !isSettledInClosure(mark)) return mark;
  const look = known.find(({ after, until }) => seenAt > after && seenAt <= until);
  return look && look.at > seenAt ? { ...mark, seenAt: look.at, seenDecidedAt: look.at } : mark;
}

/** After all that was last looked at up to `until` has been looked at again at `at`. */
export function renewed(known: Looks, until: Instant, at: Instant): Looks {
  const last = known.at(-1)?.until ?? 0;
  const all = [
    ...known.map((look) => (look.at <= until ? { ...look, at } : look)),
    ...(until > last ? [{ after: last, until, at }] : []),
  ];
  const merged: Looks = [];
  for (const look of all) {
    const before = merged.at(-1);
    if (before?.at === look.at) before.until = look.until;
    else merged.push({ ...look });
  }
  return merged;
}
