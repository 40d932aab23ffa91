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
/** Requests without a 429 that show that it is over; and so many as were asked for at full pace count along. */
const ENOUGH_REQUESTS = 20;
/** Passes that are remembered: the last one, and of those before it the ones of most requests. */
const MOST_PASSES = 16;
/** Requests at full pace in many passes count for no more together: they are no wave. */
const MOST_IN_A_RUN = 200;

/** Of the pace of the quota, what was left. */
const speedLeft = z.number().min(LEAST_SPEED).max(1);
const pacedPass = z.object({ at: instant, requests: z.int().min(0), speed: speedLeft });
/** A pass that was refused something, or at full pace one that was not. */
type PacedPass = z.infer<typeof pacedPass>;

const crowded = z.object({
  at: instant,
  refused: z.int().min(0),
  /** At which waves are planned. */
  speed: speedLeft,
  /** What it is made of. Left out by versions that went by the last pass alone. */
  passes: z.array(pacedPass).max(MOST_PASSES).optional(),
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

/**
 * What a pass that began at `since` has learned. @returns what is known now
 * @param until when the time ends that is counted: later than now where Partoo asked for a silence that ended the pass. Default: now
 */
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
    until = now,
  }: Crowding & { requests: number; since: Instant; now: Instant; until?: Instant },
): Promise<Crowded | null> {
  if (refused === 0) {
    // A silence that another process was asked for tells nothing of how it is now.
    if (before === null || until > now) return before;
    // A request by itself is asked for at no pace.
    if (requests <= 1) return before;
    const isOver = requests >= ENOUGH_REQUESTS;
    const known = isOver ? null : { ...before, ...paceWith(before, { at: now, requests, speed: 1 }) };
    await saveNote(store, organization, CROWDED, known);
    return known;
  }
  const lasted = Math.max(1, until - since);
  const speed = Math.min(1, Math.max(LEAST_SPEED, 1 - lostMilliseconds / lasted));
  const known = { at: now, refused, ...paceWith(before, { at: now, requests, speed }) };
  await saveNote(store, organization, CROWDED, known);
  return known;
}

/** Small passes at full pace, one after another, count as one. */
function paceWith(before: Crowded | null, pass: PacedPass): { speed: number; passes: PacedPass[] } {
  const [newest, ...others] = passesOf(before)
    .filter(({ at }) => pass.at - at < BELIEVED_MILLISECONDS)
    .sort((a, b) => b.at - a.at);
  const isRun = pass.speed === 1 && newest?.speed === 1;
  const together = Math.min(MOST_IN_A_RUN, (newest?.requests ?? 0) + pass.requests);
  const last = isRun ? { ...pass, requests: together } : pass;
  const earlier = isRun || newest === undefined ? others : [newest, ...others];
  const passes = [last, ...earlier.sort((a, b) => b.requests - a.requests).slice(0, MOST_PASSES - 1)];
  return { speed: soberSpeed(passes), passes };
}

function passesOf(known: Crowded | null): PacedPass[] {
  if (known === null) return [];
  // What the last pass alone had shown counts for as much as is needed to stand.
  return known.passes ?? [{ at: known.at, requests: ENOUGH_REQUESTS + 1, speed: known.speed }];
}

/**
 * The pace of the request that lies in the middle, by speed, of all that these passes have made. The mean, or the last pass,
 * would follow a single silence: closings would be led up to for minutes, and a moment later for none.
 */
function soberSpeed(passes: readonly PacedPass[]): number {
  const all = [{ requests: ENOUGH_REQUESTS, speed: 1 }, ...passes].sort((a, b) => b.speed - a.speed);
  const half = all.reduce((sum, { requests }) => sum + requests, 0) / 2;
  let passed = 0;
  const middle = all.find(({ requests }) => {
    passed += requests;
    return passed >= half;
  });
  return middle?.speed ?? 1;
}

export const CROWDED_CODE = 'crowded';

export function crowdedWarning(organization: string, { refused, speed }: Crowded): Warning {
  const percent = Math.round(speed * 100);
  const pace = percent === 100 ? 'full pace still' : `${percent} % of their pace for a day`;
  return {
    code: CROWDED_CODE,
    message: `Organization "${organization}": Partoo refused ${refused} ${refused === 1 ? 'request' : 'requests'} with 429 although the quota was kept: somebody else uses the key, or it has less. Waves are planned at ${pace}.`,
  };
}
