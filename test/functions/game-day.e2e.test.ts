/** docs/operations.md, "A game day": what is broken there is broken here, in that order, and shows as it says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeps, type Deps, pause, restore, resume, status } from '../../lib/operations/index.ts';
import { readPage, tableRows } from '../docs/support.ts';
import { describeWithDatabase } from '../support/deployment/database.ts';
import { type Deployment, deploy } from '../support/deployment/deployment.ts';
import { made } from '../support/deployment/made.ts';

/** A day each that a closure begins on, with a day between. */
const RULES = `rules:
  works:
    dates: [{ from: 2026-12-01, name: A }, { from: 2026-12-03, name: B }, { from: 2026-12-05, name: C }, { from: 2026-12-07, name: D }]`;
const KEY = '/partoo-closures/dev/acme';

const { text } = await readPage('docs/operations.md');
const [, after = ''] = text.split(/^## A game day$/m);
const rows = tableRows(after.split(/^## /m)[0] ?? '').map(([name = '']) => name);

await describeWithDatabase('a game day', (endpoint) => {
  let day: Deployment;
  let deps: Deps;
  let before: string;
  beforeAll(async () => {
    day = await deploy(
      await made('artefacts'),
      { endpoint },
      { start: '2026-11-30T12:00:00+01:00', rules: RULES },
    );
    const { stack, listing } = day;
    before = listing();
    const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
    const clock = { now: () => stack.now(), sleep };
    deps = createDeps({ store: stack.store, clock, env: {}, resolveSecret: () => 'sandbox-key' });
  }, 180_000);
  afterAll(() => day.end());

  const at = async (iso: string) => {
    day.jumpTo(iso);
    await day.minute();
  };
  const closed = () => day.closed();
  const told = (type: string) => day.stack.events.filter((event) => event['detail-type'] === type);
  const said = (words: RegExp) => day.lines.filter((line) => words.test(line));

  const PLAYED: Record<string, () => Promise<void>> = {
    async 'an event'() {
      day.stack.send('Closure Requested', { id: 'x', all: true, untill: '2026-12-01' });
      await day.stack.settled();
      expect(day.stack.failures).toMatchObject([
        { queue: 'RefusedQueue', errorMessage: expect.stringContaining('untill') },
      ]);
      expect(closed()).toBe(0);
      day.stack.failures.length = 0;
    },

    async 'the key'() {
      day.stack.secrets.set(KEY, 'wrong');
      await at('2026-12-01T00:00:01+01:00');
      expect(said(/"failed".*unauthorized/)).not.toEqual([]);
      expect(told('Key Refused').length).toBeGreaterThan(0);
      expect(closed()).toBe(0);
      day.stack.secrets.set(KEY, 'sandbox-key');
      await at('2026-12-01T01:30:00+01:00');
      expect(closed()).toBe(10);
      await at('2026-12-02T00:00:01+01:00');
      expect(day.listing()).toBe(before);
    },

    async writing() {
      await pause(deps, null);
      await at('2026-12-03T00:00:01+01:00');
      expect(closed()).toBe(0);
      expect(await status(deps, null)).toMatchObject({ paused: { by: expect.anything() } });
      expect(said(/"PassesPaused":1/)).not.toEqual([]);
      await resume(deps, null);
      await at('2026-12-03T01:00:00+01:00');
      expect(closed()).toBe(10);
      await at('2026-12-04T00:00:01+01:00');
      expect(day.listing()).toBe(before);
    },

    async 'the tick'() {
      day.jumpTo('2026-12-05T02:00:00+01:00');
      await day.stack.settled();
      expect(closed()).toBe(0);
      await at('2026-12-05T02:00:01+01:00');
      expect(closed()).toBe(10);
      const late = told('Closure Late').at(-1);
      expect(Number(late?.detail.lateSeconds)).toBeGreaterThanOrEqual(7200);
    },

    async 'a text'() {
      const [shop] = day.sandbox.settings();
      // Past the ten minutes in which a value may still be on its way.
      await at('2026-12-05T03:00:00+01:00');
      day.sandbox.person.edit(shop!.business_id, { offline_message: 'Travaux' });
      await at('2026-12-06T00:00:01+01:00');
      expect(day.sandbox.settings()[0]?.offline_message).toBe('Travaux');
      expect(told('Manual Change Kept').length).toBeGreaterThan(0);
      const report = await restore(deps, shop!.business_id, { field: null, organization: null });
      expect(report.organizations[0]?.results).toMatchObject([{ outcome: 'applied' }]);
      expect(day.listing()).toBe(before);
    },

    async Partoo() {
      // What is tried again at once would take real seconds; a refusal is not.
      day.sandbox.setFaults({ script: [{ match: { method: 'POST' }, fault: 'forbidden' }] });
      await at('2026-12-07T00:00:01+01:00');
      expect(closed()).toBe(0);
      day.sandbox.setFaults({});
      await at('2026-12-07T02:00:00+01:00');
      expect(closed()).toBe(10);
      await at('2026-12-08T00:00:01+01:00');
      expect(day.listing()).toBe(before);
    },

    /** See restored-table.e2e.test.ts. */
    async 'the table'() {},
  };

  test('has the rows that are written', () => expect(Object.keys(PLAYED)).toEqual(rows));

  test.each(rows)('%s', { timeout: 120_000 }, async (name) => {
    await PLAYED[name]?.();
    // Wherever a function asks for more than its role allows, it would only show on AWS.
    expect(day.stack.denied).toEqual([]);
  });
});
