import { type Instant, isoSecondOf } from '../../clock.ts';
import { LONGEST_RETRY_AFTER_SECONDS } from '../../partoo/retry.ts';
import { readNote, SILENT_UNTIL, saveNote } from '../../store/notes.ts';
import type { NoteStore, SlotStore } from '../../store/store.ts';

/** The longest wait for Partoo that is sat out; beyond it passes and commands end as `deferred` (design rule 28), ms. */
export const PATIENCE_MILLISECONDS = 30_000;
/** For how long it is remembered at most that Partoo asks to be left alone; then it is asked again, ms. */
const LONGEST_SILENCE_MILLISECONDS = LONGEST_RETRY_AFTER_SECONDS * 1000;

/** Partoo asks to be left alone for longer than anybody waits here. Nothing was sent. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
  readonly code = 'deferred';
  readonly until: Instant;
  constructor(until: Instant) {
    super(
      `Partoo asked to be left alone (Retry-After): deferred until ${isoSecondOf(until)}. \`resume\` asks again at once.`,
    );
    this.until = until;
  }
}

/** The silence that an error speaks of: it comes by itself, or as what stopped a request. */
export function silenceIn(error: unknown): SilenceError | null {
  if (error instanceof SilenceError) return error;
  return error instanceof Error && error.cause instanceof SilenceError ? error.cause : null;
}

/** Never longer than it is remembered. */
export function boundedSilence(until: Instant, now: Instant): Instant {
  return Math.min(until, now + LONGEST_SILENCE_MILLISECONDS);
}

/** Until when Partoo asks not to be asked anything; null where it does not. */
export async function readSilence(
  store: NoteStore,
  organization: string,
  now: Instant,
): Promise<Instant | null> {
  const until = (await readNote(store, organization, SILENT_UNTIL)) ?? 0;
  return until > now && boundedSilence(until, now) === until ? until : null;
}

/** Nobody on this store asks Partoo anything before `until`. */
export async function keepSilence(
  store: NoteStore & SlotStore,
  organization: string,
  until: Instant,
): Promise<void> {
  await store.delaySlots(organization, until);
  await saveNote(store, organization, SILENT_UNTIL, until);
}

/** Partoo may be asked again at once. False where it might have been all along. */
export async function endSilence(
  store: NoteStore & SlotStore,
  organization: string,
  now: Instant,
): Promise<boolean> {
  const until = await readSilence(store, organization, now);
  if (until === null) return false;
  await store.hastenSlots(organization, now);
  await saveNote(store, organization, SILENT_UNTIL, null);
  return true;
}
