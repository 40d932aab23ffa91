/** Others who use the same key, or a quota that is smaller than it is said to be: 429s although ours is kept. */
import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import { instant, jsonNote, readNote, saveNote } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';
import type { Warning } from '../situation/warning.ts';

/** What a pass saw of it. */
export interface Crowding {
  /** Requests that Partoo refused with a 429. */
  refused: number;
  /** For how long it asked to be left alone, ms. */
  lostMilliseconds: number;
}

/** The slowest that a pace is taken to be: what lies beyond is no pace but a silence, which is told by itself. */
const LEAST_SPEED = 0.1;
/** How long it is believed that it is so still, ms. */
const BELIEVED_MILLISECONDS = 24 * 3600_000;
/** Requests without a 429 that show that it is over. */
const ENOUGH_REQUESTS = 20;

const crowded = z.object({
  at: instant,
  refused: z.int().min(0),
  /** Of the pace of the quota, what was left. */
  speed: z.number().min(LEAST_SPEED).max(1),
});
export type Crowded = z.infer<typeof crowded>;
const CROWDED = jsonNote<Crowded>('crowded', crowded);

/** null where nothing of the kind was seen within a day. */
export async function readCrowded(
  store: Pick<NoteStore, 'readNote'>,
  organization: string,
  now: Instant,
): Promise<Crowded | null> {
  const found = await readNote(store, organization, CROWDED);
  return found && Math.abs(now - found.at) < BELIEVED_MILLISECONDS ? found : null;
}

/** How many times as long as the quota says what is planned takes. */
export function slownessOf(known: Crowded | null): number {
  return known === null ? 1 : 1 / known.speed;
}

/** What a pass that began at `since` has learned. @returns what is known now */
export async function learnCrowding(
  store: NoteStore,
  organization: string,
  before: Crowded | null,
  {
    refused,
    lostMilliseconds,
    requests,
    since,
    now,
  }: Crowding & { requests: number; since: Instant; now: Instant },
): Promise<Crowded | null> {
  if (refused === 0) {
    if (before === null || requests < ENOUGH_REQUESTS) return before;
    await saveNote(store, organization, CROWDED, null);
    return null;
  }
  const lasted = Math.max(1, now - since);
  const speed = Math.min(1, Math.max(LEAST_SPEED, 1 - lostMilliseconds / lasted));
  const known = { at: now, refused, speed };
  await saveNote(store, organization, CROWDED, known);
  return known;
}

export const CROWDED_CODE = 'crowded';

export function crowdedWarning(organization: string, { refused, speed }: Crowded): Warning {
  const percent = Math.round(speed * 100);
  return {
    code: CROWDED_CODE,
    message: `Organization "${organization}": Partoo refused ${refused} ${refused === 1 ? 'request' : 'requests'} with 429 although the quota was kept: somebody else uses the key, or it has less. Waves are planned at ${percent} % of their pace for a day.`,
  };
}
