/** How the HTTP interface answers while it has 10,000 businesses to work out: real time, one process, a store in a file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { realClock } from '../lib/clock.ts';
import { parseConfig } from '../lib/config/index.ts';
import { createHttp, serveHttp } from '../lib/http/index.ts';
import { applyConfig, createDeps } from '../lib/operations/index.ts';
import { createToken } from '../lib/operations/tokens.ts';
import { makeBusinesses, startSandbox } from '../lib/sandbox/index.ts';
import { openStore } from '../lib/store/index.ts';
import { grouped, type Section, seconds } from './support/section.ts';

const BUSINESSES = 10_000;
const TOKENS = 40;
const EACH_SECOND = 200;
const SECONDS = 20;

const RULES = `rules:
  feasts: { holidays: { types: [public] } }
  nights:
    cron: { close: "0 19 * * *", open: "0 9 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;

/** Mixed traffic, in the order in which it comes. */
const REQUESTS: readonly string[] = [
  ...[
    '/health',
    '/v1/closures',
    '/v1/businesses?limit=50',
    '/v1/businesses/ST-00042',
    '/v1/history?limit=20',
  ],
  ...[
    '/v1/businesses/ST-04242/explain',
    '/v1/businesses?q=paris&limit=20',
    '/metrics',
    '/v1/closures?state=ended',
  ],
  ...['/v1/businesses/ST-00007/hours', '/v1/plan/summary', '/v1/plan?limit=50'],
];

export async function measureHttp(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-bench-'));
  const sandbox = await startSandbox({
    clock: realClock,
    businesses: makeBusinesses(BUSINESSES, 1),
    requestsPerMinute: 1_000_000,
  });
  const store = await openStore(`sqlite:${join(folder, 'state.db')}`);
  const deps = createDeps({ store, clock: realClock, env: { PARTOO_API_KEY: 'sandbox-key' } });
  const yaml = `version: 1\norganizations: { acme: { apiKey: env:PARTOO_API_KEY, baseUrl: "${sandbox.url}", requestsPerMinute: 100000 } }\n${RULES}`;
  const applied = { organization: null, allowNow: BUSINESSES, confirm: async () => true };
  await applyConfig(deps, parseConfig(yaml, 'closures.yml'), applied);
  const host = { deps, version: '0', tickedAt: () => Date.now(), resolveSecret: async () => '' };
  const serving = await serveHttp(
    createHttp({ ...host, wake: async () => {}, onError: (error) => console.error(error) }),
    { host: '127.0.0.1', port: 0 },
  );
  try {
    const tokens: string[] = [];
    for (let index = 0; index < TOKENS; index++) {
      const asked = { name: `t${index}`, scopes: ['read'] as const, organization: null, expiresAt: null };
      tokens.push((await createToken(deps, asked)).token);
    }
    const delay = monitorEventLoopDelay({ resolution: 5 });
    // What is asked for first is worked out then: once, not as part of what is measured.
    for (const path of REQUESTS) await ask(serving.url, path, tokens[0]!);
    delay.enable();
    const taken = await load(serving.url, tokens);
    delay.disable();
    return sectionOf(taken, delay.max / 1e6);
  } finally {
    await serving.close();
    await store.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Taken {
  path: string;
  milliseconds: number;
  status: number;
}

async function ask(url: string, path: string, token: string): Promise<Taken> {
  const begun = performance.now();
  const status = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 0,
  );
  return { path, milliseconds: performance.now() - begun, status };
}

/** Sent when their time has come, whether or not those before were answered. */
async function load(url: string, tokens: readonly string[]): Promise<Taken[]> {
  const begun = performance.now();
  const all: Promise<Taken>[] = [];
  for (let index = 0; index < EACH_SECOND * SECONDS; index++) {
    const wait = begun + (index * 1000) / EACH_SECOND - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(ask(url, REQUESTS[index % REQUESTS.length]!, tokens[index % tokens.length]!));
  }
  return Promise.all(all);
}

function sectionOf(taken: readonly Taken[], longest: number): Section {
  const rowOf = (name: string, some: readonly Taken[]): string[] => {
    const sorted = some.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const at = (share: number) =>
      seconds(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
    const failed = some.filter(({ status }) => status !== 200).length;
    return [name, grouped(some.length), at(0.5), at(0.99), at(1), String(failed)];
  };
  const byPath = Map.groupBy(taken, ({ path }) => path);
  return {
    title: 'The HTTP interface under load',
    about: `${EACH_SECOND} requests a second over ${TOKENS} tokens for ${SECONDS} s, ${grouped(BUSINESSES)} businesses, caller and server in one process.`,
    head: ['', 'requests', 'median', 'p99', 'longest', 'not 200'],
    rows: [rowOf('all', taken), ...[...byPath].map(([path, some]) => rowOf(`\`${path}\``, some))],
    notes: [`The event loop was held up for ${seconds(longest)} at most.`],
  };
}
