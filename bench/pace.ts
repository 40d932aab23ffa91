/**
 * Real time: 200 businesses closed at 300 requests a minute and a share of 0.8, through the real command. Prints how long
 * it took and the busiest minute and second as the server saw them. Run: node bench/pace.ts
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realClock } from '../lib/clock.ts';
import { startSandbox } from '../lib/sandbox/index.ts';

const BUSINESSES = 200;
const bin = fileURLToPath(new URL('../bin/partoo-closures.js', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-'));
const sandbox = await startSandbox({ businesses: BUSINESSES, clock: realClock });

function command(...args: string[]): Promise<number | null> {
  const env = { ...process.env, PARTOO_API_KEY: 'sandbox-key', PARTOO_BASE_URL: sandbox.url };
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env, stdio: 'ignore' });
  return new Promise((resolve) => child.on('close', resolve));
}

/** The most requests that any half-open window of this length saw. */
function most(instants: readonly number[], milliseconds: number): number {
  return Math.max(
    ...instants.map((from) => instants.filter((at) => at >= from && at < from + milliseconds).length),
  );
}

await writeFile(
  join(folder, 'closures.yml'),
  `version: 1
organizations:
  acme: { apiKey: env:PARTOO_API_KEY, baseUrl: env:PARTOO_BASE_URL, requestsPerMinute: 300, budgetShare: 0.8, timezone: Europe/Paris }
rules:
  christmas: { dates: [{ from: 2026-12-25 }] }
`,
);
const applied = await command('apply', '--yes');
const from = performance.now();
const code = await command('run', '--at', '2026-12-25T12:00:00Z');
const seconds = (performance.now() - from) / 1000;
const instants = sandbox.requests.map(({ realAt }) => realAt);
console.log(
  JSON.stringify({
    exitCodes: [applied, code],
    seconds: Number(seconds.toFixed(1)),
    writes: sandbox.requests.filter(({ method }) => method === 'POST').length,
    reads: sandbox.requests.filter(({ method }) => method === 'GET').length,
    busiestMinute: most(instants, 60_000),
    busiestSecond: most(instants, 1000),
    refused429: sandbox.requests.filter(({ status }) => status === 429).length,
  }),
);
await sandbox.close();
await rm(folder, { recursive: true });
