/** What Partoo tells by webhook. Asks Partoo nothing: the next pass reads what has changed. */
import type { Config, Organization } from '../config/model.ts';
import type { ReceivedEvent } from '../partoo/index.ts';
import { noteChangedBusinesses } from '../reconcile/pass/changed-businesses.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import { instant, jsonNote, readNote } from '../store/notes.ts';

/** For so long the same bytes are the same delivery: Partoo tries again five times at most, and nothing tells when it was sent. */
const SAME_MILLISECONDS = 24 * 3600_000;

/**
 * Has the business that an event is about read anew, in the organizations that know it or, where none does, in all
 * of `organizations`. Durable once resolved; the same delivery again does nothing.
 * @returns the organizations to be reconciled
 */
export async function takePartooEvent(
  { store, clock }: KeepingDeps,
  { event, fingerprint }: ReceivedEvent,
  organizations: readonly Organization[],
): Promise<string[]> {
  const id = event.kind === 'business' ? event.payload.business?.id : undefined;
  if (id === undefined) return [];
  const concerned = await knowing({ store, clock }, id, organizations);
  for (const organization of concerned) {
    const note = jsonNote(`webhook:partoo-${fingerprint}`, instant);
    const seen = await readNote(store, organization, note);
    if (seen !== null && clock.now() - seen < SAME_MILLISECONDS) continue;
    await noteChangedBusinesses({ store, clock }, organization, [id]);
    const before = await store.readNote(organization, note.name);
    const now = clock.now();
    await store.swapNote(organization, note.name, before, note.toText(now), now + 2 * SAME_MILLISECONDS);
  }
  return concerned;
}

async function knowing(
  { store }: KeepingDeps,
  business: string,
  organizations: readonly Organization[],
): Promise<Config['organizations'][number]['id'][]> {
  const ids = organizations.map(({ id }) => id);
  const known = await Promise.all(
    ids.map(async (id) =>
      (await store.readDirectory(id))?.businesses.some((one) => one.id === business) ? [id] : [],
    ),
  );
  return known.flat().length > 0 ? known.flat() : ids;
}
