/**
 * Where staged hours are in place, that a closure begins or ends is there to be told alone. The pass before knows already
 * what there will be to tell: it notes that, and whoever is due then tells it, and reads neither the directory, nor the
 * calendars, nor the businesses.
 *
 * Nobody has to take the note back: see `idle.ts`. Whoever changes what passes decide by takes the lease, sets when the
 * organization is due, or changes something that is compared; each alone has a pass look for itself.
 */
import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import { VERSION } from '../../partoo/version.ts';
import { instant, jsonNote, PAUSED, saveNote } from '../../store/notes.ts';
import type { Lease, OutboxFact, Store } from '../../store/store.ts';
import { type Change, hasChanged, lastChange } from './changes.ts';
import type { KeepingDeps } from './deps.ts';
import { LEASE_MILLISECONDS } from './lease-keeper.ts';
import type { AppliedConfig } from './session.ts';
import { TOLD } from './told-closures.ts';

/** What was foreseen. */
export interface NewsAhead {
  /** See {@link inputsOf}. */
  inputs: string;
  /** Of the lease under which it was noted. */
  token: Lease['token'];
  dueAt: Instant;
  /** It holds in `[from, until)`: when it happens, and before when there is nothing else to be done. */
  from: Instant;
  until: Instant;
  /** When the organization is due after that. */
  thenDueAt: Instant;
  facts: OutboxFact[];
  /** What is noted as told then. */
  told: string;
}

/** More is rare, and would have to be charged for twice. */
const MOST_FACTS = 20;

const fact = z.object({
  id: z.string(),
  at: instant,
  organization: z.string(),
  business: z.string().nullable(),
  type: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
const AHEAD = jsonNote<NewsAhead>(
  'news-ahead',
  z.object({
    ...{ inputs: z.string(), token: z.number(), told: z.string() },
    ...{ dueAt: instant, from: instant, until: instant, thenDueAt: instant },
    facts: z.array(fact).max(MOST_FACTS),
  }),
);

/** Identifies what a pass decides by, but for ad-hoc closures. */
function inputsOf({ hash, appliedAt }: AppliedConfig, change: Change | null): string {
  return JSON.stringify([VERSION, hash, appliedAt, change]);
}

/** To be called under the lease, when all else has been saved. @param change the last one, which the pass has seen */
export async function noteAhead(
  store: Store,
  organization: string,
  applied: AppliedConfig,
  change: Change | null,
  ahead: Omit<NewsAhead, 'inputs'>,
): Promise<void> {
  if (ahead.facts.length > MOST_FACTS) return;
  await saveNote(store, organization, AHEAD, { ...ahead, inputs: inputsOf(applied, change) });
}

/**
 * Puts what was foreseen into the outbox, where nothing else is to be done.
 * @param dueAt when the organization is due, as it was read
 * @returns when it is due next; null: a pass has to look
 */
export async function tellAhead(
  { store, clock }: Pick<KeepingDeps, 'store' | 'clock'>,
  organization: string,
  applied: AppliedConfig,
  dueAt: Instant,
): Promise<Instant | null> {
  const notes = await store.readNotes(organization, [AHEAD.name, PAUSED.name]);
  const text = notes.get(AHEAD.name);
  const ahead = text === undefined ? null : AHEAD.fromText(text);
  const now = clock.now();
  if (ahead?.dueAt !== dueAt || now < ahead.from || now >= ahead.until || notes.has(PAUSED.name)) return null;
  const change = await lastChange(store, organization);
  if (ahead.inputs !== inputsOf(applied, change) || (await isAsked(store, organization))) return null;
  const lease = await store.takeLease(organization, now, LEASE_MILLISECONDS);
  if (!lease) return null;
  try {
    if (lease.token !== ahead.token + 1) return null;
    await store.appendOutbox(ahead.facts, { organization, name: TOLD.name, value: ahead.told });
    await store.setDue(organization, ahead.thenDueAt);
    // What came meanwhile has set its own due time, which has just been overwritten.
    if (!(await hasChanged(store, organization, change, now)) && !(await isAsked(store, organization)))
      return ahead.thenDueAt;
    await store.setDue(organization, now);
    return now;
  } finally {
    await store.releaseLease(lease);
  }
}

/** Of ad-hoc closures there is more to tell, and to put away. */
async function isAsked(store: Store, organization: string): Promise<boolean> {
  return (await store.listAdHoc(organization)).length > 0;
}
