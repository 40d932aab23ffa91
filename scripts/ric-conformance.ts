/**
 * `npm run ric`: runs the packaged functions under AWS's own runtime client and under the few lines that stand for it in
 * tests, and compares what they answer. The client is fetched into `.cache/`, which git ignores, and built there (cmake,
 * make and g++, about a minute).
 */
import { deepStrictEqual } from 'node:assert';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deploy, packaged } from '../test/support/deployment/deployment.ts';
import { type DynamodbLocal, startDynamodbLocal } from './dynamodb-local.ts';
import type { Invoked } from './local-runtime.ts';

const VERSION = '4.0.2';
const BUILD_MILLISECONDS = 180_000;
const FOLDER = join(import.meta.dirname, '..', '.cache', `aws-lambda-ric-${VERSION}`);
const CLIENT = join(FOLDER, 'node_modules', 'aws-lambda-ric');

/** Builds it the first time. Throws where that fails or takes longer than three minutes. */
async function install(): Promise<string> {
  const main = join(CLIENT, 'index.mjs');
  if (existsSync(join(CLIENT, 'rapid-client.node'))) return main;
  await mkdir(FOLDER, { recursive: true });
  const from = performance.now();
  const npm = spawn('npm', ['install', '--prefix', FOLDER, '--no-save', `aws-lambda-ric@${VERSION}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own: a compiler must not outlive what gave up waiting for it.
    detached: true,
  });
  const timer = setTimeout(() => npm.pid && process.kill(-npm.pid, 'SIGKILL'), BUILD_MILLISECONDS);
  const code = await new Promise<number | null>((resolve) => npm.once('exit', resolve));
  clearTimeout(timer);
  if (code !== 0 || !existsSync(join(CLIENT, 'rapid-client.node')))
    throw new Error(
      `aws-lambda-ric@${VERSION} cannot be built here (${code ?? 'longer than three minutes'})`,
    );
  console.log(`aws-lambda-ric ${VERSION} built in ${((performance.now() - from) / 1000).toFixed(0)} s`);
  return main;
}

/** What a runtime does with the same events: answers, errors, what reached the bus and what Partoo holds in the end. */
async function answersUnder(client: string | undefined, folder: string, database: DynamodbLocal) {
  const [today, later] = [0, 2].map((days) =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
  );
  const { stack, listing, end } = await deploy(folder, database, {
    start: new Date().toISOString(),
    rules: `rules:\n  stock-taking:\n    dates: [{ from: ${today}, to: ${later} }]`,
    client,
  });
  try {
    const due = await stack.tick();
    await stack.settled();
    const event = {
      id: '1',
      source: 'partoo-closures',
      'detail-type': 'Reconciliation Due',
      time: new Date().toISOString(),
    };
    const reconcile = stack.function('reconcile');
    const invoke = (detail: object) => reconcile.invoke({ ...event, detail });
    const told = async (name: string, type: string, detail: unknown) => {
      const answered = await stack.function(name).invoke({ ...event, 'detail-type': type, detail });
      await stack.settled();
      return factsOf(answered);
    };
    const ask = (type: string, detail: unknown) => told('closure-events', type, detail);
    return {
      due,
      held: await ask('Closure Requested', { id: 'open-day', all: true, hold: true, for: '1h' }),
      heldAgain: await ask('Closure Requested', { id: 'open-day', all: true, hold: true, for: '1h' }),
      unheld: await ask('Closure Cancelled', { id: 'open-day' }),
      refused: await ask('Closure Requested', { id: 'flood', codes: [] }),
      noObject: await ask('Closure Requested', null),
      refreshed: await told('refresh', 'Refresh Requested', { organization: 'acme' }),
      idle: await stack.tick(),
      notDue: await invoke({ organization: 'acme' }),
      unknown: factsOf(await invoke({ organization: 'nobody' })),
      malformed: factsOf(await invoke({})),
      malformedTick: factsOf(await stack.function('tick').invoke({ scheduledTime: 'soon' })),
      told: stack.events.map((one) => one['detail-type']).sort(),
      failures: stack.failures,
      listing: listing(),
    };
  } finally {
    await end();
  }
}

/** Without the stack, which only AWS's client sends. */
function factsOf(invoked: Invoked): Invoked {
  if (invoked.ok) return invoked;
  const { ok, errorType, errorMessage } = invoked;
  return { ok, errorType, errorMessage };
}

const client = await install();
const database = await startDynamodbLocal();
const artefacts = await packaged();
try {
  const plain = await answersUnder(undefined, artefacts.folder, database);
  const real = await answersUnder(client, artefacts.folder, database);
  deepStrictEqual(real, plain);
  deepStrictEqual(real.due, { ok: true, value: { due: 1 } });
  deepStrictEqual(real.failures, []);
  const taken = [real.held, real.heldAgain, real.unheld, real.refreshed, real.refused, real.noObject];
  deepStrictEqual(
    taken.map(({ ok }) => ok),
    [true, true, true, true, false, false],
  );
  if (!real.told.includes('Business Messaging Changed') || real.malformed.ok)
    throw new Error('What was compared does not show a pass at work and a refusal.');
  console.log(
    `The packaged tick, closure-events, refresh and reconcile answer the same under aws-lambda-ric ${VERSION}: ${Object.keys(real).join(', ')}.`,
  );
} finally {
  await artefacts.remove();
  await database.stop();
}
