import type * as z from 'zod';
import type { Instant } from '../clock.ts';
import type { SecretRef } from '../config/model.ts';
import type { TokenScope } from '../operations/token-scopes.ts';
import type { AccessToken } from '../operations/tokens.ts';
import type { Deps } from '../reconcile/pass/deps.ts';

/** What the core needs of the process that it runs in. */
export interface Host {
  deps: Deps;
  version: string;
  /** When it last looked for what is due; null: that is somebody else's work. */
  tickedAt(): Instant | null;
  /** What a reference of the configuration stands for. Throws where that cannot be had. */
  resolveSecret(reference: SecretRef): Promise<string>;
  /** Has organizations reconciled now, where that does not happen by itself. */
  wake(organizations: readonly string[]): Promise<void>;
  /** Works dear answers out where nobody waits for it. Left out: this process has nobody else to serve. */
  apart?(request: Request): Promise<WholeAnswer>;
  /** Told of what should not have happened; the caller is told nothing of it. */
  onError(error: unknown): void;
}

/** An answer as it can be kept, or handed from one thread to another. */
export interface WholeAnswer {
  status: number;
  headers: [string, string][];
  body: string;
}

/** A request that was let in and parsed. */
export interface Call<Q = unknown, B = unknown> {
  host: Host;
  /** Those of the host, with the token as who acts. */
  deps: Deps;
  /** null on a route that needs none. */
  token: AccessToken | null;
  /** The one organization that exists for the caller; null: all. */
  organization: string | null;
  params: Readonly<Record<string, string>>;
  query: Q;
  body: B;
  headers: Headers;
  /** Whose body nobody has read where the route has a `rawBody`. */
  request: Request;
}

interface AnswerDescription {
  description: string;
  /** What the body is; left out: there is none. */
  schema?: z.ZodType;
  /** Default application/json. */
  contentType?: string;
  /** By name, with what each says. */
  headers?: Record<string, string>;
}

/** A request that can be made: by this the router, the checks and the description for others are made. */
export interface Route<Q = unknown, B = unknown> {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With `:name` for what stands in its place. */
  path: string;
  /** Names it for programs that are made from the description. */
  operation: string;
  summary: string;
  /** null: nobody has to say who they are. */
  scope: TokenScope | null;
  /** Whether it is worked out of whole calendars: asked of {@link Host.apart}. Default: no. */
  isDear?: true;
  /** Whether the token may stand in the query, as `token`. Default: no. */
  tokenInQuery?: true;
  /** Default: none is taken. */
  query?: z.ZodType<Q>;
  /** Default: none is read. */
  body?: z.ZodType<B>;
  /** What the handler makes of a body that it reads itself, because it is signed byte by byte. */
  rawBody?: z.ZodType;
  /** Headers that are looked at beyond those of every request, with what each does. */
  headers?: Record<string, string>;
  answers: Record<number, AnswerDescription>;
  /** Statuses of problems that this route may have beyond those of every route. */
  problems?: readonly number[];
  handle(call: Call<Q, B>): Promise<Response>;
}

/** A route whose handler is held against its own schemas; in lists they are all alike. */
export function route<Q = unknown, B = unknown>(one: Route<Q, B>): Route {
  return one as unknown as Route;
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
