/**
 * Which change of what passes decide by was the last, and whether it has been saved in full. Whoever changes the
 * configuration, the directory, the calendars or a pause holds no lease: a pass may be at work meanwhile, that has read
 * some of it from before, and that says last when the next one is due.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import { instant, jsonNote, readNote, saveNote } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';

const change = z.object({ id: z.string(), at: instant, isSaved: z.boolean() });
export type Change = z.infer<typeof change>;

const CHANGE = jsonNote('change', change);
/** Whoever saves for longer than a function may run has died over it; the next refresh begins anew. */
const SAVING_MILLISECONDS = 15 * 60_000;

/** To be asked before anything else is read; null where nothing was ever changed. */
export async function lastChange(store: NoteStore, organization: string): Promise<Change | null> {
  return readNote(store, organization, CHANGE);
}

/** Says that something is about to be saved; {@link endChange} says that it was. */
export async function beginChange(store: NoteStore, organization: string, at: Instant): Promise<Change> {
  const begun = { id: randomUUID(), at, isSaved: false };
  await saveNote(store, organization, CHANGE, begun);
  return begun;
}

/** To be called when all is saved and the organization is due, so that a change that was not ended is made again. */
export async function endChange(store: NoteStore, organization: string, begun: Change): Promise<void> {
  await saveNote(store, organization, CHANGE, { ...begun, isSaved: true });
}

/** Whether a pass that began with `before` may have missed something, now that it ends. */
export async function hasChanged(
  store: NoteStore,
  organization: string,
  before: Change | null,
  now: Instant,
): Promise<boolean> {
  const last = await lastChange(store, organization);
  if (last === null) return false;
  const isBeingSaved = !last.isSaved && now - last.at < SAVING_MILLISECONDS;
  return isBeingSaved || last.id !== before?.id || last.isSaved !== before.isSaved;
}
