/** A wave of the functions that would be deployed is broken off in its middle: what is carried out in the end, and at what pace. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeWithDatabase } from '../support/deployment/database.ts';
import { type Deployment, deploy, parisians } from '../support/deployment/deployment.ts';
import { made } from '../support/deployment/made.ts';

const RULES = `rules:
  christmas:
    dates: [{ from: 2026-12-25, name: Noël }, { from: 2026-12-28, name: Inventaire }]`;
const SECONDS = 1000;

await describeWithDatabase('a wave of the packaged functions', story);

function story(endpoint: string): void {
  let running: Deployment;
  beforeAll(async () => {
    running = await deploy(
      await made('artefacts'),
      { endpoint },
      {
        start: '2026-12-20T12:00:00+01:00',
        rules: RULES,
        businesses: parisians(40),
        requestsPerMinute: 900,
      },
    );
  }, 180 * SECONDS);
  afterEach(() => {
    // In every story: a role that lacks a right would only show on AWS.
    expect(running.stack.denied).toEqual([]);
  });
  afterAll(() => running.end());

  test('story 23: killed in the middle of a wave, with every event twice: final state exact, quota kept', async () => {
    const { stack, sandbox, jumpTo, listing, closed, minute } = running;
    stack.deliveries = () => 2;
    const before = listing();
    jumpTo('2026-12-25T09:00:00+01:00');
    void stack.tick();
    await until(() => closed() >= 12);
    expect(stack.function('reconcile').kill()).toBeGreaterThan(0);
    await stack.settled();
    expect(closed()).toBeLessThan(40);
    expect(stack.failures.some(({ errorType }) => errorType === 'Runtime.ExitError')).toBe(true);

    jumpTo('2026-12-25T09:03:00+01:00');
    await minute();
    expect(closed()).toBe(40);
    jumpTo('2026-12-26T09:00:00+01:00');
    await minute();
    expect(listing()).toBe(before);
    expectPaced(sandbox.requests, 900 * 0.8);
  }, 90_000);

  test('whose lease passes to another begin nothing more, and the next pass ends it', async () => {
    await running.forget();
    const { stack, sandbox, jumpTo, listing, closed, minute } = running;
    stack.deliveries = () => 1;
    const before = listing();
    jumpTo('2026-12-28T09:00:00+01:00');
    void stack.tick();
    await until(() => closed() >= 8);
    const lease = await stack.store.takeLease('acme', stack.now() + 600 * SECONDS, 60 * SECONDS);
    const writes = () => sandbox.requests.filter(({ method }) => method === 'POST').length;
    const atOnce = writes();
    await stack.settled();
    expect(lease).not.toBeNull();
    expect(writes() - atOnce).toBeLessThan(16);
    expect(closed()).toBeLessThan(40);

    await stack.store.releaseLease(lease!);
    await stack.store.setDue('acme', stack.now());
    await minute();
    expect(closed()).toBe(40);
    jumpTo('2026-12-29T09:00:00+01:00');
    await minute();
    expect(listing()).toBe(before);
    expectPaced(sandbox.requests, 900 * 0.8);
  }, 90_000);
}

async function until(condition: () => boolean): Promise<void> {
  for (let n = 0; n < 2000 && !condition(); n++) await sleep(5);
  expect(condition()).toBe(true);
}

/** No more in any sliding minute than the budget, and none refused. */
function expectPaced(requests: readonly { at: number; status: number | null }[], perMinute: number): void {
  expect(requests.filter(({ status }) => status === 429)).toEqual([]);
  const times = requests.map(({ at }) => at).sort((a, b) => a - b);
  for (const [index, at] of times.entries()) {
    const window = times.slice(index).filter((other) => other < at + 60 * SECONDS);
    expect(window.length).toBeLessThanOrEqual(perMinute);
  }
}
