import type { Instant } from '../clock.ts';
import type { TokenScope } from '../operations/token-scopes.ts';
import { type AccessToken, findToken } from '../operations/tokens.ts';
import type { NoteStore } from '../store/store.ts';
import { Problem } from './problem.ts';

const REALM = 'Bearer realm="partoo-closures"';
/** What RFC 6750 allows in a token; nothing longer is worth hashing. */
const BEARER = /^Bearer +([\w.~+/-]{1,512}=*)$/i;

/** Whose token a request carries. @throws Problem 401 for none or a wrong one, 403 for one that may not do this */
export async function admit(
  store: NoteStore,
  headers: Headers,
  scope: TokenScope,
  now: Instant,
): Promise<AccessToken> {
  return opening(store, BEARER.exec(headers.get('authorization') ?? '')?.[1], scope, now);
}

/**
 * The same for programs that can send no header: an address is passed on and logged, so that a token in it may do nothing
 * but this.
 */
export async function admitByQuery(
  store: NoteStore,
  request: Request,
  scope: TokenScope,
  now: Instant,
): Promise<AccessToken> {
  const given = new URL(request.url).searchParams.get('token');
  if (given === null) return admit(store, request.headers, scope, now);
  const token = await opening(store, /^[\w.~+/-]{1,512}=*$/.exec(given)?.[0], scope, now);
  if (token.scopes.every((one) => one === scope)) return token;
  throw new Problem(403, { detail: `A token in an address may have no other scope than ${scope}.` });
}

async function opening(
  store: NoteStore,
  given: string | undefined,
  scope: TokenScope,
  now: Instant,
): Promise<AccessToken> {
  if (given === undefined)
    throw new Problem(401, {
      detail: 'Send a token: Authorization: Bearer <token>.',
      headers: { 'www-authenticate': REALM },
    });
  const token = await findToken(store, given, now);
  if (token === null)
    throw new Problem(401, {
      detail: 'The token is not known, was revoked or has expired.',
      headers: { 'www-authenticate': `${REALM}, error="invalid_token"` },
    });
  if (!allows(token, scope))
    throw new Problem(403, {
      detail: `The token may not do this: it takes the scope ${scope}.`,
      headers: { 'www-authenticate': `${REALM}, error="insufficient_scope", scope="${scope}"` },
    });
  return token;
}

/** Whether a token has a scope, or one that includes it. */
export function allows({ scopes }: Pick<AccessToken, 'scopes'>, scope: TokenScope): boolean {
  return scopes.includes(scope) || (scope === 'read' && scopes.includes('operate'));
}
