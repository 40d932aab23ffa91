import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closing, type RuleWithOccurrences, wantedState } from '../../lib/closures/index.ts';
import { OPEN, set } from './support.ts';

const nights: RuleWithOccurrences = {
  key: 'nights',
  priority: 10,
  effect: set({ reachable: false }),
  occurrences: [{ start: '2026-12-24T19:00', end: '2026-12-25T09:00', names: {} }],
};
const christmas: RuleWithOccurrences = {
  key: 'christmas',
  name: 'Christmas holidays',
  priority: 40,
  occurrences: [
    { start: '2026-12-25', end: '2026-12-26', names: { fr: 'Noël', en: 'Christmas Day' } },
    { start: '2026-12-26', end: '2026-12-27', names: { fr: 'Saint-Étienne' } },
  ],
};
const opened: RuleWithOccurrences = {
  key: 'sundays',
  priority: 80,
  effect: OPEN,
  occurrences: [{ start: '2026-12-26T10:00', end: '2026-12-26T12:00', names: {} }],
};
const left: RuleWithOccurrences = {
  key: 'left',
  priority: 90,
  effect: { kind: 'leave' },
  occurrences: [{ start: '2026-12-26T15:00', end: '2026-12-26T16:00', names: {} }],
};
const rules = [nights, christmas, opened, left];
const business = { zone: 'Europe/Paris', language: 'fr', country: 'FR' };
const ask = (at: string, more = {}) => wantedState({ business, rules, at: Date.parse(at), ...more });

describe('what is wanted of one business at one instant', () => {
  it.each([
    ['2026-12-24T18:59:59+01:00', 'open', null, []],
    ['2026-12-24T19:00:00+01:00', 'closed', 'nights', ['nights']],
    ['2026-12-25T08:00:00+01:00', 'closed', 'christmas', ['christmas', 'nights']],
    ['2026-12-26T09:59:59+01:00', 'closed', 'christmas', ['christmas']],
    ['2026-12-26T10:00:00+01:00', 'open', 'sundays', ['sundays', 'christmas']],
    ['2026-12-26T15:30:00+01:00', 'left-alone', 'left', ['left', 'christmas']],
    ['2026-12-27T00:00:00+01:00', 'open', null, []],
  ])('at %s it is %s, by %s', (at, state, winner, inForce) => {
    const wanted = ask(at);
    expect(wanted.state).toBe(state);
    expect(wanted.fields.is_launched.winner).toBe(winner);
    expect(wanted.closures.map(({ key }) => key)).toEqual(inForce);
  });

  it('says which field came from where, and why the others lost', () => {
    const { fields, overlay } = ask('2026-12-25T08:00:00+01:00');
    expect(fields.is_launched).toEqual({
      winner: 'christmas',
      losers: [{ key: 'nights', why: 'priority 10 is lower than 40' }],
    });
    expect(fields.welcome_message).toEqual({ winner: null, losers: [] });
    expect(overlay).toMatchObject({ reachable: false, chatHours: 'closed' });
    // The rule that opens on the 26th is the next opening inside the chain.
    expect(overlay.offlineMessage).toContain('samedi 26 décembre à 10:00');
  });

  it('gives the texts that it is handed, in the language of the business', () => {
    const shut = { ...christmas, effect: closing({ offlineMessage: { message: 'shut' } }) };
    const messages = { shut: { fr: 'Fermé ({{closure_name}})', en: 'Closed ({{closure_name}})' } };
    const text = (language: string) =>
      ask('2026-12-25T12:00:00+01:00', { rules: [shut], messages, business: { ...business, language } })
        .overlay.offlineMessage;
    expect([text('fr'), text('en')]).toEqual(['Fermé (Noël)', 'Closed (Christmas Day)']);
  });

  it('keeps to scopes', () => {
    const scoped = { ...christmas, scope: { countries: ['ES'], exclude: { codes: ['ST-2'] } } };
    const state = (country: string, code: string) =>
      ask('2026-12-25T12:00:00+01:00', { rules: [scoped], business: { ...business, country, code } }).state;
    expect([state('ES', 'ST-1'), state('ES', 'ST-2'), state('FR', 'ST-1')]).toEqual([
      'closed',
      'open',
      'open',
    ]);
  });

  it('names the next instant at which something changes, until nothing does', () => {
    const next = (at: string) => ask(at).next;
    expect(next('2026-12-24T12:00:00+01:00')).toBe(Date.parse('2026-12-24T19:00:00+01:00'));
    expect(next('2026-12-27T00:00:00+01:00')).toBeNull();
  });

  it('does not depend on the order of the rules', () => {
    const order = fc.shuffledSubarray(rules, { minLength: rules.length });
    const instant = fc.integer({
      min: Date.parse('2026-12-24T12:00Z'),
      max: Date.parse('2026-12-27T12:00Z'),
    });
    fc.assert(
      fc.property(order, instant, (shuffled, at) => {
        expect(wantedState({ business, rules: shuffled, at })).toEqual(wantedState({ business, rules, at }));
      }),
    );
  });

  it('refuses a zone and a bound that are none', () => {
    expect(() => ask('2026-12-25T12:00:00+01:00', { business: { zone: 'Mars/Olympus' } })).toThrow(
      RangeError,
    );
    const broken = { key: 'x', occurrences: [{ start: 'tomorrow', end: null, names: {} }] };
    expect(() => ask('2026-12-25T12:00:00+01:00', { rules: [broken] })).toThrow(RangeError);
  });
});
