import { beginChange, endChange } from '../reconcile/pass/changes.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import { readPause } from '../reconcile/pass/paused.ts';
import { appliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
import { endSilence } from '../reconcile/pass/silence.ts';
import { PAUSED, type Pause, saveNote } from '../store/notes.ts';
import { actorOf, noteDeed } from './deeds.ts';

const REASON = 'all writing';

/** Stops all writing of an organization (null: of all); `resume` starts it again. One that is paused already stays as it is. */
export async function pause(deps: KeepingDeps, organization: string | null): Promise<{ paused: string[] }> {
  const ids = await selected(deps, organization);
  for (const id of ids) {
    if ((await readPause(deps.store, id)) !== null) continue;
    await changing(deps, id, { since: deps.clock.now(), by: actorOf(deps) });
    await noteDeed(deps, { organization: id, action: 'pause', reason: REASON });
  }
  return { paused: ids };
}

/** Also ends a silence that Partoo asked for: it is asked again at once. */
export async function resume(deps: KeepingDeps, organization: string | null): Promise<{ resumed: string[] }> {
  const ids = await selected(deps, organization);
  for (const id of ids) {
    await endSilence(deps.store, id, deps.clock.now());
    const wasPaused = (await readPause(deps.store, id)) !== null;
    await changing(deps, id, null);
    if (wasPaused) await noteDeed(deps, { organization: id, action: 'resume', reason: REASON });
  }
  return { resumed: ids };
}

async function selected({ store }: KeepingDeps, organization: string | null): Promise<string[]> {
  const { config } = await appliedConfig(store);
  return selectOrganizations(config, organization).map(({ id }) => id);
}

/** A pass may be at work meanwhile, that has read what it was before. */
async function changing({ store, clock }: KeepingDeps, id: string, value: Pause | null): Promise<void> {
  const change = await beginChange(store, id, clock.now());
  await saveNote(store, id, PAUSED, value);
  await store.setDue(id, clock.now());
  await endChange(store, id, change);
}
