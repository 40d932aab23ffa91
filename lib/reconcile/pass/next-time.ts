/** When an organization is taken up again that could not be served. */
import type { Instant } from '../../clock.ts';
import { FAILURES, keepNote, readNote, saveNote } from '../../store/notes.ts';
import { dueAfterFailure, dueAfterSilence } from '../policy/next-due.ts';
import type { Subject } from './reconciliation.ts';
import { PATIENCE_MILLISECONDS, silenceIn } from './silence.ts';
import type { Way } from './ways.ts';

/** Sets, after an error, when the organization is due. */
export async function comeBack(subject: Subject, way: Way, error: unknown): Promise<Instant> {
  const { deps, organization } = subject;
  const silence = silenceIn(error);
  const dueAt = silence
    ? dueAfterSilence(silence.until, way.lookaheadMilliseconds, PATIENCE_MILLISECONDS)
    : dueAfterFailure(deps.clock.now(), await countFailure(subject));
  await deps.store.setDue(organization.id, dueAt);
  return dueAt;
}

async function countFailure({ deps: { store }, organization: { id } }: Subject): Promise<number> {
  const failures = ((await readNote(store, id, FAILURES)) ?? 0) + 1;
  await saveNote(store, id, FAILURES, failures);
  return failures;
}

export async function forgetFailures({ deps, organization }: Subject): Promise<void> {
  await keepNote(deps.store, organization.id, FAILURES, null);
}
