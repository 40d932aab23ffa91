/** Who may use the HTTP interface. A token is shown once, when it is made; what is stored is its SHA-256 alone. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../clock.ts';
import { quoted } from '../reading/readers.ts';
import { suggest } from '../reading/suggest.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { appliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
import { instant, jsonNote, readNote } from '../store/notes.ts';
import type { NoteStore } from '../store/store.ts';
import { actorOf } from './deeds.ts';
import { TOKEN_SCOPES, type TokenScope } from './token-scopes.ts';

const TOKEN_NAME = /^[\w.-]{1,64}$/;
/** One for each system and person that asks; all of them fit one item of DynamoDB. */
const MOST_TOKENS = 500;
const RANDOM_BYTES = 32;
/** Tells people, and scanners of leaked secrets, what it is. */
const PREFIX = 'pct_';

const storedToken = z.object({
  name: z.string().regex(TOKEN_NAME),
  /** SHA-256, hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1),
  /** The one organization that exists for it; null: all. */
  organization: z.string().nullable(),
  createdAt: instant,
  createdBy: z.string(),
  /** null: never. */
  expiresAt: instant.nullable(),
});
export type AccessToken = z.infer<typeof storedToken>;

/** Under no organization: a token may be for all. */
const EVERYWHERE = '';
const TOKENS = jsonNote('tokens', z.array(storedToken).max(MOST_TOKENS));

/** Others that change the list at the same moment are let through first, this often. */
const ATTEMPTS = 20;

export interface TokenRequest {
  name: string;
  scopes: readonly TokenScope[];
  /** null: for all organizations. */
  organization: string | null;
  /** null: it does not expire. */
  expiresAt: Instant | null;
}

/** Makes a token. What is returned is the only place where it ever stands. @throws UsageError */
export async function createToken(
  deps: KeepingDeps,
  { name, scopes, organization, expiresAt }: TokenRequest,
): Promise<{ token: string; made: AccessToken }> {
  if (!TOKEN_NAME.test(name))
    throw new UsageError(
      'token-name',
      `${quoted(name)} is no name for a token.`,
      'Write up to 64 letters, digits, dots, dashes and underscores.',
    );
  if (organization !== null) selectOrganizations((await appliedConfig(deps.store)).config, organization);
  const token = `${PREFIX}${randomBytes(RANDOM_BYTES).toString('base64url')}`;
  const made: AccessToken = {
    name,
    hash: hashOf(token).toString('hex'),
    scopes: [...new Set(scopes)],
    organization,
    createdAt: deps.clock.now(),
    createdBy: actorOf(deps),
    expiresAt,
  };
  await changeTokens(deps.store, (tokens) => {
    if (tokens.some((one) => one.name === name))
      throw new UsageError(
        'token-exists',
        `There is a token ${quoted(name)} already.`,
        'Revoke it first, or take another name.',
      );
    if (tokens.length >= MOST_TOKENS)
      throw new UsageError(
        'too-many-tokens',
        `There are ${MOST_TOKENS} tokens already.`,
        'Revoke those that nobody uses.',
      );
    return [...tokens, made];
  });
  return { token, made };
}

/** By name; those that have expired are among them until they are revoked. */
export async function listTokens(store: NoteStore): Promise<AccessToken[]> {
  const tokens = (await readNote(store, EVERYWHERE, TOKENS)) ?? [];
  return tokens.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** From the next request on it opens nothing. @throws UsageError where there is none of this name */
export async function revokeToken(store: NoteStore, name: string): Promise<void> {
  await changeTokens(store, (tokens) => {
    const left = tokens.filter((one) => one.name !== name);
    if (left.length < tokens.length) return left;
    const meant = suggest(
      name,
      tokens.map((one) => one.name),
    );
    throw new UsageError(
      'unknown-token',
      `There is no token ${quoted(name)}.`,
      meant ? `Did you mean "${meant}"?` : '`token list` shows those that there are.',
    );
  });
}

/** What a token opens at `now`; null for one that is none, was revoked or has expired. */
export async function findToken(store: NoteStore, token: string, now: Instant): Promise<AccessToken | null> {
  return tokenOfHash(store, hashOf(token).toString('hex'), now);
}

/** The same by its SHA-256, hex, which is all that is kept of a token. */
export async function tokenOfHash(store: NoteStore, hex: string, now: Instant): Promise<AccessToken | null> {
  const wanted = Buffer.from(hex, 'hex');
  const tokens = await readTokens(store);
  // All are compared, and each in constant time: how long it takes tells nothing of what is stored.
  const [found] = tokens.filter((one) => timingSafeEqual(bytesOf(one), wanted));
  return found !== undefined && (found.expiresAt === null || now < found.expiresAt) ? found : null;
}

// Looked up with every request and changed once a month: checked again only where its text is another.
let lastRead: { text: string; tokens: readonly AccessToken[] } | null = null;

async function readTokens(store: NoteStore): Promise<readonly AccessToken[]> {
  const text = await store.readNote(EVERYWHERE, TOKENS.name);
  if (text === null) return [];
  if (lastRead?.text !== text) lastRead = { text, tokens: TOKENS.fromText(text) ?? [] };
  return lastRead.tokens;
}

const knownBytes = new WeakMap<AccessToken, Buffer>();

function bytesOf(token: AccessToken): Buffer {
  const bytes = knownBytes.get(token) ?? Buffer.from(token.hash, 'hex');
  knownBytes.set(token, bytes);
  return bytes;
}

function hashOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

async function changeTokens(
  store: NoteStore,
  change: (tokens: readonly AccessToken[]) => AccessToken[],
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await store.readNote(EVERYWHERE, TOKENS.name);
    const next = change(before === null ? [] : known(TOKENS.fromText(before)));
    if (await store.swapNote(EVERYWHERE, TOKENS.name, before, TOKENS.toText(next))) return;
  }
  throw new Error('Too many changes of tokens at once.');
}

/** Taken for none, a list that cannot be read would be overwritten, and everybody shut out. */
function known(tokens: AccessToken[] | null): AccessToken[] {
  if (tokens !== null) return tokens;
  throw new Error('The list of tokens in the store cannot be read.');
}
