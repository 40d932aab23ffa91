import { expect, test } from 'vitest';
import { withAnnouncements } from '../../lib/closures/announcements.ts';
import { chainsOf, linksOf, type Source } from '../../lib/closures/chains.ts';
import { closing } from '../../lib/closures/closing-effect.ts';
import type { Announce } from '../../lib/closures/model.ts';
import { timelineOf } from '../../lib/closures/timeline.ts';
import { type RuleWithOccurrences, wantedState } from '../../lib/closures/wanted-state.ts';
import { OFF, OPEN } from './support.ts';

const SOON = 'Soon {{closure_name}}: {{closed_from}} to {{reopens}}.';
const messages = {
  soon: { en: SOON },
  hello: { en: 'Hello! Closed from {{closed_from}}.' },
  shut: { en: 'Closed.' },
  night: { en: 'Night.' },
  call: { en: 'Call {{phone_number}}.' },
};
const announce: Announce = { before: { days: 3 }, offlineMessage: { message: 'soon' } };
const shut = closing({ offlineMessage: { message: 'shut' } });

const rule = (key: string, from: string, to: string, more: Partial<RuleWithOccurrences> = {}) => ({
  ...{ key, effect: shut, priority: 40, ...more },
  occurrences: [{ start: from, end: to, names: { en: key } }],
});
const christmas = rule('Christmas', '2026-12-25', '2026-12-27', { announce });
const IN_WORDS = 'Soon Christmas: Friday 25 December to Sunday 27 December.';

const stateAt = (at: string, rules: RuleWithOccurrences[], business = {}) =>
  wantedState({
    business: { zone: 'Europe/London', country: 'GB', language: 'en', ...business },
    rules,
    at: Date.parse(at),
    messages,
  });

test.each<
  [what: string, at: string, others: RuleWithOccurrences[], shown: string | undefined, state?: string]
>([
  ['before', '2026-12-21T23:59:59Z', [], undefined],
  ['from its first day on', '2026-12-22T00:00Z', [], IN_WORDS],
  ['to its last moment', '2026-12-24T23:59:59Z', [], IN_WORDS],
  ['while it is closed', '2026-12-25T00:00Z', [], 'Closed.', 'closed'],
  ['after', '2026-12-27T00:00Z', [], undefined],
  [
    'at night, by a rule that keeps the text',
    '2026-12-23T22:00Z',
    [rule('n', '2026-12-23T20:00', '2026-12-24T08:00', { effect: OFF })],
    IN_WORDS,
    'closed',
  ],
  [
    'at night, by a rule that has a text',
    '2026-12-23T22:00Z',
    [
      rule('n', '2026-12-23T20:00', '2026-12-24T08:00', {
        effect: closing({ offlineMessage: { message: 'night' } }),
      }),
    ],
    'Night.',
    'closed',
  ],
  [
    'on a day that is opened',
    '2026-12-23T12:00Z',
    [rule('o', '2026-12-23', '2026-12-24', { effect: OPEN, priority: 80 })],
    IN_WORDS,
  ],
  [
    'in a hold',
    '2026-12-23T12:00Z',
    [rule('h', '2026-12-23', '2026-12-24', { effect: OPEN, level: 'hold' })],
    IN_WORDS,
  ],
  [
    'where somebody closes before',
    '2026-12-23T12:00Z',
    [rule('f', '2026-12-23', '2026-12-24', { level: 'ad-hoc' })],
    'Closed.',
    'closed',
  ],
  [
    'where all is left alone',
    '2026-12-23T12:00Z',
    [rule('l', '2026-12-23', '2026-12-24', { effect: { kind: 'leave' }, priority: 80 })],
    undefined,
    'left-alone',
  ],
  [
    'what a hold keeps open',
    '2026-12-23T12:00Z',
    [rule('h', '2026-12-25', '2026-12-27', { effect: OPEN, level: 'hold' })],
    undefined,
  ],
  [
    'what is kept open but for a day',
    '2026-12-23T12:00Z',
    [rule('o', '2026-12-25', '2026-12-26', { effect: OPEN, priority: 80 })],
    'Soon Christmas: Saturday 26 December to Sunday 27 December.',
  ],
  [
    'on a day on which it is kept open yet',
    '2026-12-25T12:00Z',
    [rule('o', '2026-12-25', '2026-12-26', { effect: OPEN, priority: 80 })],
    'Soon Christmas: Saturday 26 December to Sunday 27 December.',
  ],
  [
    'of two the nearest',
    '2026-12-23T12:00Z',
    [rule('Eve', '2026-12-24', '2026-12-25', { announce })],
    'Soon Eve: Thursday 24 December to Sunday 27 December.',
  ],
])('an announcement, %s', (_, at, others, shown, state = 'open') => {
  const found = stateAt(at, [christmas, ...others]);
  expect(found.overlay.offlineMessage).toBe(shown);
  expect(found.state).toBe(state);
  expect(stateAt(at, [...others, christmas].toReversed())).toEqual(found);
});

test('each text by itself: what one announcement does not say the next nearest may', () => {
  const welcome: Announce = { before: { days: 7 }, welcomeMessage: { message: 'hello' } };
  const newYear = rule('New Year', '2026-12-28', '2026-12-29', { announce: welcome });
  expect(stateAt('2026-12-23T12:00Z', [christmas, newYear]).overlay).toEqual({
    offlineMessage: IN_WORDS,
    welcomeMessage: 'Hello! Closed from Monday 28 December.',
  });
});

test('what cannot be filled is not shown: it is not closed yet, as the built-in text would say', () => {
  const call: Announce = { before: { days: 3 }, offlineMessage: { message: 'call' } };
  const rules = [rule('Christmas', '2026-12-25', '2026-12-27', { announce: call })];
  expect(stateAt('2026-12-23T12:00Z', rules).overlay).toEqual({});
  expect(stateAt('2026-12-23T12:00Z', rules, { phoneNumber: '+44' }).overlay).toEqual({
    offlineMessage: 'Call +44.',
  });
});

test('it tells whom it loses against, and why', () => {
  const night = rule('n', '2026-12-23T20:00', '2026-12-24T08:00', { effect: OFF });
  const own = closing({ offlineMessage: { message: 'night' } });
  const won = stateAt('2026-12-23T22:00Z', [christmas, night]).fields.offline_message;
  expect(won).toEqual({
    winner: 'Christmas',
    losers: [{ key: 'n', why: 'it keeps the text, and what is kept may announce' }],
  });
  const lost = stateAt('2026-12-23T22:00Z', [christmas, { ...night, effect: own }]).fields.offline_message;
  expect(lost).toEqual({
    winner: 'n',
    losers: [{ key: 'Christmas', why: 'an announcement shows only where nothing else is said' }],
  });
});

const source = (before: Announce['before']): Source => ({
  key: 'r',
  name: null,
  level: 'rule',
  priority: 40,
  effect: shut,
  onManualChange: 'respect',
  maxLeadMilliseconds: 0,
  announce: { before, offlineMessage: { message: 'soon' } },
  createdAt: 0,
  actor: 'rule:r',
});

test.each<[before: Announce['before'], zone: string, closed: string, from: string]>([
  [{ days: 3 }, 'Europe/Paris', '2027-03-30', '2027-03-26T23:00Z'],
  [{ milliseconds: 72 * 3600_000 }, 'Europe/Paris', '2027-03-30', '2027-03-26T22:00Z'],
  [{ days: 2 }, 'Europe/Paris', '2027-03-30T02:30', '2027-03-28T01:00Z'],
  [{ days: 1 }, 'Pacific/Auckland', '2027-01-01T17:00', '2026-12-31T04:00Z'],
  [{ milliseconds: 36 * 3600_000 }, 'UTC', '2027-01-01', '2026-12-30T12:00Z'],
])('before %j in %s, of what closes at %s, it begins at %s', (before, zone, closed, from) => {
  const links = linksOf([{ start: closed, end: null, names: {} }], zone);
  const { announcements, boundaries } = withAnnouncements(timelineOf(chainsOf(source(before), links)), zone);
  expect(announcements?.map(({ start }) => start)).toEqual([Date.parse(from)]);
  expect(boundaries).toEqual([Date.parse(from), links[0]?.start]);
});
