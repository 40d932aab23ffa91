import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeClosure } from '../../../lib/operations/ad-hoc/ad-hoc.ts';
import { takeClosureEvent } from '../../../lib/operations/ad-hoc/closure-events.ts';
import type { ClosureEvent } from '../../../lib/operations/ad-hoc/closure-ledger.ts';
import { changed, NOON, requested, shops } from './event-shops.ts';

const cancelled: ClosureEvent = { kind: 'cancelled', detail: { id: 'flood-7' } };

/** An event with when its sender decided it, seconds after noon. */
const said = fc.record({
  event: fc.constantFrom(
    requested(),
    requested({ businesses: ['b2'], text: 'Eau.', language: 'fr', urgent: true }),
    changed({ text: 'Wasser.', language: 'de' }),
    changed({ until: '2026-12-24' }),
    changed({ until: null }),
    changed({ for: '3d' }),
    changed({ message: 'flood', reason: 'Flood' }),
    changed({ urgent: true }),
    cancelled,
  ),
  seconds: fc.integer({ min: 0, max: 4 }),
});

test('events about a closure, each 1 to 5 times in any order, give one and the same closure', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(said, { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 6, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      async (events, times, random) => {
        const once = await shops();
        for (const { event, seconds } of events) await once.take(event, NOON + seconds * 1000);
        const often = await shops();
        const delivered = events.flatMap((one, index) => Array<typeof one>(times[index] ?? 1).fill(one));
        const shuffled = delivered
          .map((one) => ({ one, order: random.next().value }))
          .sort((a, b) => a.order - b.order);
        for (const { one } of shuffled) await often.take(one.event, NOON + one.seconds * 1000);
        expect(await often.closures()).toEqual(await once.closures());
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

test('events that arrive at the same moment lose nothing of one another', async () => {
  const { take, closures } = await shops();
  await Promise.all([
    take(cancelled, NOON + 5000),
    take(changed({ until: '2026-12-24' }), NOON + 1000),
    take(requested(), NOON),
    take(changed({ reason: 'Flood' }), NOON + 2000),
  ]);
  expect((await closures())[0]).toMatchObject([
    { id: 'flood-7', until: '2026-12-24', reason: 'Flood', endedAt: NOON + 5000, actor: 'event:weather' },
  ]);
});

test('a cancellation that overtakes its request waits for it', async () => {
  const { take, closures } = await shops();
  expect(await take(cancelled, NOON + 1000)).toEqual({ id: 'flood-7', organizations: [], waiting: true });
  expect(await take(requested())).toEqual({ id: 'flood-7', organizations: ['acme'], waiting: false });
  expect((await closures())[0]).toMatchObject([{ endedAt: NOON + 1000 }]);
});

test('a closure that a command made is changed and cancelled by event as well', async () => {
  const { store, take, closures } = await shops();
  await take(requested());
  const [made] = await store.listAdHoc('acme');
  const { revision: _none, ...byCommand } = { ...made!, id: 'close-1', actor: 'command' };
  await store.putAdHoc('acme', byCommand, 'absent');
  await take({ kind: 'changed', detail: { id: 'close-1', until: '2026-12-30' } });
  await take({ kind: 'cancelled', detail: { id: 'close-1' } }, NOON + 60_000);
  expect((await closures())[0]?.[1]).toEqual({
    ...byCommand,
    ...{ until: '2026-12-30', endedAt: NOON + 60_000, updatedAt: NOON + 60_000 },
  });
});

test('what a command did since is not undone by an event that comes again', async () => {
  const { store, take, closures } = await shops();
  await take(requested());
  const [closure] = await store.listAdHoc('acme');
  await store.putAdHoc('acme', { ...closure!, until: '2026-12-31', endedAt: NOON + 1 }, 'present');
  await take(requested());
  expect((await closures())[0]).toMatchObject([{ until: '2026-12-31', endedAt: NOON + 1 }]);
  await take(changed({ until: '2026-12-27' }), NOON + 9000);
  expect((await closures())[0]).toMatchObject([{ until: '2026-12-27', endedAt: NOON + 1 }]);
});

test('what a command did since stays, but for what an event has to say of it afterwards', async () => {
  const { store, clock, take, closures } = await shops();
  await take(requested({ text: 'Eau.' }));
  await take(changed({ until: '2026-12-23' }), NOON + 1000);
  await clock.advance(60_000);
  const deps = { store, clock, actor: 'command:lea' };
  await changeClosure(deps, 'flood-7', { until: '2026-12-31', text: 'Inondation.' });
  await take(changed({ reason: 'Flood' }), NOON + 120_000);
  await take(changed({ urgent: true }), NOON + 180_000);
  const offlineMessage = { text: 'Inondation.' };
  expect((await closures())[0]).toMatchObject([
    { reason: 'Flood', urgent: true, until: '2026-12-31', effect: { offlineMessage } },
  ]);
  await take(changed({ text: 'Wasser.' }), NOON + 240_000);
  expect((await closures())[0]).toMatchObject([
    { until: '2026-12-31', effect: { offlineMessage: { text: 'Wasser.' } } },
  ]);
  const late = Date.UTC(2026, 11, 27);
  await clock.advance(late - clock.now());
  await take(cancelled, late);
  expect((await closures())[0]).toMatchObject([{ until: '2026-12-31', endedAt: late }]);
});

describe('a ledger', () => {
  const DAY = 86_400_000;
  const NAME = 'closure-events:flood-7';

  /** When the store was last told to forget the ledger, days after NOON. */
  async function forgottenAfter(...events: ClosureEvent[]): Promise<number | null | undefined> {
    const { store, clock } = await shops();
    let told: number | null | undefined;
    const swapNote: typeof store.swapNote = (organization, name, before, value, forgetAt) => {
      if (name.startsWith('closure-events:')) told = forgetAt;
      return store.swapNote(organization, name, before, value, forgetAt);
    };
    const deps = { store: { ...store, swapNote }, clock };
    for (const [index, event] of events.entries())
      await takeClosureEvent(deps, event, { at: NOON + index, source: 'weather' });
    return typeof told === 'number' ? Math.round((told - NOON) / DAY) : told;
  }

  test.each<[string, number | null, ClosureEvent[]]>([
    ['is kept for 90 days after the end', 92, [requested()]],
    ['is kept as long where the closure was cancelled', 92, [requested(), cancelled]],
    [
      'is kept by the later end where it was moved ahead',
      101,
      [requested(), changed({ until: '2026-12-31T12:00' })],
    ],
    ['is kept by the asked end where it was brought forward', 92, [requested(), changed({ for: '1h' })]],
    [
      'is kept by what was said last where no end was asked for',
      90,
      [requested({ for: undefined, until: null })],
    ],
    [
      'is kept by the later end where one was given later',
      110,
      [requested({ for: undefined, until: null }), changed({ for: '20d' })],
    ],
    [
      'is kept by the end that was asked for where it was taken away',
      92,
      [requested(), changed({ until: null })],
    ],
    ['is kept as long while it waits for its request', 90, [cancelled]],
    ['is kept as long where a change waits for its request', 91, [changed({ for: '1d' })]],
  ])('%s', async (_, days, events) => {
    const shown = JSON.parse(JSON.stringify(events)) as ClosureEvent[];
    expect(await forgottenAfter(...shown)).toBe(days);
  });

  test('that cannot be read counts as forgotten: the closure tells how many events it has seen', async () => {
    const { store, take, closures } = await shops();
    await take(requested());
    await take(changed({ until: '2026-12-24' }), NOON + 1000);
    await store.saveNote('', NAME, '{"request":{');
    await take(changed({ until: '2026-12-27' }), NOON + 2000);
    expect((await closures())[0]).toMatchObject([{ until: '2026-12-27', endedAt: null }]);
    await take(cancelled, NOON + 3000);
    expect((await closures())[0]).toMatchObject([{ until: '2026-12-27', endedAt: NOON + 3000 }]);
  });

  test('that is forgotten lets nothing that comes again wake the closure', async () => {
    const { store, clock, take, closures } = await shops();
    await take(requested());
    await take(cancelled, NOON + 1000);
    const before = await closures();
    await clock.advance(93 * DAY);
    await store.saveNote('', NAME, null);
    await expect(take(requested())).rejects.toMatchObject({ code: 'stale' });
    await take(cancelled, NOON + 1000);
    expect(await closures()).toEqual(before);
    // Not even where the closure itself is gone.
    await store.saveNote('', NAME, null);
    await store.putAway('acme', await store.listAdHoc('acme'), clock.now());
    await store.forgetPast('acme', clock.now());
    await expect(take(requested())).rejects.toMatchObject({ code: 'stale' });
    await take(changed({ until: '2028-01-01' }), NOON + 2000);
    expect(await closures()).toEqual([[], []]);
  });

  test('that is forgotten lets no old request reopen what was until further notice', async () => {
    const { store, clock, take, closures } = await shops();
    const forever = requested({ for: undefined, until: null });
    await take(forever);
    await take(cancelled, NOON + 1000);
    await clock.advance(91 * DAY);
    await store.saveNote('', NAME, null);
    await store.putAway('acme', await store.listAdHoc('acme'), clock.now());
    await store.forgetPast('acme', clock.now());
    await expect(take(forever)).rejects.toMatchObject({ code: 'stale' });
    expect(await closures()).toEqual([[], []]);
  });

  test('that is forgotten keeps nobody from ending a closure that a command has prolonged', async () => {
    const { store, clock, take, closures } = await shops();
    await take(requested());
    await take(changed({ reason: 'Flood' }), NOON + 1000);
    const [closure] = await store.listAdHoc('acme');
    await store.putAdHoc('acme', { ...closure!, until: null }, 'present');
    await clock.advance(93 * DAY);
    await store.saveNote('', NAME, null);
    await take(cancelled, clock.now());
    expect((await closures())[0]).toMatchObject([{ until: null, endedAt: clock.now(), reason: 'Flood' }]);
  });
});

test.each([
  { name: 'a shop that nobody has', event: requested({ businesses: ['b9'] }), code: 'unknown-business' },
  {
    name: 'no shop at all',
    event: { kind: 'requested', detail: { id: 'x' } } as const,
    code: 'no-selectors',
  },
  { name: 'a message that is not there', event: requested({ message: 'fire' }), code: 'unknown-message' },
  { name: 'an end before its start', event: requested({ for: '0s' }), code: 'empty-interval' },
  { name: 'an end in 2099', event: requested({ for: undefined, until: '2099-01-01' }), code: 'too-long' },
  { name: 'a start in 2099', event: requested({ from: '2099-01-01' }), code: 'too-far' },
  { name: 'a language that is none', event: requested({ text: 'a', language: 'xx' }), code: 'language' },
  { name: 'a text too long', event: requested({ text: 'a'.repeat(2001) }), code: 'text' },
  { name: 'a text of controls', event: requested({ text: 'a\u202Eb' }), code: 'text' },
  {
    name: 'more than fits an item',
    event: requested({ businesses: Array(10_000).fill('b'.repeat(20)) }),
    code: 'too-many-selectors',
  },
  { name: 'what is over', event: requested({ from: '2026-12-01', for: '1d' }), code: 'stale' },
])('a request for $name is refused, and nothing is remembered of it', async ({ event, code }) => {
  const { store, take, closures } = await shops();
  await expect(take(event)).rejects.toMatchObject({ code });
  expect(await closures()).toEqual([[], []]);
  expect(await store.readNote('', `closure-events:${event.detail.id}`)).toBeNull();
  expect((await take(requested())).organizations).toEqual(['acme']);
});

test('an end in 2099 is refused of a change as well, and nothing of it is remembered', async () => {
  const { take, closures } = await shops();
  await take(requested());
  const before = await closures();
  await expect(take(changed({ until: '2099-01-01' }), NOON + 1000)).rejects.toMatchObject({
    code: 'too-long',
  });
  await take(changed({ reason: 'Flood' }), NOON + 2000);
  expect((await closures())[0]?.[0]).toEqual({
    ...before[0]?.[0],
    ...{ reason: 'Flood', updatedAt: NOON + 2000 },
  });
});

test.each([NOON + 2 * 86_400_000, Date.UTC(2020, 0, 1)])(
  'what is said to have been decided at %d is refused: it would count before or after all else',
  async (at) => {
    const { take } = await shops();
    await expect(take(changed({ urgent: true }), at)).rejects.toMatchObject({ code: 'too-far' });
  },
);

test('a request with thousands of codes that nobody has names a few of them', async () => {
  const { take } = await shops();
  const codes = Array.from({ length: 9_999 }, (_, index) => `X-${index}`);
  await expect(take(requested({ businesses: undefined, codes }))).rejects.toThrow(
    /^No shop has the store code ("X-\d", ){9}"X-9" and 9989 more\.$/,
  );
});

test('the language of a text is kept with it, and goes with it', async () => {
  const { take, closures } = await shops();
  await take(requested({ text: 'Eau.', language: 'fr' }));
  const texts = async () => (await closures())[0]?.map(({ effect }) => effect);
  expect(await texts()).toMatchObject([{ offlineMessage: { text: 'Eau.', language: 'fr' } }]);
  await take(changed({ text: 'Agua.' }), NOON + 1000);
  expect(await texts()).toMatchObject([{ offlineMessage: { text: 'Agua.' } }]);
  expect(JSON.stringify(await texts())).not.toContain('language');
});
