/**
 * `node bench/cold-start.ts [rounds]`: how long a function takes from nothing to its first answer, beside a floor in the
 * same run: the smallest handler that makes the same AWS requests with the bare clients. Fresh processes, interleaved.
 * Needs Java for DynamoDB Local.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDynamodbLocal } from '../scripts/dynamodb-local.ts';
import { LocalFunction } from '../scripts/local-runtime.ts';
import { bundle } from '../scripts/package.ts';
import { deploy, packaged } from '../test/functions/support/deployment.ts';
import { type StoreRequest, startMeteringProxy } from './support/metering-proxy.ts';

const rounds = Number(parseArgs({ allowPositionals: true }).positionals[0] ?? 20);
/** At most this many times the floor. */
const BUDGETS: Record<string, number> = { tick: 1.3, reconcile: 1.5 };

/** A tick that finds nothing: at most so much processor time, and one request for each key of the index. */
const WARM_MILLISECONDS = 5;
const INDEX_KEYS = 4;
/** Ticks until the code has been compiled: a deployment gets there in two hours. */
const WARM_UP = 120;

const database = await startDynamodbLocal();
const proxy = await startMeteringProxy(database.endpoint);
const artefacts = await packaged();
/** Processor time of each warm tick. */
const warm: number[] = [];
const { stack, end } = await deploy(artefacts.folder, database, {
  start: '2026-12-20T12:00:00+01:00',
  rules: 'rules:\n  christmas:\n    dates: [{ from: 2026-12-25 }]',
  databaseEndpoint: proxy.endpoint,
  used: (name, { isCold, cpuMilliseconds }) => {
    if (name === 'tick' && !isCold) warm.push(cpuMilliseconds);
  },
});
await stack.tick();
await stack.settled();

const events: Record<string, unknown> = {
  tick: { scheduledTime: '2026-12-20T11:00:00Z' },
  reconcile: {
    id: '1',
    source: 'partoo-closures',
    'detail-type': 'Reconciliation Due',
    time: '2026-12-20T11:00:00Z',
    detail: { organization: 'acme' },
  },
};
/** Due, with nothing to do. For the tick, nothing is due: that is what it finds nearly every minute. */
const prepare = async (name: string) =>
  stack.store.setDue('acme', stack.now() + (name === 'reconcile' ? 0 : 3600_000));

const open = async (name: string, entry: string) => {
  const { zip } = await bundle(name, entry);
  const path = join(artefacts.folder, `${name}.zip`);
  await writeFile(path, zip);
  return LocalFunction.open({
    name,
    zip: path,
    environment: stack.environment,
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    shift: () => stack.shift,
    line: () => {},
  });
};

async function milliseconds(fn: LocalFunction, event: unknown): Promise<number> {
  await fn.gone();
  const from = performance.now();
  const invoked = await fn.invoke(event);
  const took = performance.now() - from;
  if (!invoked.ok) throw new Error(`${invoked.errorType}: ${invoked.errorMessage}`);
  return took;
}

/** What the floor writes goes to an organization of its own: it must not take the product's lease. */
function besideProduct({ operation, input }: StoreRequest): Pick<StoreRequest, 'operation' | 'input'> {
  if (!/^(Put|Update|Delete)/.test(operation)) return { operation, input };
  return {
    operation,
    input: JSON.parse(JSON.stringify(input).replaceAll('organization#acme', 'organization#floor')),
  };
}

/** What the product asks side by side, the floor asks side by side: a wave is what began before any of it was answered. */
function inWaves(asked: readonly StoreRequest[]): StoreRequest[][] {
  const waves: StoreRequest[][] = [];
  let firstAnswer = Number.NEGATIVE_INFINITY;
  for (const request of asked.toSorted((a, b) => a.from - b.from)) {
    if (request.from < firstAnswer) {
      waves.at(-1)?.push(request);
      firstAnswer = Math.min(firstAnswer, request.to);
    } else {
      waves.push([request]);
      firstAnswer = request.to;
    }
  }
  return waves;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const empty = await open('empty', 'bench/support/empty.ts');
let failed = false;
for (const name of ['tick', 'reconcile']) {
  const fn = stack.function(name);
  await prepare(name);
  proxy.requests.splice(0);
  await fn.invoke(events[name]);
  const asked = proxy.requests.splice(0);
  const waves = inWaves(asked).map((wave) => wave.map(besideProduct));
  const floor = await open(
    `floor-${name}`,
    name === 'tick' ? 'bench/support/floor.ts' : 'bench/support/floor-parameter.ts',
  );
  const event = { waves, parameter: '/partoo-closures/dev/acme' };
  const took: Record<'empty' | 'floor' | 'product', number[]> = { empty: [], floor: [], product: [] };
  for (let round = 0; round < rounds; round++) {
    took.empty.push(await milliseconds(empty, null));
    took.floor.push(await milliseconds(floor, event));
    await prepare(name);
    took.product.push(await milliseconds(fn, events[name]));
  }
  const [bare, least, product] = [median(took.empty), median(took.floor), median(took.product)];
  const ratio = product / least;
  const operations = Map.groupBy(asked, ({ operation }) => operation);
  console.log(
    `${name}: ${product.toFixed(0)} ms, floor ${least.toFixed(0)} ms, ratio ${ratio.toFixed(2)} of ${BUDGETS[name]}; ` +
      `empty handler ${bare.toFixed(0)} ms; ${rounds} rounds; requests: ` +
      [...operations].map(([operation, list]) => `${list.length} ${operation}`).join(', '),
  );
  failed ||= ratio > (BUDGETS[name] ?? 0);
  await floor.close();
}
await prepare('tick');
for (let n = 0; n < WARM_UP; n++) await stack.tick();
warm.splice(0);
proxy.requests.splice(0);
for (let n = 0; n < rounds; n++) await stack.tick();
const each = proxy.requests.length / rounds;
console.log(
  `warm idle tick: ${median(warm).toFixed(1)} ms of processor time of ${WARM_MILLISECONDS}, ${each} requests of ${INDEX_KEYS}; ${rounds} rounds`,
);
failed ||= median(warm) > WARM_MILLISECONDS || each > INDEX_KEYS;
await empty.close();
await end();
proxy.close();
await artefacts.remove();
await database.stop();
process.exitCode = failed ? 1 : 0;
