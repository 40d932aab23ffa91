import { createHttp, serveHttp } from '../../../lib/http/index.ts';
import type { Alarm } from '../../../lib/operations/alarm.ts';
import type { TokenScope } from '../../../lib/operations/token-scopes.ts';
import { createToken } from '../../../lib/operations/tokens.ts';
import { makeWorld, type World, type WorldOptions } from './world.ts';

interface Answer {
  status: number;
  headers: Headers;
  /** The body, parsed where it is JSON. */
  body: Body;
}

type Row = Record<string, unknown>;

/** What tests read of the documents, all routes together. */
type Body = string & {
  id: string;
  actor: string;
  organization: string;
  businesses: Row[];
  entries: Row[];
  closures: Body[];
  next: string | null;
  errors: Row[];
  warnings: Row[];
};

interface Asking extends Omit<RequestInit, 'body'> {
  /** Sent as JSON, or as it is where it is text or bytes. */
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
}

/** What references of a configuration stand for here. */
export const SECRETS: Record<string, string> = {
  'env:TILL_SECRET': `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  'env:FLOOD_SECRET': `whsec_${Buffer.alloc(32, 2).toString('base64')}`,
};

/** A world with the HTTP interface in front of it, on a port of its own. */
export interface HttpWorld extends World {
  url: string;
  errors: unknown[];
  woken: string[][];
  ask(method: string, path: string, asking?: Asking): Promise<Answer>;
  token(scopes: TokenScope[], options?: { organization?: string; milliseconds?: number }): Promise<string>;
}

interface HttpWorldOptions extends WorldOptions {
  /** Rings when something is asked for. */
  alarm?: Alarm;
}

export async function makeHttpWorld({ alarm, ...options }: HttpWorldOptions = {}): Promise<HttpWorld> {
  const world = await makeWorld(options);
  const errors: unknown[] = [];
  const woken: string[][] = [];
  const host = {
    deps: world.deps,
    version: '1.2.3',
    tickedAt: () => world.clock.now(),
    resolveSecret: async (reference: string) => {
      const secret = SECRETS[reference];
      if (secret === undefined) throw new Error(`${reference} is not set`);
      return secret;
    },
    async wake(organizations: readonly string[]) {
      woken.push([...organizations]);
      alarm?.ring();
    },
    onError: (error: unknown) => void errors.push(error),
  };
  const serving = await serveHttp(createHttp(host), { host: '127.0.0.1', port: 0 });
  let tokens = 0;
  return {
    ...world,
    url: serving.url,
    errors,
    woken,
    ask: (method, path, asking) => ask(serving.url, method, path, asking),
    async token(scopes, { organization = null as string | null, milliseconds } = {} as never) {
      const { token } = await createToken(world.deps, {
        name: `t${++tokens}`,
        scopes,
        organization,
        expiresAt: milliseconds === undefined ? null : world.clock.now() + milliseconds,
      });
      return token;
    },
    async end() {
      await serving.close();
      await world.end();
    },
  };
}

async function ask(
  url: string,
  method: string,
  path: string,
  { body, token, headers = {}, ...rest }: Asking = {},
): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(`${url}${path}`, {
    method,
    ...rest,
    ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text ? JSON.parse(text) : text,
  };
}

/** A second organization, `other`, at the same Partoo, and no closure of either. @param more lines of it */
export function withOther({ sandbox }: Pick<HttpWorld, 'sandbox'>, more = ''): string {
  return `  other:
    apiKey: env:PARTOO_API_KEY
    baseUrl: ${sandbox.url}
    timezone: Europe/Paris
${more}rules: { none: { scope: { organizations: [acme] }, dates: [{ from: 2027-12-25 }] } }`;
}
