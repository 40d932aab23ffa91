/**
 * `node bench/cold-start.ts [rounds]`: how long a function takes from nothing to its first answer, beside a floor in the
 * same run: the smallest handler that makes the same AWS requests with the bare clients. Fresh processes, interleaved.
 * Then what a tick takes that finds nothing in a process that has been ticking, beside that floor again. Ends with 1 where
 * a limit is passed. Needs Java for DynamoDB Local.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDynamodbLocal } from '../scripts/dynamodb-local.ts';
import { LocalFunction, type LocalFunctionOptions } from '../scripts/local-runtime.ts';
import { bundle } from '../scripts/package.ts';
import { deploy, packaged } from '../test/support/deployment/deployment.ts';
import { type StoreRequest, startMeteringProxy } from './support/metering-proxy.ts';

const rounds = Number(parseArgs({ allowPositionals: true }).positionals[0] ?? 20);
/** At most this many times the floor. */
const BUDGETS: Record<string, number> = { tick: 1.3, reconcile: 1.5 };

/** A tick that finds nothing: at most so much processor time, and one request for each key of the index. */
const WARM_MILLISECONDS = 5;
/** And less than what the bare client takes for the same requests; 0.66 when nothing else runs. */
const WARM_RATIO = 1;
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

const open = async (name: string, entry: string, used?: LocalFunctionOptions['used']) => {
  const path = join(artefacts.folder, `${name}.zip`);
  for (const { zip } of await bundle({ [name]: entry })) await writeFile(path, zip);
  return LocalFunction.open({
    name,
    zip: path,
    environment: stack.environment,
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    shift: () => stack.shift,
    ...(used ? { used } : {}),
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

const warmFloor: number[] = [];
const floor = await open('floor-warm', 'bench/support/floor.ts', ({ cpuMilliseconds }) =>
  warmFloor.push(cpuMilliseconds),
);
await prepare('tick');
proxy.requests.splice(0);
await stack.tick();
const event = { waves: [proxy.requests.splice(0).map(besideProduct)] };
/** One after the other, so that both meet the same machine. How many requests each tick made. */
async function tickBeside(times: number): Promise<number> {
  let requests = 0;
  for (let n = 0; n < times; n++) {
    proxy.requests.splice(0);
    await stack.tick();
    requests += proxy.requests.length;
    await floor.invoke(event);
  }
  return requests / times;
}
await tickBeside(WARM_UP);
warm.splice(0);
warmFloor.splice(0);
const each = await tickBeside(rounds);
const warmRatio = median(warm) / median(warmFloor);
console.log(
  `warm idle tick: ${median(warm).toFixed(1)} ms of processor time of ${WARM_MILLISECONDS}, floor ${median(warmFloor).toFixed(1)} ms, ` +
    `ratio ${warmRatio.toFixed(2)} of ${WARM_RATIO}; ${each} requests of ${INDEX_KEYS}; ${rounds} rounds`,
);
failed ||= median(warm) > WARM_MILLISECONDS || warmRatio > WARM_RATIO || each > INDEX_KEYS;
await floor.close();
await empty.close();
await end();
proxy.close();
await artefacts.remove();
await database.stop();
process.exitCode = failed ? 1 : 0;
