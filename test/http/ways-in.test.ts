/** Whichever way a closure is asked for, it is the same closure. */
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClosureRequested } from '../../lib/events/schemas/incoming.ts';
import { withOutbox } from '../../lib/events/with-outbox.ts';
import { endAfter } from '../../lib/operations/ad-hoc/closure-bounds.ts';
import { takeClosureEvent } from '../../lib/operations/ad-hoc/closure-events.ts';
import type { OutboxFact } from '../../lib/store/store.ts';
import { type HttpWorld, makeHttpWorld, SECRETS } from '../support/world/http.ts';

let world: HttpWorld;
let token: string;
beforeAll(async () => {
  world = await makeHttpWorld({ businesses: 4 });
  await world.apply(`    webhooks: [{ name: till, secret: env:TILL_SECRET }]
rules: { none: { dates: [{ from: 2027-12-25 }] } }`);
  token = await world.token(['operate']);
  // The clocks of senders count seconds.
  await world.until(new Date(Math.ceil(world.clock.now() / 1000) * 1000).toISOString());
}, 60_000);
afterAll(() => world.end());

const asked = fc
  .record(
    {
      codes: fc.constantFrom(['ST-00001'], ['ST-00002', 'ST-00003']),
      from: fc.constantFrom('2026-12-24', '2026-12-24T17:30', '2026-12-24T17:00:00+01:00'),
      for: fc.constantFrom('90m', '3h', '2d'),
      text: fc.constantFrom('Fermé', 'Until {{reopens}}'),
      reason: fc.constantFrom('flood', 'Strike & more'),
      urgent: fc.boolean(),
      hold: fc.boolean(),
    },
    { requiredKeys: ['codes', 'from'] },
  )
  // A hold shows no text.
  .filter(({ text, hold }) => text === undefined || !hold);
type Asked = Omit<ClosureRequested, 'id'> & { from: string };

let count = 0;
const ways: Record<string, (id: string, request: Asked) => Promise<string>> = {
  command: (id, { codes, from, for: span, text = null, reason = null, urgent = false, hold = false }) =>
    world.close({
      ...{ id, scope: { codes: codes! }, from, text, reason, urgent, hold },
      until: span === undefined ? null : endAfter(from, span),
    }),
  event: async (id, request) => {
    const said = { at: world.clock.now(), source: 'test' };
    await takeClosureEvent(world.deps, { kind: 'requested', detail: { id, ...request } }, said);
    return id;
  },
  webhook: async (id, request) => {
    const body = JSON.stringify({ type: 'closure.requested', data: { id, ...request } });
    const at = new Date(world.clock.now());
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(SECRETS['env:TILL_SECRET']!).sign(id, at, body),
    };
    expect((await world.ask('POST', '/webhooks/closures', { body, headers })).status).toBe(204);
    return id;
  },
  http: async (id, { codes, ...rest }) => {
    const body = { ...rest, scope: { codes } };
    const headers = { 'idempotency-key': id };
    const { status, body: made } = await world.ask('POST', '/v1/closures', { token, body, headers });
    expect(status).toBe(201);
    return made.id;
  },
};
const WAYS = Object.keys(ways);

const deliveries = fc
  .tuple(...WAYS.map((way) => fc.integer({ min: 1, max: 5 }).map((times) => Array<string>(times).fill(way))))
  .chain((all) => fc.shuffledSubarray(all.flat(), { minLength: all.flat().length }));

const historyOf = async (id: string) =>
  (await world.store.listHistory({ organization: 'acme' }))
    .filter(({ reason }) => reason.startsWith(`ad-hoc:${id}`))
    .map(({ action, reason, before, after }) => ({
      ...{ action, before, after },
      reason: reason.replace(id, ''),
    }));

test('by command, event, webhook and HTTP, each delivered one to five times, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(asked, deliveries, async (request, order) => {
      count += 1;
      const ids = new Map<string, string>();
      for (const way of order) {
        // A command is typed once: it has no id of a sender's by which it could be known again.
        if (way === 'command' && ids.has(way)) continue;
        const id = await ways[way]!(`${way}-${count}`, request as unknown as Asked);
        expect(ids.get(way) ?? id).toBe(id);
        ids.set(way, id);
      }
      const outcomes = await Promise.all(
        [...ids].map(async ([way, id]) => {
          const closure = (await world.store.readAdHoc('acme', id))!;
          expect(closure.actor).toMatch(new RegExp(`^(${way === 'http' ? 'token' : way}:|test)`));
          return { closure: { ...closure, id: '', actor: '', revision: 0 }, history: await historyOf(id) };
        }),
      );
      expect(outcomes[0]!.history).toHaveLength(1);
      for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    }),
    { numRuns: 12 },
  );
});

/** Of an event, all that is not of this closure and this time alone. */
function alike({ type, detail }: OutboxFact, id: string): unknown {
  const { eventId: _, at, start, end, actor, ...rest } = detail as Record<string, unknown>;
  const told = JSON.stringify({ type, hasEnd: end !== undefined && end !== null, ...rest }).replaceAll(
    id,
    'ID',
  );
  expect(String(actor ?? 'test')).toMatch(/^(token|command|webhook):|^event:|^test/);
  return [typeof at, typeof start, JSON.parse(told)];
}

test('what others are told of it on the bus is the same, too', async () => {
  Object.assign(world.deps, { store: withOutbox(world.store), announces: true });
  const outcomes: [string, unknown[]][] = [];
  for (const way of WAYS) {
    const from = new Date(world.clock.now()).toISOString().replace('.000', '');
    const request = { codes: ['ST-00004'], from, for: '1h', text: 'Fermé', reason: 'flood' };
    const id = await ways[way]!(`${way}-told`, request as unknown as Asked);
    await world.run();
    await world.until(new Date(world.clock.now() + 3600_000).toISOString());
    await world.run();
    const facts = await world.store.takeOutbox('acme', 1000);
    await world.store.ackOutbox(facts);
    outcomes.push([way, facts.map((fact) => alike(fact, id))]);
    await world.until(new Date(Math.ceil(world.clock.now() / 60_000) * 60_000).toISOString());
  }
  const [, first] = outcomes[0]!;
  expect(first.length).toBeGreaterThanOrEqual(4);
  for (const [way, events] of outcomes) expect([way, events]).toEqual([way, first]);
});
