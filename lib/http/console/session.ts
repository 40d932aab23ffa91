/** Who has signed in: a cookie that stands for a token, for twelve hours at most. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import { isLocalUrl } from '../../local-url.ts';
import { type AccessToken, tokenOfHash } from '../../operations/tokens.ts';
import { instant, jsonNote, type Note, readNote, saveNote } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';

const HOURS = 12;
const COOKIE = 'partoo-closures';
const RANDOM_BYTES = 32;
const SECRET = /^[\w-]{43}$/;
const EVERYWHERE = '';

/** Of whose token it is the SHA-256 alone is kept, as everywhere: it opens nothing. */
const session = z.object({ token: z.string().regex(/^[0-9a-f]{64}$/), until: instant });

/** Somebody who has signed in. */
export interface SignedIn {
  token: AccessToken;
  /** What forms of this session carry, so that no other site can send them. */
  csrf: string;
}

/** Begins a session, and hands its secret to the browser. */
export async function beginSession(
  context: Context,
  store: NoteStore,
  { hash }: AccessToken,
  now: Instant,
): Promise<void> {
  const secret = randomBytes(RANDOM_BYTES).toString('base64url');
  const until = now + HOURS * 3600_000;
  const note = noteOf(secret);
  await store.swapNote(EVERYWHERE, note.name, null, note.toText({ token: hash, until }), until);
  setCookie(context, COOKIE, secret, { ...optionsFor(context), maxAge: HOURS * 3600 });
}

/** Who asks; null: nobody who has signed in, or whose session or token is over. */
export async function signedIn(context: Context, store: NoteStore, now: Instant): Promise<SignedIn | null> {
  const secret = secretIn(context);
  if (secret === null) return null;
  const known = await readNote(store, EVERYWHERE, noteOf(secret));
  if (known === null || now >= known.until) return null;
  const token = await tokenOfHash(store, known.token, now);
  return token && { token, csrf: csrfOf(secret) };
}

/** From now on the cookie opens nothing, wherever it has got to. */
export async function endSession(context: Context, store: NoteStore): Promise<void> {
  const secret = secretIn(context);
  if (secret !== null) await saveNote(store, EVERYWHERE, noteOf(secret), null);
  deleteCookie(context, COOKIE, optionsFor(context));
}

/** Whether a form was made for this session. */
export function isOwnForm({ csrf }: SignedIn, given: string | null): boolean {
  const [wanted, sent] = [Buffer.from(csrf), Buffer.from(given ?? '')];
  return wanted.length === sent.length && timingSafeEqual(wanted, sent);
}

/** Whether cookies of a request go over nothing that others can read: they leave no machine, or say that they do not. */
function optionsFor({ req }: Context) {
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure: !isLocalUrl(req.url) } as const;
}

function secretIn(context: Context): string | null {
  const secret = getCookie(context, COOKIE) ?? '';
  return SECRET.test(secret) ? secret : null;
}

function noteOf(secret: string): Note<z.infer<typeof session>> {
  return jsonNote(`session:${createHash('sha256').update(secret).digest('hex')}`, session);
}

function csrfOf(secret: string): string {
  return createHmac('sha256', secret).update('form').digest('base64url');
}
