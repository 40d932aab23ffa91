/** When an organization is taken up again that could not be served. */
import type { Instant } from '../../clock.ts';
import { factOf } from '../../events/facts.ts';
import { isRefusedKey } from '../../partoo/errors/refused-key.ts';
import { FAILING_SINCE, keepNote, readNote, saveNote } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';
import { dueAfterFailure, dueAfterSilence } from '../policy/next-due.ts';
import type { Subject } from './reconciliation.ts';
import { PATIENCE_MILLISECONDS, silenceIn } from './silence.ts';
import type { Way } from './ways.ts';

const DAY_MILLISECONDS = 24 * 3600_000;

/** Sets, after an error, when the organization is due. */
export async function comeBack(subject: Subject, way: Way, error: unknown): Promise<Instant> {
  const { deps, organization } = subject;
  const silence = silenceIn(error);
  const dueAt = silence
    ? dueAfterSilence(silence.until, way.lookaheadMilliseconds, PATIENCE_MILLISECONDS)
    : dueAfterFailure(deps.clock.now(), await failingSince(subject));
  await deps.store.setDue(organization.id, dueAt);
  if (deps.announces && isRefusedKey(error)) await tellRefusal(subject);
  return dueAt;
}

/** Once a day, for as long as it is so. */
async function tellRefusal({ deps: { store, clock }, organization: { id } }: Subject): Promise<void> {
  const at = clock.now();
  const told = { reason: 'Partoo refuses the API key: nothing is closed or reopened' };
  const day = Math.floor(at / DAY_MILLISECONDS);
  await store.appendOutbox([factOf({ type: 'Key Refused', organization: id, at, told, identity: [day] })]);
}

async function failingSince({ deps: { store, clock }, organization: { id } }: Subject): Promise<Instant> {
  const known = await readNote(store, id, FAILING_SINCE);
  if (known !== null) return known;
  const now = clock.now();
  await saveNote(store, id, FAILING_SINCE, now);
  return now;
}

/** @param notes as they were when the pass began */
export async function forgetFailures(
  { deps: { store }, organization }: Subject,
  notes: Pick<NoteStore, 'readNote'>,
): Promise<void> {
  await keepNote(store, organization.id, FAILING_SINCE, null, notes);
}
