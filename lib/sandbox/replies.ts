/** What handlers return and throw; the server turns it into HTTP. */

export interface Reply {
  status: number;
  body: unknown;
  /** The business that the request was about, for the request log. */
  businessId?: string;
  /** True where something was changed. */
  wrote?: boolean;
}

export function ok(body: unknown, about: Pick<Reply, 'businessId' | 'wrote'> = {}): Reply {
  return { status: 200, body, ...about };
}

/** A field → message map, or one sentence. */
export type Detail = string | Record<string, string>;

/** An answer of 4xx. `place` is the member of the envelope that Partoo puts the detail under. */
export class Refusal extends Error {
  readonly status: number;
  readonly place: 'json' | 'authentication' | 'authorization';
  readonly detail: Detail;

  constructor(status: number, detail: Detail, place: Refusal['place'] = 'json') {
    super(`refused with ${status}`);
    this.status = status;
    this.place = place;
    this.detail = detail;
  }
}

export const badRequest = (detail: Detail) => new Refusal(400, detail);
export const notAuthenticated = () => new Refusal(401, 'User not authenticated', 'authentication');
export const forbidden = (detail: Detail = 'Operation not allowed') =>
  new Refusal(403, detail, 'authorization');
export const notFound = () => new Refusal(404, 'Resource not found');
export const methodNotAllowed = () => new Refusal(405, 'Method not allowed');
export const unsupportedMediaType = () =>
  new Refusal(415, 'Unsupported media type. Please use application/json');

/**
 * Partoo's guide wraps a detail in `error`, its OpenAPI sources in `errors`, and 415 is `errors` in both. The sandbox
 * does either, by operation and seed, so that a client has to read both.
 */
export function errorBody(refusal: Refusal, plural: boolean): unknown {
  const envelope = plural || refusal.status === 415 ? 'errors' : 'error';
  return { [envelope]: { [refusal.place]: refusal.detail } };
}
