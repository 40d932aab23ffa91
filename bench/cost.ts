/**
 * `node bench/cost.ts`: what a year costs on AWS. One closure of a few shops is carried through on this machine, the units
 * that DynamoDB Local says it consumed are counted by phase, and the rest is arithmetic with list prices. Needs Java.
 */
import { startDynamodbLocal } from '../scripts/dynamodb-local.ts';
import { deploy, packaged, parisians } from '../test/functions/support/deployment.ts';
import { startMeteringProxy } from './support/metering-proxy.ts';

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
const SHOPS = 40;
const SECONDS_PER_REQUEST = 60 / (300 * 0.8);
/** A pass is woken up to 90 s ahead and waits in process; on average half a minute more or less. */
const WAIT_SECONDS = 45;
const WAVE_LIMIT_SECONDS = 880;
const LOG_BYTES_PER_PASS = 2500;
const CLOSED_HOURS = 24;
const ALARMS = 14;
/** Four queries of an index that find nothing: half a unit each, which DynamoDB Local does not count. */
const IDLE_READS = 4 * 0.5;
/** Bytes of a shop in the packed directory. */
const DIRECTORY_BYTES = 45;

const database = await startDynamodbLocal();
const proxy = await startMeteringProxy(database.endpoint);
const artefacts = await packaged();
const { stack, jumpTo, end } = await deploy(artefacts.folder, database, {
  start: '2026-12-20T12:00:00+01:00',
  rules: 'rules:\n  christmas:\n    dates: [{ from: 2026-12-25, name: Noël }]',
  businesses: parisians(SHOPS),
  databaseEndpoint: proxy.endpoint,
});

interface Units {
  reads: number;
  writes: number;
  events: number;
}

/** What one minute costs after the clocks have jumped. */
async function minuteAt(iso: string): Promise<Units> {
  jumpTo(iso);
  proxy.requests.splice(0);
  stack.events.splice(0);
  await stack.tick();
  await stack.settled();
  return {
    reads: proxy.requests.reduce((sum, { readUnits }) => sum + readUnits, 0),
    writes: proxy.requests.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
    events: stack.events.length,
  };
}

await minuteAt('2026-12-20T12:00:10+01:00');
const idle = await minuteAt('2026-12-20T12:10:00+01:00');
const empty = await minuteAt('2026-12-21T12:01:00+01:00');
const closing = await minuteAt('2026-12-25T09:00:00+01:00');
const drift = await minuteAt('2026-12-25T10:01:00+01:00');
const reopening = await minuteAt('2026-12-26T09:00:00+01:00');
await end();
proxy.close();
await artefacts.remove();
await database.stop();

const row = ({ reads, writes, events }: Units) =>
  `${reads.toFixed(1).padStart(8)} ${writes.toFixed(1).padStart(8)} ${String(events).padStart(7)}`;
console.log(`Measured with ${SHOPS} shops:            read    write   events`);
for (const [name, units] of Object.entries({
  idle,
  'daily refresh and pass': empty,
  closing,
  'drift check': drift,
  reopening,
}))
  console.log(`  ${name.padEnd(28)} ${row(units)}`);

const priceOf = ({ reads, writes, events }: Units) =>
  reads * PRICE.readUnit + writes * PRICE.writeUnit + events * PRICE.busEvent;

/** A year of one fleet, by what is paid for. */
function year(organizations: number, shops: number): Record<string, number> {
  const share = (units: Units) => priceOf(units) * (shops / SHOPS);
  const waveSeconds = shops * SECONDS_PER_REQUEST * 1.05;
  const waves = CLOSURES * 2;
  const passes = Math.max(1, Math.ceil(waveSeconds / WAVE_LIMIT_SECONDS));
  // Each pass of a long wave reads all marks once more: about 300 bytes a shop.
  const marks = passes * ((shops * 300) / 4096) * PRICE.readUnit;
  const refreshSeconds = 3 + (shops / 100) * SECONDS_PER_REQUEST;
  const driftSeconds = 2 + (shops / 100) * SECONDS_PER_REQUEST;
  const perOrganization = {
    'waves, store and events': CLOSURES * (share(closing) + share(reopening)) + waves * marks,
    // A look that shows nothing new is written down once, not once a shop; reading grows with the shops.
    'drift checks, store':
      CLOSURES *
      (CLOSED_HOURS - 1) *
      (drift.writes * PRICE.writeUnit + share({ ...drift, writes: 0, events: 0 })),
    'functions at work':
      (waves * (waveSeconds + WAIT_SECONDS) +
        // Woken up to 90 s ahead, a pass that finds only a drift check goes, and comes again with the next tick.
        CLOSURES * (CLOSED_HOURS - 1) * 2 * driftSeconds +
        365 * (refreshSeconds + 2)) *
      PRICE.gigabyteSecond,
    'daily refresh, store': 365 * (priceOf(empty) + ((shops * DIRECTORY_BYTES) / 1024) * PRICE.writeUnit),
    logs: ((waves * passes + CLOSURES * CLOSED_HOURS + 730) * LOG_BYTES_PER_PASS * PRICE.logGigabyte) / 1e9,
  };
  const ticks = 365 * 24 * 60;
  const fixed = {
    'idle minutes':
      ticks *
      (IDLE_READS * PRICE.readUnit + PRICE.schedule + PRICE.invocation + 0.5 * 0.03 * PRICE.gigabyteSecond),
    'alarms beyond ten, key': 12 * ((ALARMS - 10) * PRICE.alarmMonth + PRICE.keyMonth),
    storage: 12 * PRICE.storedGigabyteMonth * ((organizations * shops * 6000) / 1e9),
  };
  return {
    ...Object.fromEntries(Object.entries(perOrganization).map(([name, usd]) => [name, usd * organizations])),
    ...fixed,
  };
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
const idleYear = year(0, 0);
console.log(
  `\nIdle, with nobody in it: $${Object.values(idleYear)
    .reduce((sum, usd) => sum + usd, 0)
    .toFixed(2)} a year`,
);
process.exitCode = failed ? 1 : 0;
