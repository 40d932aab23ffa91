/** Businesses that somebody heard have changed in Partoo. The next pass or refresh reads them anew, and these alone. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { jsonNote } from '../../store/notes.ts';
import type { Store } from '../../store/store.ts';
import { beginChange, endChange } from './changes.ts';
import type { KeepingDeps } from './deps.ts';

/** More at once are read with all others. */
const MOST = 500;
const LONGEST_ID = 1000;
/** By how many at once the note may be written. */
const TRIES = 20;

const changed = z.object({
  ids: z.array(z.string().max(LONGEST_ID)).max(MOST),
  /** There were more: all are to be read. */
  all: z.boolean(),
  /** Another each time, so that what is heard again is not forgotten with what was heard before. */
  heard: z.string().max(LONGEST_ID).optional(),
});
export type ChangedBusinesses = z.infer<typeof changed>;

const CHANGED = jsonNote('changed-businesses', changed);
const NONE: ChangedBusinesses = { ids: [], all: false };

/** What is to be read anew, and the note as it stands. */
export async function changedBusinesses(
  store: Pick<Store, 'readNote'>,
  organization: string,
): Promise<ChangedBusinesses & { note: string | null }> {
  const note = await store.readNote(organization, CHANGED.name);
  // What cannot be read stands for changes all the same.
  const known = note === null ? NONE : (CHANGED.fromText(note) ?? { ids: [], all: true });
  return { ...known, note };
}

/** Has businesses read anew by a pass that comes at once: for whoever hears of a change in Partoo. Durable once resolved. */
export async function noteChangedBusinesses(
  { store, clock }: Pick<KeepingDeps, 'store' | 'clock'>,
  organization: string,
  ids: readonly string[],
): Promise<void> {
  const change = await beginChange(store, organization, clock.now());
  for (let tries = 0; ; tries += 1) {
    const known = await changedBusinesses(store, organization);
    const all = [...new Set([...known.ids, ...ids.filter(({ length }) => length <= LONGEST_ID)])];
    const value = { ids: all.slice(0, MOST), all: known.all || all.length > MOST, heard: randomUUID() };
    if (await store.swapNote(organization, CHANGED.name, known.note, CHANGED.toText(value))) break;
    if (tries === TRIES) throw new Error('The note of changed shops is written by too many at once.');
  }
  await store.setDue(organization, clock.now());
  await endChange(store, organization, change);
}

/** To be called when all that was asked for is saved; what was asked for since stays. */
export async function forgetChanged(
  store: Pick<Store, 'swapNote'>,
  organization: string,
  { note, ids, all }: ChangedBusinesses & { note: string | null },
): Promise<void> {
  if (ids.length > 0 || all) await store.swapNote(organization, CHANGED.name, note, CHANGED.toText(NONE));
}
