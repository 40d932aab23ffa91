/** The guard on what events, webhooks and tokens ask for, and who decides on what waits. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseConfig, serializeConfig } from '../../../lib/config/index.ts';
import type { ClosureChange } from '../../../lib/operations/ad-hoc/ad-hoc.ts';
import { type Sending, takeClosureEvent } from '../../../lib/operations/ad-hoc/closure-events.ts';
import type { ClosureEvent } from '../../../lib/operations/ad-hoc/closure-ledger.ts';
import type { ClosureRequest } from '../../../lib/operations/index.ts';
import {
  approveClosure,
  changeClosure,
  declineClosure,
  endClosure,
  listClosures,
  requestClosure,
  status,
} from '../../../lib/operations/index.ts';
import type { Deps } from '../../../lib/reconcile/pass/deps.ts';
import { openSqliteStore } from '../../../lib/store/sqlite.ts';
import { asked } from '../../support/world/asked.ts';
import { type ManualClock, manualClock } from '../../support/world/manual-clock.ts';
import { business, directory } from '../../support/world/samples.ts';

const NOON = Date.UTC(2026, 11, 20, 12);
const HOUR = 3600_000;
const DAY = 24 * HOUR;
/** 100 shops: beyond is more than 10 that are more than a tenth, or more than a week. */
const GUARD = '{ maxShare: 0.1, maxBusinesses: 10, maxFor: 7d }';

async function shops(guard = GUARD) {
  const store = await openSqliteStore(':memory:');
  const { config, hash } = parseConfig(
    `version: 1
organizations:
  acme: { apiKey: env:PARTOO_API_KEY, timezone: Europe/Paris, adHoc: ${guard} }
rules: {}
`,
    'closures.yml',
  );
  await store.saveApplied({ config: serializeConfig(config), hash, appliedAt: NOON });
  const all = Array.from({ length: 100 }, (_, index) => business(`b${index}`));
  await store.saveDirectory('acme', directory(all));
  const clock: ManualClock = manualClock(NOON);
  const as = (actor: string) => ({ store, clock, actor, announces: true }) as unknown as Deps;
  return {
    ...{ store, clock, as },
    ask: (actor: string, request: Partial<ClosureRequest>) =>
      requestClosure(as(actor), asked({ actor, ...request })),
    change: (actor: string, id: string, change: ClosureChange) => changeClosure(as(actor), id, change),
    end: (actor: string, id: string) => endClosure(as(actor), id),
    approve: (actor: string, id: string) => approveClosure(as(actor), id),
    decline: (actor: string, id: string) => declineClosure(as(actor), id),
    take: (event: ClosureEvent, said: Partial<Sending> = {}) =>
      takeClosureEvent(as('unused'), event, { at: clock.now(), source: 'weather', ...said }),
    closure: (id: string) => store.readAdHoc('acme', id),
    listed: async (id: string) =>
      (await listClosures(as('x'), { organization: null, ended: true })).find((one) => one.id === id),
    facts: async () => (await store.takeOutbox('acme', 100)).map(({ type, detail }) => ({ type, ...detail })),
    deeds: async () =>
      (await store.listHistory({})).map(({ action, actor, reason }) => `${action} ${actor} ${reason}`),
  };
}
type Shops = Awaited<ReturnType<typeof shops>>;

const some = (count: number, first = 0) => ({
  scope: { businesses: Array.from({ length: count }, (_, index) => `b${first + index}`) },
});
const inDays = (days: number) => new Date(NOON + days * DAY).toISOString();
const TOKEN = 'token:till';

let acme: Shops;
beforeEach(async () => {
  acme = await shops();
});

describe('what waits', () => {
  test.each<[string, string, Partial<ClosureRequest>, boolean]>([
    ['as many as allowed', TOKEN, some(10), false],
    ['more than allowed, in share and number', TOKEN, some(11), true],
    ['a hold', TOKEN, { ...some(11), hold: true }, true],
    ['an urgent one', TOKEN, { ...some(11), urgent: true }, true],
    ['all', TOKEN, { all: true }, true],
    ['as long as allowed', TOKEN, { ...some(1), until: inDays(7) }, false],
    ['longer', TOKEN, { ...some(1), until: inDays(7.1) }, true],
    [
      'one that is said to have begun long ago',
      TOKEN,
      { ...some(1), from: inDays(-30), until: inDays(1) },
      false,
    ],
    ['one without an end', TOKEN, some(1), false],
    ['by webhook', 'webhook:till', some(11), true],
    ['by a person at the command line', 'command:lea', { all: true, until: inDays(300) }, false],
  ])('%s', async (_name, actor, request, waits) => {
    const { id, waiting = false } = await acme.ask(actor, request);
    expect(waiting).toBe(waits);
    expect((await acme.listed(id))?.state).toBe(waits ? 'waiting' : 'in-force');
  });

  test('a share that is not exceeded lets any number pass, and the other way round', async () => {
    const wide = await shops('{ maxShare: 0.5, maxBusinesses: 10 }');
    expect(await wide.ask(TOKEN, some(50))).not.toHaveProperty('waiting');
    const many = await shops('{ maxShare: 0, maxBusinesses: 60 }');
    expect(await many.ask(TOKEN, some(60))).not.toHaveProperty('waiting');
    expect(await many.ask(TOKEN, some(61))).toMatchObject({ waiting: true });
  });

  test('is judged with all that the same one asked for in 24 hours, each shop counted once', async () => {
    await acme.ask(TOKEN, some(6));
    const again = await acme.ask(TOKEN, some(6));
    expect(again).not.toHaveProperty('waiting');
    expect(await acme.ask('token:other', some(6, 50))).not.toHaveProperty('waiting');
    expect(await acme.ask(TOKEN, some(5, 6))).toMatchObject({ waiting: true });
    expect(await acme.ask(TOKEN, some(4, 6))).not.toHaveProperty('waiting');
    acme.clock.advance(DAY);
    expect(await acme.ask(TOKEN, some(10, 40))).not.toHaveProperty('waiting');
  });

  test('two at the same moment do not slip through side by side', async () => {
    const answers = await Promise.all([acme.ask(TOKEN, some(6)), acme.ask(TOKEN, some(6, 10))]);
    expect(answers.filter(({ waiting }) => waiting)).toHaveLength(1);
  });

  test('the end of many waits, that of a closure of its own does not', async () => {
    const { id } = await acme.ask('command:lea', some(20));
    const mine = await acme.ask(TOKEN, some(10, 50));
    expect(await acme.end(TOKEN, mine.id)).not.toHaveProperty('waiting');
    expect(await acme.end('token:other', id)).toMatchObject({ waiting: true });
    expect(await acme.listed(id)).toMatchObject({
      state: 'in-force',
      waiting: { kind: 'end' },
      endedAt: null,
    });
    acme.clock.advance(HOUR);
    await acme.approve('command:lea', id);
    expect((await acme.closure(id))?.endedAt).toBe(NOON + HOUR);
  });
});

describe('what is decided', () => {
  test('by somebody else than who asked; it is in force from then on', async () => {
    const { id } = await acme.ask(TOKEN, { ...some(11), reason: 'flood', until: inDays(2) });
    await expect(acme.approve(TOKEN, id)).rejects.toMatchObject({ code: 'own-request' });
    acme.clock.advance(HOUR);
    await acme.approve('command:lea', `ad-hoc:${id}`);
    expect(await acme.listed(id)).toMatchObject({
      ...{ state: 'in-force', waiting: null, endedAt: null },
      decided: { decision: 'approved', by: 'command:lea', at: new Date(NOON + HOUR).toISOString() },
    });
    await expect(acme.decline('command:lea', id)).rejects.toMatchObject({ code: 'not-waiting' });
    expect(await acme.facts()).toMatchObject([
      { type: 'Closure Waiting', closure: `ad-hoc:${id}`, by: TOKEN, asks: 'closure', businesses: 11 },
      {
        type: 'Closure Decided',
        closure: `ad-hoc:${id}`,
        by: 'command:lea',
        decision: 'approved',
        askedBy: [TOKEN],
      },
    ]);
    expect(await acme.deeds()).toEqual([
      expect.stringMatching(/^approve command:lea ad-hoc:close-\w+: flood, until 2026-12-22/),
      expect.stringMatching(/^close token:till ad-hoc:close-\w+: flood, until .+ \(waits for approval\)$/),
    ]);
    // What somebody agreed to does not count among what was asked for without agreement.
    expect(await acme.ask(TOKEN, some(10, 50))).not.toHaveProperty('waiting');
  });

  test('a declined one is over, whatever is sent again', async () => {
    await acme.take({ kind: 'requested', detail: { id: 'flood', businesses: some(11).scope.businesses } });
    await acme.decline('token:ops', 'flood');
    await acme.take({ kind: 'requested', detail: { id: 'flood', businesses: some(11).scope.businesses } });
    await acme.take({ kind: 'changed', detail: { id: 'flood', for: '1h' } });
    expect(await acme.listed('flood')).toMatchObject({ state: 'declined', decided: { by: 'token:ops' } });
    expect(await listClosures(acme.as('x'), { organization: null, ended: false })).toEqual([]);
    await expect(acme.change('command:lea', 'flood', { until: inDays(1) })).rejects.toMatchObject({
      code: 'closure-ended',
    });
  });

  test('a change that waits leaves the closure as it is until then', async () => {
    const { id } = await acme.ask(TOKEN, { ...some(3), until: inDays(2), text: 'Fermé.' });
    const before = await acme.listed(id);
    expect(await acme.change(TOKEN, id, { until: inDays(30), text: 'Longtemps.' })).toMatchObject({
      waiting: true,
    });
    expect(await acme.listed(id)).toEqual({
      ...before,
      updatedAt: expect.any(String),
      waiting: {
        ...{ kind: 'change', beyond: 'time', by: [TOKEN], at: new Date(NOON).toISOString() },
        ...{ until: inDays(30), text: 'Longtemps.' },
      },
    });
    // A person changes it meanwhile: what was asked for still comes on top.
    await acme.change('command:lea', id, { reason: 'flood' });
    await acme.approve('command:lea', id);
    expect(await acme.listed(id)).toMatchObject({
      ...{ state: 'in-force', reason: 'flood', until: inDays(30), text: 'Longtemps.', waiting: null },
    });
  });

  test('a declined change is forgotten', async () => {
    const { id } = await acme.ask(TOKEN, { ...some(3), until: inDays(2) });
    await acme.change(TOKEN, id, { until: inDays(30) });
    await acme.decline('command:lea', id);
    expect(await acme.listed(id)).toMatchObject({
      state: 'in-force',
      until: inDays(2),
      waiting: null,
      decided: null,
    });
  });

  test('whoever asked takes it back, or asks for less', async () => {
    const { id } = await acme.ask(TOKEN, some(11));
    expect(await acme.end(TOKEN, id)).not.toHaveProperty('waiting');
    expect(await acme.listed(id)).toMatchObject({
      state: 'ended',
      waiting: null,
      decided: { decision: 'withdrawn' },
    });
    const long = await acme.ask(TOKEN, { ...some(1), until: inDays(30) });
    expect(await acme.change(TOKEN, long.id, { until: inDays(3) })).not.toHaveProperty('waiting');
    expect(await acme.listed(long.id)).toMatchObject({ state: 'in-force', until: inDays(3), waiting: null });
    expect((await acme.facts()).map(({ type }) => type)).toEqual([
      'Closure Waiting',
      'Closure Decided',
      'Closure Waiting',
    ]);
  });

  test('what has waited past its own end was never in force, though it is ended then', async () => {
    const { businesses } = some(11).scope;
    await acme.take({ kind: 'requested', detail: { id: 'flood', businesses, until: inDays(1) } });
    acme.clock.advance(DAY);
    await acme.take({ kind: 'cancelled', detail: { id: 'flood' } });
    expect((await acme.closure('flood'))?.endedAt).toBe(0);
    expect(await acme.listed('flood')).toMatchObject({ state: 'ended', waiting: null, decided: null });
    expect((await acme.facts()).map(({ type }) => type)).toEqual(['Closure Waiting']);
  });

  test('what has waited past its own end cannot be approved any more', async () => {
    const { id } = await acme.ask(TOKEN, { ...some(11), until: inDays(1) });
    acme.clock.advance(DAY);
    await expect(acme.approve('command:lea', id)).rejects.toMatchObject({ code: 'not-waiting' });
    expect(await acme.listed(id)).toMatchObject({ state: 'ended', waiting: null });
  });
});

test('without approval it is refused, and nothing is remembered', async () => {
  const strict = await shops('{ maxShare: 0.1, maxBusinesses: 10, maxFor: 7d, approval: false }');
  const beyond = { code: 'beyond-guard' };
  await expect(strict.ask(TOKEN, some(11))).rejects.toMatchObject(beyond);
  await expect(strict.ask(TOKEN, { ...some(1), until: inDays(8) })).rejects.toMatchObject(beyond);
  const detail = { id: 'flood', businesses: some(11).scope.businesses };
  await expect(strict.take({ kind: 'requested', detail })).rejects.toMatchObject(beyond);
  expect(await strict.store.readNote('', 'closure-events:flood')).toBeNull();
  const { id } = await strict.ask('command:lea', some(20));
  await expect(strict.end(TOKEN, id)).rejects.toMatchObject(beyond);
  expect(await strict.store.listAdHoc('acme')).toMatchObject([{ id, endedAt: null }]);
  expect(await strict.facts()).toEqual([]);
});

test('status and closures name what waits first', async () => {
  await acme.ask('command:lea', { ...some(1), id: 'here' });
  await acme.ask(TOKEN, { ...some(11), id: 'waits' });
  const listed = await listClosures(acme.as('x'), { organization: null, ended: false });
  expect(listed.map(({ id, state }) => `${id} ${state}`)).toEqual(['waits waiting', 'here in-force']);
  expect((await status(acme.as('x'), null)).approvals).toEqual([
    {
      organization: 'acme',
      closure: 'waits',
      kind: 'closure',
      by: [TOKEN],
      since: '2026-12-20T12:00:00+00:00',
    },
  ]);
});

const flood = some(11).scope.businesses;
const said = fc.constantFrom<{ event: ClosureEvent; seconds: number }>(
  { event: { kind: 'requested', detail: { id: 'f', businesses: flood, for: '2d' } }, seconds: 0 },
  { event: { kind: 'requested', detail: { id: 'g', businesses: ['b0'], for: '2d' } }, seconds: 0 },
  { event: { kind: 'changed', detail: { id: 'f', text: 'Eau.' } }, seconds: 1 },
  { event: { kind: 'changed', detail: { id: 'g', text: 'Eau.' } }, seconds: 1 },
  { event: { kind: 'changed', detail: { id: 'g', for: '30d' } }, seconds: 2 },
  { event: { kind: 'changed', detail: { id: 'f', for: '30d' } }, seconds: 2 },
);

test('events beyond the guard, each 1 to 3 times in any order, leave one and the same waiting', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(said, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      async (events, random) => {
        const [once, often] = [await shops(), await shops()];
        for (const { event, seconds } of events) await once.take(event, { at: NOON + seconds * 1000 });
        const shuffled = [...events, ...events, ...events]
          .map((one) => ({ one, order: random.next().value }))
          .sort((a, b) => a.order - b.order);
        for (const { one } of shuffled) await often.take(one.event, { at: NOON + one.seconds * 1000 });
        for (const id of ['f', 'g']) {
          const { revision: _a, ...first } = (await once.closure(id)) ?? {};
          const { revision: _b, ...other } = (await often.closure(id)) ?? {};
          expect(other).toEqual(first);
        }
        const ids = async ({ facts }: Shops) => new Set((await facts()).map((fact) => JSON.stringify(fact)));
        if (events.length === 1) expect(await ids(often)).toEqual(await ids(once));
      },
    ),
    { numRuns: 25 },
  );
}, 30_000);
