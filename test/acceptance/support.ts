import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realClock } from '../../lib/clock.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/index.ts';

const BIN = fileURLToPath(new URL('../../bin/partoo-closures.js', import.meta.url));

interface Finished {
  /** null where a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A folder of its own, a sandbox, and the real command in real processes. */
export interface Desk {
  sandbox: Sandbox;
  folder: string;
  /** Starts the command; `finished` settles with what came of it. */
  start(args: string[], env?: Record<string, string>): { child: ChildProcess; finished: Promise<Finished> };
  call(...args: string[]): Promise<Finished>;
  write(yml: string): Promise<void>;
  end(): Promise<void>;
}

/** @param behind the base URL that the command sees; the sandbox's own where nothing stands before it */
export async function makeDesk(
  options: Partial<SandboxOptions>,
  behind?: (url: string) => Promise<string>,
): Promise<Desk> {
  const sandbox = await startSandbox({
    businesses: 10,
    requestsPerMinute: 0,
    ...options,
    clock: realClock,
  });
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-'));
  const baseUrl = behind ? await behind(sandbox.url) : sandbox.url;
  const start: Desk['start'] = (args, env = {}) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, PARTOO_API_KEY: 'sandbox-key', PARTOO_BASE_URL: baseUrl, ...env },
    });
    const finished = new Promise<Finished>((resolve) => {
      const output = { stdout: '', stderr: '' };
      child.stdout.on('data', (chunk) => (output.stdout += chunk));
      child.stderr.on('data', (chunk) => (output.stderr += chunk));
      child.on('close', (code) => resolve({ code, ...output }));
    });
    return { child, finished };
  };
  return {
    sandbox,
    folder,
    start,
    call: (...args) => start(args).finished,
    write: (yml) => writeFile(join(folder, 'closures.yml'), yml),
    async end() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const config = (rules: string): string => `version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    baseUrl: env:PARTOO_BASE_URL
    requestsPerMinute: 60000
    timezone: Europe/Paris
${rules}`;

export type WriteHook = (moment: 'before' | 'after') => void;

/** Stands before a server, hands one request on at a time, and tells of every write before and after it is done. */
export async function startProxy(
  target: () => string,
  onWrite: WriteHook,
): Promise<{ url: string; close(): void }> {
  let turn: Promise<void> = Promise.resolve();
  const server = createServer((incoming, outgoing) => {
    turn = turn
      .then(() => forward(target(), incoming, outgoing, onWrite))
      .catch(() => {
        outgoing.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function forward(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  onWrite: WriteHook,
): Promise<void> {
  const body = await new Response(incoming as unknown as ReadableStream).arrayBuffer();
  const isWrite = incoming.method === 'POST';
  if (isWrite) onWrite('before');
  if (incoming.socket.destroyed) return;
  const { origin } = new URL(target);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const { host: _host, ...headers } = incoming.headers;
    const sent = httpRequest(`${origin}${incoming.url}`, { method: incoming.method, headers }, resolve);
    sent.on('error', reject);
    sent.end(Buffer.from(body));
  });
  const text = await new Response(answer as unknown as ReadableStream).arrayBuffer();
  if (isWrite) onWrite('after');
  outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
  outgoing.end(Buffer.from(text));
}
