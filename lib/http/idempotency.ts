/** Requests that are sent again because nobody knows whether they arrived: see `Idempotency-Key` in docs/api.md. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../clock.ts';
import { instant, jsonNote, type NoteName } from '../store/notes.ts';
import type { NoteStore } from '../store/store.ts';
import { Problem, problemOf } from './problem.ts';

/** The header that names a request. */
export const IDEMPOTENCY = 'Idempotency-Key';

/** How long the same key gives the same answer. */
const KEPT_MILLISECONDS = 24 * 3600_000;
/** How long a request may be under way; then whoever comes again takes it over. */
const UNDER_WAY_MILLISECONDS = 60_000;

const KEY = /^[\x21-\x7e]{1,255}$/;
const EVERYWHERE = '';

const remembered = z.object({
  /** When the key was seen first. */
  begun: instant,
  /** When the last one went to work for it. */
  at: instant,
  /** SHA-256 of what was asked for, hex. */
  asked: z.string(),
  /** null: under way. */
  answer: z
    .object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() })
    .nullable(),
});
type Remembered = z.infer<typeof remembered>;

interface Once {
  store: NoteStore;
  now: Instant;
  /** Tells callers apart; null where the request carries no key. */
  caller: string;
  key: string | null;
  asked: unknown;
}

/**
 * Does what is asked for, once for each key.
 * @param work handed a name of its own for what it makes: the same when the request is taken over after a crash
 * @throws Problem 409 while one is under way, 422 where the key was used for something else
 */
export async function once(
  { store, now, caller, key, asked }: Once,
  work: (id: string | null) => Promise<Response>,
): Promise<Response> {
  if (key === null) return work(null);
  if (!KEY.test(key))
    throw new Problem(400, {
      code: 'invalid',
      errors: [{ path: IDEMPOTENCY, message: 'has to be 1 to 255 visible ASCII characters' }],
    });
  const { name, note, before, known } = await lookUp({ store, caller, key });
  const isOver = known === null || now - known.begun >= KEPT_MILLISECONDS;
  if (!isOver) {
    if (known.asked !== hashOf(asked)) throw reused();
    if (known.answer) return responseOf(known.answer);
    if (now - known.at < UNDER_WAY_MILLISECONDS) throw underWay();
  }
  const begun = isOver ? now : known.begun;
  const mine: Remembered = { begun, at: now, asked: hashOf(asked), answer: null };
  const forgetAt = now + 2 * KEPT_MILLISECONDS;
  if (!(await store.swapNote(EVERYWHERE, name, before, note.toText(mine), forgetAt))) throw underWay();
  try {
    // With its beginning: a day later the same key makes something else.
    const response = await work(hashOf([name, begun]).slice(0, 12));
    const answer = { status: response.status, headers: headersOf(response), body: await response.text() };
    await store.swapNote(EVERYWHERE, name, note.toText(mine), note.toText({ ...mine, answer }), forgetAt);
    return responseOf(answer);
  } catch (error) {
    // Refused, nothing was done: the key may be used again, also with another body. Of anything else nobody knows.
    if ((problemOf(error)?.status ?? 500) < 500) await store.saveNote(EVERYWHERE, name, null);
    throw error;
  }
}

/**
 * For a request that cannot be read: it is another than the one that its key was used for, which could.
 * @throws Problem 422 where there was one
 */
export async function refuseReuse({ store, now, caller, key }: Omit<Once, 'asked'>): Promise<void> {
  if (key === null || !KEY.test(key)) return;
  const { known } = await lookUp({ store, caller, key });
  if (known !== null && now - known.begun < KEPT_MILLISECONDS) throw reused();
}

async function lookUp({ store, caller, key }: Pick<Once, 'store' | 'caller'> & { key: string }) {
  const name: NoteName = `idempotency:${hashOf([caller, key])}`;
  const note = jsonNote(name, remembered);
  const before = await store.readNote(EVERYWHERE, name);
  return { name, note, before, known: before === null ? null : note.fromText(before) };
}

function reused(): Problem {
  return new Problem(422, { code: 'key-reused', detail: 'The key was used for another request.' });
}

function underWay(): Problem {
  return new Problem(409, {
    code: 'under-way',
    detail: 'A request with this key is under way.',
    headers: { 'retry-after': '1' },
  });
}

function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries(response.headers);
}

function responseOf({ status, headers, body }: NonNullable<Remembered['answer']>): Response {
  return new Response(body, { status, headers });
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
