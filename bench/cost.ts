/**
 * `node bench/cost.ts`: what a year costs on AWS. One closure of a few shops is carried through on this machine, the units
 * that DynamoDB Local says it consumed are counted by phase, and the rest is arithmetic with list prices. Needs Java.
 */

import { realClock } from '../lib/clock.ts';
import { createDeps, release } from '../lib/operations/index.ts';
import { startDynamodbLocal } from '../scripts/dynamodb-local.ts';
import { type Deployment, deploy, packaged, parisians } from '../test/support/deployment/deployment.ts';
import { type Action, bytesOf, startMeteringProxy } from './support/metering-proxy.ts';

/** List prices of us-east-1 in USD, 2025; of what is free, only what CloudWatch never charges anybody for. */
const PRICE = {
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  gigabyteSecond: 0.0000133334,
  invocation: 0.2e-6,
  busEvent: 1e-6,
  schedule: 1e-6,
  logGigabyte: 0.5,
  /** Beyond the ten that are always free; the three first dashboards are as well. */
  alarmMonth: 0.1,
  keyMonth: 1,
  storedGigabyteMonth: 0.45,
};
const CLOSURES = 15;
const SHOPS = 100;
const SECONDS_PER_REQUEST = 60 / (300 * 0.8);
/** A tick each minute wakes what is due within 90 s: between 30 and 90 s ahead, and the pass waits in process. */
const WAIT_SECONDS = 60;
/** As in serverless.yml. */
const GIGABYTES = { reconcile: 512 / 1024, refresh: 1 };
/** Memory that comes with one processor; less memory, less of it. Lambda's is taken to be as quick as this machine's. */
const MEGABYTES_PER_PROCESSOR = 1769;
/** Beside its processor time, what a pass waits for AWS. */
const STORE_SECONDS = 0.3;
const WAVE_LIMIT_SECONDS = 880;
const LOG_BYTES_PER_PASS = 2500;
const CLOSED_HOURS = 24;
const ALARMS = 17;
/** How often an organization is looked at that nothing changes in. */
const WEEKS = 52;
/** What DynamoDB adds to each item; and for how many years history is kept. */
const ITEM_BYTES = 100;
const HISTORY_YEARS = 400 / 365;
/** A mark, and with it the body of a shop and what DynamoDB adds. */
const MARK_BYTES = 450;
const RECORD_BYTES = 1300;
/** Bytes of a shop in the packed directory. */
const DIRECTORY_BYTES = 45;

const STAGED = '    staged: true\n    effect: { reachable: keep, chatHours: closed, offlineMessage: keep }\n';
const HOLIDAY = `  holiday:\n    dates: [{ from: 2027-01-10, to: 2027-03-31 }]\n${STAGED}`;
/** How many of the shops are let go of. */
const RELEASED = [0, 10];
/** Of staged nights: days that are looked at, once the hours are in place. */
const STAGED_DAYS = 3;
const STAGED_AT_MOST = 0.0002;

const database = await startDynamodbLocal();
const proxy = await startMeteringProxy(database.endpoint);
const artefacts = await packaged();
/** The most processor time that an invocation from nothing took, seconds. */
const coldSeconds: Record<string, number> = {};
let { stack, jumpTo, end } = await deploy(artefacts.folder, database, {
  start: '2026-12-20T12:00:00+01:00',
  rules: 'rules:\n  christmas:\n    dates: [{ from: 2026-12-25, name: Noël }]',
  businesses: parisians(SHOPS),
  databaseEndpoint: proxy.endpoint,
  used: (name, { isCold, cpuMilliseconds }) => {
    if (isCold) coldSeconds[name] = Math.max(coldSeconds[name] ?? 0, cpuMilliseconds / 1000);
  },
});

interface Units {
  reads: number;
  writes: number;
  events: number;
  /** Of the history that was written. */
  historyBytes: number;
}

/** What one invocation costs after the clocks have jumped, with all that follows from it. */
async function at(iso: string, invoke: 'tick' | 'refresh' = 'tick'): Promise<Units> {
  jumpTo(iso);
  proxy.requests.splice(0);
  stack.events.splice(0);
  await stack[invoke]();
  await stack.settled();
  return {
    reads: proxy.requests.reduce((sum, { readUnits }) => sum + readUnits, 0),
    writes: proxy.requests.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
    events: stack.events.length,
    historyBytes: historyBytes(),
  };
}

function historyBytes(): number {
  return proxy.requests
    .flatMap(({ input }) => (input.TransactItems ?? []) as Action[])
    .flatMap(({ Put: put }) => (put?.Item.pk?.S?.startsWith('history#') ? [put.Item] : []))
    .reduce((sum, item) => sum + bytesOf(item) + ITEM_BYTES, 0);
}

/** A day of staged nights: what passes consume, each of them from nothing, and how many there are. */
interface Day extends Units {
  passes: number;
  /** Of a processor, of all passes. */
  cpuSeconds: number;
  /** To Partoo. */
  requests: number;
}

/**
 * Nights of every day, written ahead: what the hours take to be in place, and a day after that.
 * @param released so many of the shops were let go of, from a holiday of months that is staged for all; null: there is none
 */
async function daysOfStagedNights(released: number | null = null): Promise<{ first: Units; day: Day }> {
  const start = Date.parse('2027-01-20T12:00:00+01:00');
  const day: Day = { reads: 0, writes: 0, events: 0, historyBytes: 0, passes: 0, cpuSeconds: 0, requests: 0 };
  const deployed = await deploy(artefacts.folder, database, {
    start: new Date(start).toISOString(),
    rules: `rules:\n  nights:\n    cron: { close: "0 19 * * *", open: "0 9 * * *" }\n${STAGED}${released === null ? '' : HOLIDAY}`,
    businesses: parisians(SHOPS),
    databaseEndpoint: proxy.endpoint,
    allowNow: SHOPS,
    used: (name, { isCold, cpuMilliseconds }) => {
      if (name !== 'reconcile') return;
      if (!isCold) throw new Error('A pass found its function warm: it would be too cheap.');
      day.passes += 1;
      day.cpuSeconds += cpuMilliseconds / 1000;
    },
  });
  ({ stack, jumpTo, end } = deployed);
  const hour = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
  const reconciling = stack.function('reconcile');
  const first = await at(hour(0.1));
  await reconciling.gone();
  if (released) await letGo(deployed, released);
  await at(hour(24));
  Object.assign(day, { passes: 0, cpuSeconds: 0 });
  for (let hours = 25; hours < 25 + 24 * STAGED_DAYS; hours++) {
    // What every day costs is counted with the others.
    if (hours % 24 === 1) await at(hour(hours - 0.5), 'refresh');
    await reconciling.gone();
    deployed.sandbox.requests.splice(0);
    const units = await at(hour(hours));
    day.requests += deployed.sandbox.requests.length;
    for (const name of Object.keys(units) as (keyof Units)[]) day[name] += units[name];
  }
  await end();
  for (const name of Object.keys(day) as (keyof Day)[]) day[name] /= STAGED_DAYS;
  return { first, day };
}

async function letGo({ stack: { store, now } }: Deployment, released: number): Promise<void> {
  const clock = { now: () => now(), sleep: realClock.sleep };
  const deps = createDeps({ store, clock, env: {}, resolveSecret: () => 'sandbox-key' });
  const codes = parisians(released).flatMap(({ business: { code } }) => code ?? []);
  const { organizations } = await release(deps, { scope: { codes }, all: false, organization: null });
  const done = organizations.flatMap(({ results }) => results.filter(({ outcome }) => outcome === 'applied'));
  if (done.length !== released) throw new Error(`${done.length} of ${released} were let go of.`);
}

const empty = await at('2026-12-20T12:00:10+01:00');
const idle = await at('2026-12-20T12:10:00+01:00');
await at('2026-12-23T20:00:00+01:00', 'refresh');
const night = await at('2026-12-24T20:00:00+01:00', 'refresh');
const closing = await at('2026-12-25T09:00:00+01:00');
await at('2026-12-25T10:01:00+01:00');
const drift = await at('2026-12-25T11:10:00+01:00');
await at('2026-12-25T20:00:00+01:00', 'refresh');
const reopening = await at('2026-12-26T09:00:00+01:00');
await end();
const staged = await daysOfStagedNights();
const letGoOf = new Map<number, Day>();
for (const released of RELEASED) letGoOf.set(released, (await daysOfStagedNights(released)).day);
proxy.close();
await artefacts.remove();
await database.stop();

console.log(
  `Assumed: list prices of us-east-1, no free tier but CloudWatch's; ${SECONDS_PER_REQUEST} s a request; woken ${WAIT_SECONDS} s ahead; ` +
    `closed for ${CLOSED_HOURS} h; every pass from nothing, ${Object.entries(coldSeconds)
      .map(([name, seconds]) => `${name} ${seconds.toFixed(2)} s of a processor`)
      .join(', ')}; reconcile at ${GIGABYTES.reconcile * 1024} MB.`,
);
const row = ({ reads, writes, events }: Units) =>
  `${reads.toFixed(1).padStart(8)} ${writes.toFixed(1).padStart(8)} ${events.toFixed(1).padStart(7)}`;
console.log(`Measured with ${SHOPS} shops:            read    write   events`);
for (const [name, units] of Object.entries({
  idle,
  'pass with nothing to do': empty,
  'refresh of a night': night,
  closing,
  'drift check': drift,
  reopening,
  'staged nights begin': staged.first,
  'a day of staged nights': staged.day,
}))
  console.log(`  ${name.padEnd(28)} ${row(units)}`);

const priceOf = ({ reads, writes, events }: Units) =>
  reads * PRICE.readUnit + writes * PRICE.writeUnit + events * PRICE.busEvent;

/** Gigabyte-seconds of a pass from nothing, as if no instance were ever warm, with its requests to Partoo. */
function passOf(
  name: 'reconcile' | 'refresh',
  requests: number,
  cpuSeconds: number = coldSeconds[name] ?? 0,
): number {
  const share = (GIGABYTES[name] * 1024) / MEGABYTES_PER_PROCESSOR;
  return GIGABYTES[name] * (cpuSeconds / share + STORE_SECONDS + requests * SECONDS_PER_REQUEST);
}

/** A year of one fleet, by what is paid for. */
function year(organizations: number, shops: number): Record<string, number> {
  const share = (units: Units) => priceOf(units) * (shops / SHOPS);
  const waveSeconds = shops * SECONDS_PER_REQUEST * 1.05;
  const waves = CLOSURES * 2;
  const passes = Math.max(1, Math.ceil(waveSeconds / WAVE_LIMIT_SECONDS));
  // Each pass of a long wave reads all marks once more.
  const marks = passes * ((shops * MARK_BYTES) / 4096) * PRICE.readUnit;
  const pages = shops / 100;
  const invocations = waves * passes + CLOSURES * (CLOSED_HOURS - 1) + 365 + WEEKS;
  const perOrganization = {
    'waves, store and events': CLOSURES * (share(closing) + share(reopening)) + waves * marks,
    // A look that shows nothing new is written down once for all shops; reading grows with them.
    'drift checks, store':
      CLOSURES *
      (CLOSED_HOURS - 1) *
      (drift.writes * PRICE.writeUnit + share({ ...drift, writes: 0, events: 0 })),
    // While a wave lasts, every look is written with its business, for those that were closed an hour before.
    'functions at work':
      (waves * (passes * passOf('reconcile', 0) + GIGABYTES.reconcile * (waveSeconds + WAIT_SECONDS)) +
        CLOSURES * (CLOSED_HOURS - 1) * passOf('reconcile', pages) +
        365 * passOf('refresh', pages) +
        WEEKS * passOf('reconcile', 0)) *
        PRICE.gigabyteSecond +
      invocations * PRICE.invocation,
    'nights and weeks, store and events':
      365 * (priceOf(night) + (((shops - SHOPS) * DIRECTORY_BYTES) / 1024) * PRICE.writeUnit) +
      WEEKS * priceOf(empty),
    logs: (invocations * LOG_BYTES_PER_PASS * PRICE.logGigabyte) / 1e9,
  };
  const ticks = 365 * 24 * 60;
  const fixed = {
    'idle minutes':
      ticks *
      (idle.reads * PRICE.readUnit + PRICE.schedule + PRICE.invocation + 0.5 * 0.03 * PRICE.gigabyteSecond),
    'alarms beyond ten, key': 12 * ((ALARMS - 10) * PRICE.alarmMonth + PRICE.keyMonth),
    storage: 12 * PRICE.storedGigabyteMonth * ((organizations * shops * storedPerShop()) / 1e9),
  };
  return {
    ...Object.fromEntries(Object.entries(perOrganization).map(([name, usd]) => [name, usd * organizations])),
    ...fixed,
  };
}

/** What staged nights add: hours once in place and once put back, and the passes of each day. Hours are idle but for these. */
function yearOfStagedNights({ day, first }: { day: Day; first: Units }): Record<string, number> {
  const pass = passOf('reconcile', day.requests / day.passes, day.cpuSeconds / day.passes);
  const once = passOf('reconcile', SHOPS) * PRICE.gigabyteSecond + PRICE.invocation + priceOf(first);
  return {
    'hours in place, and put back': 2 * once,
    'passes of each day, functions': 365 * day.passes * (pass * PRICE.gigabyteSecond + PRICE.invocation),
    'passes of each day, store':
      365 * (priceOf({ ...day, events: 0 }) - 24 * priceOf({ ...idle, events: 0 })),
    'passes of each day, events': 365 * day.events * PRICE.busEvent,
    logs: (365 * day.passes * LOG_BYTES_PER_PASS * PRICE.logGigabyte) / 1e9,
  };
}

/** A body, a mark, and the history of all closures that is kept. */
function storedPerShop(): number {
  const perClosure = (closing.historyBytes + reopening.historyBytes) / SHOPS;
  return perClosure * CLOSURES * HISTORY_YEARS + RECORD_BYTES;
}

let failed = false;
for (const [organizations, shops] of [
  [1000, 100],
  [1, 100_000],
] as const) {
  const parts = year(organizations, shops);
  const total = Object.values(parts).reduce((sum, usd) => sum + usd, 0);
  const each = total / (organizations * shops);
  console.log(
    `\n${organizations} × ${shops} shops, ${CLOSURES} closures a year: $${total.toFixed(2)}, $${each.toFixed(6)} a shop`,
  );
  for (const [name, usd] of Object.entries(parts))
    console.log(`  ${name.padEnd(34)} ${usd.toFixed(2).padStart(9)}`);
  failed ||= each > 0.001;
}
const stagedParts = yearOfStagedNights(staged);
const stagedShop = Object.values(stagedParts).reduce((sum, usd) => sum + usd, 0) / SHOPS;
const { passes, cpuSeconds } = staged.day;
console.log(
  `\nStaged nights of ${SHOPS} shops, ${passes.toFixed(1)} passes a day of ${(cpuSeconds / passes).toFixed(2)} s of a processor: ` +
    `$${stagedShop.toFixed(6)} a shop and year`,
);
for (const [name, usd] of Object.entries(stagedParts))
  console.log(`  ${name.padEnd(34)} ${(usd / SHOPS).toFixed(6).padStart(9)}`);
failed ||= stagedShop > STAGED_AT_MOST;
for (const [released, day] of letGoOf) {
  const parts = yearOfStagedNights({ ...staged, day });
  const each = Object.values(parts).reduce((sum, usd) => sum + usd, 0) / SHOPS;
  console.log(
    `The same in a staged holiday, with ${released} of ${SHOPS} let go of: ${day.passes.toFixed(1)} passes a day, $${each.toFixed(6)} a shop and year`,
  );
  failed ||= each > STAGED_AT_MOST;
}
const idleYear = year(0, 0);
console.log(
  `\nIdle, with nobody in it: $${Object.values(idleYear)
    .reduce((sum, usd) => sum + usd, 0)
    .toFixed(2)} a year`,
);
process.exitCode = failed ? 1 : 0;
