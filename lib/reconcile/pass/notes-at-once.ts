import type { NoteName } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';

/** What every pass reads of an organization, and only passes write, under the lease; `paused` apart, which halts them. */
const OF_A_PASS: readonly NoteName[] = [
  'closures-told',
  'crowded',
  'decided-for',
  'failing-since',
  'looks',
  'looks-staged',
  'paused',
  'probe',
];

/** Answers from one look at what passes read; all other notes are read when they are asked for. */
export async function notesAtOnce(
  store: Pick<NoteStore, 'readNote' | 'readNotes'>,
  organization: string,
): Promise<Pick<NoteStore, 'readNote'>> {
  const found = await store.readNotes(organization, OF_A_PASS);
  const isKnown = (owner: string, name: string) =>
    owner === organization && OF_A_PASS.some((known) => known === name);
  return {
    readNote: async (owner, name) =>
      isKnown(owner, name) ? (found.get(name) ?? null) : store.readNote(owner, name),
  };
}
