import type { ServerResponse } from 'node:http';
import { json, type Seen, startServer, type TestServer } from './server.ts';
import type { World } from './world.ts';

/** A request on its way to the sandbox, and what that answered; whatever is returned goes back instead. */
export interface Passing {
  method: string;
  path: string;
  query: URLSearchParams;
  status: number;
  // Answers are JSON of any shape, and tests bend them at will.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any;
}

export type Bend = (passing: Passing) => { status?: number; body: unknown } | null;

/** Puts a server between a world and its sandbox that bends answers; null leaves one as it is. */
export async function bendAnswers(world: World, bend: Bend): Promise<TestServer> {
  const server = await startServer((seen, response) => void pass(seen, response));
  async function pass(seen: Seen, response: ServerResponse): Promise<void> {
    const answer = await fetch(`${world.sandbox.url}${seen.path}${new URL(seen.url, 'http://x').search}`, {
      method: seen.method,
      headers: { 'x-apikey': 'sandbox-key', 'content-type': 'application/json' },
      ...(seen.body === '' ? {} : { body: seen.body }),
    });
    const { method, path, query } = seen;
    const passing = { method, path, query, status: answer.status, body: await answer.json() };
    const { status = answer.status, body = passing.body } = bend(passing) ?? {};
    if (status === 204) response.writeHead(204).end();
    else json(response, body, status);
  }
  const { openAccount } = world.deps;
  world.deps.openAccount = (organization) => openAccount({ ...organization, baseUrl: server.baseUrl });
  return server;
}
