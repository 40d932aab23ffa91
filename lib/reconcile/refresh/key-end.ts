/**
 * The last day of an API key: Partoo's keys may have one, and refuse everything from then on. Looked up once a day with the
 * refresh, and said 30, 7 and 1 days before. Partoo may refuse to tell; nothing depends on it.
 */
import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import { factOf } from '../../events/facts.ts';
import type { ApiKey, PartooClient } from '../../partoo/index.ts';
import { instant, jsonNote, readNote, saveNote } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';
import type { Deps } from '../pass/deps.ts';
import type { Warning } from '../situation/warning.ts';

const DAY_MILLISECONDS = 24 * 3600_000;
/** How long before the end it is told, days; from the first on it is a warning as well. */
const TOLD_BEFORE = [30, 7, 1] as const;
const [WARNED_BEFORE] = TOLD_BEFORE;
/** Nights are not 24 hours apart to the minute. */
const LOOKED_UP_MILLISECONDS = 20 * 3600_000;
/** Whatever Partoo is busy with, a refresh does not wait for this. */
const PATIENCE_MILLISECONDS = 10_000;
/** More keys than these are not looked through. */
const MOST_KEYS = 200;

export interface KeyEnd {
  /** `YYYY-MM-DD`, in UTC as far as is known: accepted until the day begins. */
  on: string;
  daysLeft: number;
}

interface Looked {
  at: Instant;
  on: string | null;
  /** For which of {@link TOLD_BEFORE} it was told. */
  told: number | null;
}

const LOOKED = jsonNote<Looked>(
  'key-end',
  z.object({ at: instant, on: z.string().max(10).nullable(), told: z.number().nullable() }),
);

/**
 * When the key in use ends; null: it does not; undefined: Partoo does not tell. Partoo never says which of a user's keys one is: it is
 * taken for the one that was used last, and where that is not told for the one that ends first.
 */
export async function keyEndOf(client: PartooClient, now: Instant): Promise<KeyEnd | null | undefined> {
  const call = { deadline: now + PATIENCE_MILLISECONDS, onInvalid: () => {}, onIncomplete: () => {} };
  try {
    const keys: ApiKey[] = [];
    for await (const key of client.apiKeys.list({ status: 'active' }, call)) {
      keys.push(key);
      if (keys.length === MOST_KEYS) break;
    }
    const mine = keys.length > 1 ? ofUser(keys, (await client.users.me({}, call)).id) : keys;
    const [inUse] = mine.toSorted((one, other) => lastUse(other) - lastUse(one) || end(one) - end(other));
    return inUse === undefined ? null : endIn(end(inUse), now);
  } catch {
    return undefined;
  }
}

const ofUser = (keys: readonly ApiKey[], user: unknown) =>
  keys.filter(({ user_id }) => String(user_id) === String(user));
const lastUse = ({ last_used_at }: ApiKey) => Date.parse(last_used_at ?? '') || 0;
/** Infinity where it has none, or none that is a date. */
const end = ({ expiration_date }: ApiKey) =>
  Date.parse((expiration_date ?? '').slice(0, 10)) || Number.POSITIVE_INFINITY;

/** Of an end that is over nothing is left to say: a key that is accepted still is another one, or has got another end. */
function endIn(at: Instant, now: Instant): KeyEnd | null {
  if (!Number.isFinite(at) || now - at >= DAY_MILLISECONDS) return null;
  return { on: new Date(at).toISOString().slice(0, 10), daysLeft: Math.ceil((at - now) / DAY_MILLISECONDS) };
}

/** Whether the end is so near that somebody has to be told. */
export const isNear = ({ daysLeft }: KeyEnd) => daysLeft <= WARNED_BEFORE;

export function keyEndInWords({ on, daysLeft }: KeyEnd): string {
  const when = daysLeft <= 0 ? 'today' : daysLeft === 1 ? 'tomorrow' : `in ${daysLeft} days`;
  return `The API key ends on ${on}, ${when}; Partoo refuses it from then on, and nothing closes or reopens`;
}

/** Looks it up where that was not done today, tells it where that is due, and warns while it is near. */
export async function tellKeyEnd(
  { store, clock, announces }: Pick<Deps, 'store' | 'clock' | 'announces'>,
  organization: string,
  client: PartooClient,
): Promise<Warning[]> {
  const now = clock.now();
  const known = await readNote(store, organization, LOOKED);
  const kept = known === null ? null : endOn(known.on, now);
  if (known !== null && now < known.at + LOOKED_UP_MILLISECONDS) return warningsOf(kept);
  const looked = await keyEndOf(client, now);
  const found = looked === undefined ? kept : looked;
  const step = found === null ? null : (TOLD_BEFORE.findLast((days) => found.daysLeft <= days) ?? null);
  const isTold = known !== null && known.on === found?.on && known.told === step;
  if (found && step !== null && !isTold && announces)
    await store.appendOutbox([factOfEnd(organization, found, step, now)]);
  await saveNote(store, organization, LOOKED, { at: now, on: found?.on ?? null, told: step });
  return warningsOf(found);
}

/** As it was last looked up. Asks Partoo nothing. */
export async function readKeyEnd(
  store: Pick<NoteStore, 'readNote'>,
  organization: string,
  now: Instant,
): Promise<KeyEnd | null> {
  const known = await readNote(store, organization, LOOKED);
  return known === null ? null : endOn(known.on, now);
}

const endOn = (on: string | null, now: Instant) => (on === null ? null : endIn(Date.parse(on), now));

function warningsOf(found: KeyEnd | null): Warning[] {
  return found && isNear(found) ? [{ code: 'key-expires', message: `${keyEndInWords(found)}.` }] : [];
}

function factOfEnd(organization: string, { on, daysLeft }: KeyEnd, step: number, at: Instant) {
  const told = { reason: keyEndInWords({ on, daysLeft }), expires: on, days: daysLeft };
  return factOf({ type: 'Key Expires', organization, at, told, identity: [on, step] });
}
