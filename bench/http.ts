/**
 * How `watch --http` answers while it has 10,000 businesses to work out and a wave to write: real time, the command, who asks
 * it and Partoo in a process each. `node bench/index.ts http` takes a minute; BENCH_SECONDS=10 less.
 */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { realClock } from '../lib/clock.ts';
import { isoInZone } from '../lib/closures/civil-time.ts';
import { createDeps } from '../lib/operations/index.ts';
import { createToken } from '../lib/operations/tokens.ts';
import { openStore } from '../lib/store/index.ts';
import { measure, type Stretch, startServing } from './support/child.ts';
import { type Desk, makeDesk } from './support/desk.ts';
import { grouped, type Section, seconds } from './support/section.ts';
import type { Asked, Load, Taken } from './support/sender.ts';

const SENDER = fileURLToPath(new URL('support/sender.ts', import.meta.url));
const BUSINESSES = 10_000;
const TOKENS = 40;
const EACH_SECOND = 200;
const TARGET_MILLISECONDS = 100;
const MINUTE = 60_000;
/** What Partoo allows, of which 80 % are taken: four writes a second. */
const REQUESTS_PER_MINUTE = 300;
const WRITES_A_SECOND = 4;
const ZONE = 'Europe/Paris';

/** Mixed traffic, in the order in which it comes, over and over: somebody looks at everything, and now and then asks for something. */
const LOOKS: readonly string[] = [
  ...['/health', '/v1/closures', '/v1/businesses?limit=50', '/v1/businesses/ST-00042'],
  ...['/v1/history?limit=20', '/v1/businesses/ST-04242/explain', '/v1/businesses?q=paris&limit=20'],
  ...['/metrics', '/v1/closures?state=ended', '/v1/businesses/ST-00007/hours', '/v1/plan/summary'],
  '/v1/plan?limit=50',
];
/** Rounds of looks to each closure that is asked for. */
const ROUNDS = 16;

export async function measureHttp(): Promise<Section> {
  const duration = Number(process.env.BENCH_SECONDS ?? 60);
  const desk = await makeDesk(BUSINESSES);
  try {
    const shops = frenchShops(desk, duration * WRITES_A_SECOND * 0.8);
    const closing = Math.ceil((Date.now() + 60_000 + duration * 1000) / MINUTE) * MINUTE;
    await writeFile(join(desk.folder, 'closures.yml'), configOf(desk, shops, closing));
    await measure(['apply', '--yes', '--allow-now', String(BUSINESSES), '--json'], desk);
    const tokens = await makeTokens(desk);
    const watching = await startServing(['watch', '--http', '0'], 'Serving HTTP at ', desk);
    const asked = traffic(closing);
    const load = { url: watching.said, tokens, asked };
    // What is asked for first is worked out then: once, not as part of what is measured.
    await send({ ...load, asked: asked.slice(0, LOOKS.length), eachSecond: 4, seconds: 5 });
    await until(closing - duration * 1000);
    watching.kill('SIGUSR2');
    const taken = await send({ ...load, eachSecond: EACH_SECOND, seconds: duration });
    watching.kill('SIGTERM');
    const stretch = await watching.ended;
    const late = shops.filter((shop) => !(Number(desk.sandbox.writesOf(shop)[0]?.at) <= closing)).length;
    return sectionOf({ taken, asked, stretch, late, shops: shops.length, duration });
  } finally {
    await desk.end();
  }
}

async function until(instant: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - Date.now())));
}

async function makeTokens({ folder, env }: Desk): Promise<string[]> {
  const store = await openStore(`sqlite:${join(folder, '.partoo-closures', 'state.db')}`);
  const deps = createDeps({ store, clock: realClock, env });
  const tokens: string[] = [];
  for (let index = 0; index < TOKENS; index++) {
    const asked = { name: `t${index}`, scopes: ['operate'] as const, organization: null, expiresAt: null };
    tokens.push((await createToken(deps, asked)).token);
  }
  await store.close();
  return tokens;
}

async function send(load: Load): Promise<Taken[]> {
  const child = spawn(process.execPath, [SENDER, JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as Taken[];
}

/** Those of one zone, so that they close at one instant. */
function frenchShops({ sandbox }: Desk, count: number): string[] {
  return sandbox.businesses
    .filter(({ business }) => business.country === 'FR' && business.zipcode && business.zipcode < '96')
    .slice(0, count)
    .map(({ business }) => business.code ?? '');
}

function configOf({ sandbox }: Desk, shops: readonly string[], closing: number): string {
  const local = isoInZone(closing, ZONE).slice(0, 16);
  // Nights from the day after tomorrow on: there is much to plan, and nothing to write but the wave.
  const day = (new Date(closing).getUTCDay() + 2) % 7;
  return `version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    baseUrl: "${sandbox.url}"
    requestsPerMinute: ${REQUESTS_PER_MINUTE}
    timezone: ${ZONE}
rules:
  feasts: { holidays: { types: [public] } }
  nights:
    cron: { close: "0 19 * * ${day}", open: "0 9 * * ${(day + 1) % 7}" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
  wave: { scope: { codes: [${shops.join(', ')}] }, dates: [{ from: ${local}, to: ${local.slice(0, 10)}T23:59 }] }
`;
}

/** Closures that are asked for lie ahead, so that the wave alone is written. */
function traffic(closing: number): Asked[] {
  const looks: Asked[] = LOOKS.map((path) => ({ method: 'GET', path }));
  const from = new Date(closing + 86_400_000).toISOString();
  const asks: Asked = {
    method: 'POST',
    path: '/v1/closures',
    body: { scope: { codes: ['ST-00017'] }, from, for: '2h', reason: 'Stock-taking' },
  };
  return [...Array.from({ length: ROUNDS }, () => looks).flat(), asks];
}

interface Measured {
  taken: readonly Taken[];
  asked: readonly Asked[];
  stretch: Stretch;
  /** Writes of the wave after its instant, or never. */
  late: number;
  shops: number;
  duration: number;
}

function sectionOf({ taken, asked, stretch, late, shops, duration }: Measured): Section {
  const nameOf = ({ index }: Taken) => `\`${asked[index]!.method} ${asked[index]!.path}\``;
  const rows = [...Map.groupBy(taken, nameOf)].map(([name, some]) => rowOf(name, some));
  const { sinceCpuMilliseconds: cpu, heldUp, maxRSS } = stretch;
  return {
    title: 'The HTTP interface under load',
    about:
      `${EACH_SECOND} requests a second over ${TOKENS} tokens for ${duration} s at \`watch --http\` with ${grouped(BUSINESSES)} businesses, ` +
      `while it closes ${shops} of them at Partoo's documented limit. Counted from the instant at which a request was to be sent.`,
    head: ['', 'requests', 'median', 'p99', 'longest', 'errors'],
    rows: [rowOf('all', taken), ...rows],
    notes: [
      `Aims: no error, p99 under ${TARGET_MILLISECONDS} ms, and no write late (${late} were).`,
      `A request took ${(cpu / taken.length).toFixed(1)} ms of processor time, the wave included. The event loop was held up for ${seconds(heldUp.longest)} at most, ${seconds(heldUp.p99)} in 99 of 100 cases, and at most ${seconds(heldUp.stretch)} by its own work; the most memory was ${Math.round(maxRSS / 1024)} MB.`,
    ],
  };
}

function rowOf(name: string, some: readonly Taken[]): string[] {
  const sorted = some.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) =>
    seconds(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
  const failed = some.filter(({ status }) => status < 200 || status > 299).length;
  return [name, grouped(some.length), at(0.5), at(0.99), at(1), String(failed)];
}
