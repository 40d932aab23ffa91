/**
 * What a pass under way may not go on by: a configuration that another one has replaced, or writing that somebody has
 * paused. A wave may last for an hour; whoever stops it means now.
 */
import { randomUUID } from 'node:crypto';
import { HALT, readNote, saveNote } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';

const HALTED = {
  code: 'halted',
  message:
    'Another configuration was applied, or writing was paused, while the pass ran; the next one goes by that.',
};

/** Ends the passes that are under way for an organization, when all that the next ones go by is saved. */
export async function haltPasses(store: NoteStore, organization: string): Promise<void> {
  await saveNote(store, organization, HALT, randomUUID());
}

/** Whether a pass has to end, asked again with each look at the store. */
export interface Halt {
  /** Aborted when it has to, with what is to be said of what it leaves. */
  signal: AbortSignal;
  look(): Promise<void>;
}

/** To be made before it is waited for a lease: what is changed meanwhile counts. */
export async function haltOf(store: NoteStore, organization: string): Promise<Halt> {
  const before = await readNote(store, organization, HALT);
  const ending = new AbortController();
  return {
    signal: ending.signal,
    async look() {
      if (!ending.signal.aborted && (await readNote(store, organization, HALT)) !== before)
        ending.abort(HALTED);
    },
  };
}

/** What is said of what a pass leaves that ends over this signal; null: it ends for another reason. */
export function haltIn(signal: AbortSignal | null): typeof HALTED | null {
  return signal?.reason === HALTED ? HALTED : null;
}
