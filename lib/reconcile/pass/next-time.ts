/** When an organization is taken up again that could not be served. */
import type { Instant } from '../../clock.ts';
import { dueAfterFailure, dueAfterSilence } from '../policy/next-due.ts';
import type { Subject } from './reconciliation.ts';
import { PATIENCE_MILLISECONDS, silenceIn } from './silence.ts';
import type { Way } from './ways.ts';

/** Name of the fact that holds how often in a row it could not be served. */
const FAILURES = 'failures';

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
  const failures = Number((await store.readFact(id, FAILURES)) ?? 0) + 1;
  await store.saveFact(id, FAILURES, String(failures));
  return failures;
}

export async function forgetFailures({ deps, organization }: Subject): Promise<void> {
  await keepFact(deps.store, organization.id, FAILURES, null);
}

/** Most often it is so already, and reading is a tenth of the price of writing. */
export async function keepFact(
  store: Subject['deps']['store'],
  organization: string,
  name: string,
  value: string | null,
): Promise<void> {
  if ((await store.readFact(organization, name)) !== value) await store.saveFact(organization, name, value);
}
