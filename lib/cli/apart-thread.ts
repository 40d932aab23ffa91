/** The thread of {@link Apart}: the HTTP interface over a store of its own, which it only reads. */
import { parentPort, workerData } from 'node:worker_threads';
import { realClock } from '../clock.ts';
import { createHttp } from '../http/index.ts';
import type { WholeAnswer } from '../http/route.ts';
import { createDeps } from '../operations/create-deps.ts';
import { openStore } from '../store/index.ts';

export interface ApartData {
  storeAddress: string;
  version: string;
}

export interface ApartRequest {
  number: number;
  url: string;
  headers: [string, string][];
}

export type ApartSaid = { number: number; answer: WholeAnswer } | { error: string };

const { storeAddress, version } = workerData as ApartData;
const store = await openStore(storeAddress);
const say = (said: ApartSaid) => parentPort?.postMessage(said);
const serve = createHttp({
  deps: createDeps({ store, clock: realClock, env: process.env }),
  version,
  tickedAt: () => null,
  resolveSecret: async () => {
    throw new Error('Nothing that needs a secret is asked of the thread.');
  },
  wake: async () => {},
  onError: (error) => say({ error: error instanceof Error ? error.message : 'unexpected' }),
});

parentPort?.on('message', async ({ number, url, headers }: ApartRequest) => {
  const response = await serve(new Request(url, { headers }));
  const { status } = response;
  say({ number, answer: { status, headers: [...response.headers], body: await response.text() } });
});
