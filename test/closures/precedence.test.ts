import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chain, Source } from '../../lib/closures/chains.ts';
import type { Effect } from '../../lib/closures/model.ts';
import { leftMembers, overlayKeyOf, overlayOf, overlayOfKey } from '../../lib/closures/overlay.ts';
import { byPrecedence, MEMBERS, resolve, whyItLoses } from '../../lib/closures/precedence.ts';
import { chain, OPEN, set } from './support.ts';

describe('story 13: which of two closures goes first is never a surprise', () => {
  test.each<[why: string, winner: Chain, loser: Chain, words: string]>([
    [
      'hold > urgent',
      chain({ level: 'hold' }),
      chain({ level: 'urgent', priority: 99 }),
      'hold goes before urgent',
    ],
    [
      'urgent > ad hoc',
      chain({ level: 'urgent' }),
      chain({ level: 'ad-hoc' }, 50),
      'urgent goes before ad-hoc',
    ],
    [
      'ad hoc > rule',
      chain({ level: 'ad-hoc', priority: 0 }),
      chain({ priority: 99 }),
      'ad-hoc goes before rule',
    ],
    ['priority', chain({ priority: 40 }), chain({ priority: 10 }, 50), 'priority 10 is lower than 40'],
    ['later start', chain({ key: 'z' }, 50), chain({ key: 'a' }, 10), 'it started earlier'],
    [
      'later asked',
      chain({ key: 'z', createdAt: 2 }),
      chain({ key: 'a', createdAt: 1 }),
      'it was asked for earlier',
    ],
    ['name', chain({ key: 'a' }), chain({ key: 'b' }), 'equal in priority and start; the name decides'],
  ])('%s', (_why, winner, loser, words) => {
    expect(byPrecedence(winner, loser)).toBeLessThan(0);
    expect(byPrecedence(loser, winner)).toBeGreaterThan(0);
    expect(resolve([loser, winner]).reachable).toMatchObject({ winner, losers: [loser] });
    expect(whyItLoses(winner, loser)).toBe(words);
  });
});

describe('field by field', () => {
  const text = (message: string) => ({ message });
  const low = chain({
    key: 'low',
    priority: 10,
    effect: set({ reachable: false, offlineMessage: text('low'), chatHours: 'closed' }),
  });

  test.each<[what: string, effect: Effect, values: unknown[]]>([
    [
      'a field that it omits falls through',
      set({ offlineMessage: text('high') }),
      [false, text('high'), 'keep', 'closed'],
    ],
    ['keep is the baseline and masks', set({ offlineMessage: 'keep' }), [false, 'keep', 'keep', 'closed']],
    [
      'keep of everything',
      set({ reachable: 'keep', offlineMessage: 'keep', chatHours: 'keep' }),
      ['keep', 'keep', 'keep', 'keep'],
    ],
    ['open masks everything', OPEN, ['keep', 'keep', 'keep', 'keep']],
    [
      'open with hours',
      set({ open: true, chatHours: { monday: ['10:00-18:00'] } }),
      ['keep', 'keep', 'keep', { monday: ['10:00-18:00'] }],
    ],
    ['leave is to leave all alone', { kind: 'leave' }, ['leave', 'leave', 'leave', 'leave']],
    ['what says nothing changes nothing', set({}), [false, text('low'), 'keep', 'closed']],
  ])('%s', (_what, effect, values) => {
    const resolution = resolve([low, chain({ key: 'high', effect })]);
    expect(MEMBERS.map((member) => resolution[member].value)).toEqual(values);
  });

  test('without a closure everything is the baseline', () => {
    const resolution = resolve([]);
    expect(MEMBERS.map((member) => resolution[member])).toEqual(
      MEMBERS.map(() => ({ value: 'keep', winner: null, losers: [] })),
    );
    expect(overlayKeyOf(overlayOf(resolution, {}, () => 'x'))).toBe('');
  });

  test('a partial closure over a leave: what it does not set stays as it is in place', () => {
    const resolution = resolve([
      chain({ key: 'leave', priority: 10, effect: { kind: 'leave' } }),
      chain({ key: 'text', effect: set({ offlineMessage: text('x') }) }),
    ]);
    expect(leftMembers(resolution)).toEqual(['reachable', 'welcomeMessage', 'chatHours']);
    expect(overlayOf(resolution, { reachable: false }, () => 'rendered')).toMatchObject({
      reachable: false,
      offlineMessage: 'rendered',
    });
  });
});

const effects: fc.Arbitrary<Effect> = fc.oneof(
  fc.constant<Effect>({ kind: 'leave' }),
  fc.record(
    {
      kind: fc.constant('set' as const),
      open: fc.boolean(),
      reachable: fc.constantFrom<boolean | 'keep'>(true, false, 'keep'),
      offlineMessage: fc.constantFrom<{ text: string } | 'keep'>({ text: 'a' }, { text: 'b' }, 'keep'),
      welcomeMessage: fc.constantFrom<{ text: string } | 'keep'>({ text: 'w' }, 'keep'),
      chatHours: fc.constantFrom<'closed' | 'keep' | 'business'>('closed', 'keep', 'business'),
    },
    { requiredKeys: ['kind', 'open'] },
  ),
);
const chains = fc.array(
  fc.record({
    level: fc.constantFrom<Source['level']>('hold', 'urgent', 'ad-hoc', 'rule'),
    priority: fc.constantFrom(10, 40),
    createdAt: fc.nat({ max: 2 }),
    start: fc.nat({ max: 3 }),
    effect: effects,
  }),
  { maxLength: 6 },
);

test('the order of evaluation makes no difference', () => {
  fc.assert(
    fc.property(
      chains.chain((list) => {
        const made = list.map(({ start, ...rest }, index) => chain({ ...rest, key: `rule-${index}` }, start));
        return fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length }));
      }),
      ([given, shuffled]) => {
        expect(resolve(shuffled)).toEqual(resolve(given));
      },
    ),
  );
});

test('an overlay and its key stand for each other', () => {
  fc.assert(
    fc.property(chains, (list) => {
      const resolution = resolve(
        list.map(({ start, ...rest }, index) => chain({ ...rest, key: `${index}` }, start)),
      );
      const overlay = overlayOf(resolution, {}, (member) => member);
      expect(overlayKeyOf(overlayOfKey(overlayKeyOf(overlay)))).toBe(overlayKeyOf(overlay));
    }),
  );
});
