/** Whether somebody stopped all writing of an organization, and what is said of it (design rule 26). */
import { isoOf } from '../../clock.ts';
import { actorInWords } from '../../closures/actors.ts';
import { shortMoment } from '../../short-times.ts';
import { PAUSED, type Pause, readNote } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';
import type { Warning } from '../situation/warning.ts';

/** The code of the warning that tells of a pause. */
export const PAUSED_CODE = 'paused';

/** null: writing goes on. */
export function readPause(store: Pick<NoteStore, 'readNote'>, organization: string): Promise<Pause | null> {
  return readNote(store, organization, PAUSED);
}

/** What passes, plans and whoever watches say of a pause. */
export function pauseWarning(organization: string, { since, by }: Pause): Warning {
  const when = since === null ? '' : ` since ${shortMoment(isoOf(since))} UTC`;
  const who = by === null ? '' : ` by ${actorInWords(by)}`;
  return {
    code: PAUSED_CODE,
    message: `Writing is paused for "${organization}"${when}${who}: nothing is closed nor reopened until \`resume\`.`,
  };
}

/** Of every organization that is paused. */
export async function pauseWarnings(
  store: Pick<NoteStore, 'readNote'>,
  organizations: readonly { id: string }[],
): Promise<Warning[]> {
  const paused = await pausesOf(store, organizations);
  return paused.map(({ organization, pause }) => pauseWarning(organization, pause));
}

/** The pauses of organizations, in the order given. */
export async function pausesOf(
  store: Pick<NoteStore, 'readNote'>,
  organizations: readonly { id: string }[],
): Promise<{ organization: string; pause: Pause }[]> {
  const found = await Promise.all(
    organizations.map(async ({ id }) => ({ organization: id, pause: await readPause(store, id) })),
  );
  return found.flatMap(({ organization, pause }) => (pause ? [{ organization, pause }] : []));
}
