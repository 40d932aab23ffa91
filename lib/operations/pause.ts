import { factOf } from '../events/facts.ts';
import { beginChange, endChange } from '../reconcile/pass/changes.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { haltPasses } from '../reconcile/pass/halt.ts';
import { readPause } from '../reconcile/pass/paused.ts';
import { appliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
import { endSilence } from '../reconcile/pass/silence.ts';
import { PAUSED, type Pause, saveNote, written } from '../store/notes.ts';
import { actorOf, noteDeed } from './deeds.ts';

const CAUSE = { kind: 'writing', closure: null } as const;

/** Stops all writing of an organization (null: of all); `resume` starts it again. One that is paused already stays as it is. */
export async function pause(deps: Deps, organization: string | null): Promise<{ paused: string[] }> {
  const { store, clock, announces } = deps;
  const ids = await selected(deps, organization);
  for (const id of ids) {
    if ((await readPause(store, id)) !== null) continue;
    const [since, by] = [clock.now(), actorOf(deps)];
    const fact = {
      type: 'Writing Paused',
      organization: id,
      at: since,
      told: { by },
      identity: [since],
    } as const;
    const note = written(id, PAUSED, { since, by });
    await changing(deps, id, () => store.appendOutbox(announces ? [factOf(fact)] : [], note));
    await noteDeed(deps, { organization: id, action: 'pause', cause: CAUSE });
  }
  return { paused: ids };
}

/** Also ends a silence that Partoo asked for: it is asked again at once. */
export async function resume(deps: Deps, organization: string | null): Promise<{ resumed: string[] }> {
  const { store, clock, announces } = deps;
  const ids = await selected(deps, organization);
  for (const id of ids) {
    await endSilence(store, id, clock.now());
    const paused = await readPause(store, id);
    if (paused && announces) await tellResumed(deps, id, paused);
    await changing(deps, id, () => saveNote(store, id, PAUSED, null));
    if (paused) await noteDeed(deps, { organization: id, action: 'resume', cause: CAUSE });
  }
  return { resumed: ids };
}

/** Noted and told first: whoever dies in between resumes again, and tells the same. */
async function tellResumed(deps: Deps, id: string, paused: Pause): Promise<void> {
  const { store, clock } = deps;
  const { resumed = { at: clock.now(), by: actorOf(deps) } } = paused;
  const { at, by } = resumed;
  const fact = {
    type: 'Writing Resumed',
    organization: id,
    at,
    told: { by },
    identity: [paused.since],
  } as const;
  await saveNote(store, id, PAUSED, { ...paused, resumed });
  await store.appendOutbox([factOf(fact)]);
}

async function selected({ store }: Deps, organization: string | null): Promise<string[]> {
  const { config } = await appliedConfig(store);
  return selectOrganizations(config, organization).map(({ id }) => id);
}

/** A pass may be at work meanwhile, that has read what it was before. */
async function changing({ store, clock }: Deps, id: string, save: () => Promise<void>): Promise<void> {
  const change = await beginChange(store, id, clock.now());
  await save();
  await store.setDue(id, clock.now());
  await haltPasses(store, id);
  await endChange(store, id, change);
}
