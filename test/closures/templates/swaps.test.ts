import { describe, expect, test } from 'vitest';
import { type Chain, chainsOf, linksOf } from '../../../lib/closures/chains.ts';
import type { Effect, Occurrence, TemplateSwap } from '../../../lib/closures/model.ts';
import { swapsAt, undecidedTitles } from '../../../lib/closures/templates/swaps.ts';
import { desiredOf } from '../../../lib/closures/templates/wanted-template.ts';
import { timelineOf } from '../../../lib/closures/timeline.ts';
import { OPEN, set, source } from '../support.ts';

const swapping = (templates: Record<string, TemplateSwap>): Effect => set({ templates });
const day = (date: string, to: string, name = 'Noël'): Occurrence => ({
  start: date,
  end: to,
  names: { fr: name },
});
const CHRISTMAS = [day('2026-12-25', '2026-12-26')];

/** Businesses of a zone, with the chains that each rule has there. */
function cohort(
  zone: string,
  rules: { key: string; effect: Effect; occurrences?: Occurrence[]; priority?: number }[],
) {
  const chains = rules.flatMap(({ occurrences = CHRISTMAS, ...rest }): Chain[] =>
    chainsOf(source(rest), linksOf(occurrences, zone)),
  );
  return { zone, timeline: timelineOf(chains), unknownRules: [] as string[] };
}

const WORDING = {
  messages: {
    swap: { fr: '{{client_first_name}} : {{closure_name}}, réouverture {{reopens}}. {{ business_name }}' },
  },
  ...{ language: 'fr', defaultLanguage: 'en', zone: 'Europe/Paris', country: 'FR' },
};
const SWAP = { Holiday: { content: { message: 'swap' } } };
const rule = { key: 'christmas', effect: swapping(SWAP) };

describe('one template speaks for all shops', () => {
  const everywhere = ['Indian/Reunion', 'Europe/Paris', 'America/Martinique'].map((zone) =>
    cohort(zone, [rule]),
  );

  test.each([
    ['before the first begins', '2026-12-24T19:59:59Z', false],
    ['as the first begins', '2026-12-24T20:00:00Z', true],
    ['where two are in it', '2026-12-25T12:00:00Z', true],
    ['while only the last still is', '2026-12-26T03:59:59Z', true],
    ['as the last ends', '2026-12-26T04:00:00Z', false],
  ])('%s', (_, at, isSwapped) => {
    expect(swapsAt(everywhere, Date.parse(at)).has('Holiday')).toBe(isSwapped);
  });

  test.each(['2026-12-24T20:00:00Z', '2026-12-26T03:59:59Z'])(
    'at %s its text is that of the zone of the organization, so that it is written once',
    (at) => {
      const { overlay } = desiredOf(swapsAt(everywhere, Date.parse(at)).get('Holiday'), WORDING);
      expect(overlay).toEqual({
        content: '{{client_first_name}} : Noël, réouverture samedi 26 décembre. {{business_name}}',
      });
    },
  );

  test('where nobody is in the zone of the organization, the last end counts, said in that zone', () => {
    const { overlay } = desiredOf(
      swapsAt([cohort('America/Martinique', [rule])], Date.parse('2026-12-25T12:00:00Z')).get('Holiday'),
      WORDING,
    );
    expect(overlay).toEqual({ content: expect.stringContaining('réouverture samedi 26 décembre à 05:00.') });
  });

  test('days of one rule that touch, each somewhere, are one chain', () => {
    const first = cohort('Europe/Paris', [{ ...rule, occurrences: [day('2026-12-25', '2026-12-26')] }]);
    const second = cohort('Europe/Paris', [
      { ...rule, occurrences: [day('2026-12-26', '2026-12-27', 'Étienne')] },
    ]);
    const swap = swapsAt([first, second], Date.parse('2026-12-25T12:00:00Z')).get('Holiday');
    expect(desiredOf(swap, WORDING).closures).toMatchObject([
      { key: 'christmas', name: 'Noël', end: Date.parse('2026-12-27T00:00:00+01:00') },
    ]);
  });
});

describe('several rules (design rule 8)', () => {
  const at = Date.parse('2026-12-25T12:00:00Z');
  const low = { key: 'a-low', priority: 10, effect: swapping({ Holiday: { title: 'Low', icon: '1' } }) };
  const high = { key: 'z-high', priority: 90, effect: swapping({ Holiday: { title: 'High' } }) };
  const open = { key: 'open', priority: 50, effect: OPEN };
  const leave = { key: 'leave', priority: 50, effect: { kind: 'leave' } as Effect };
  const paris = (...rules: Parameters<typeof cohort>[1]) => cohort('Europe/Paris', rules);

  test.each([
    ['field by field', [paris(low, high)], { title: 'High', icon: '1' }],
    ['whoever has it where', [paris(low), paris(high)], { title: 'High', icon: '1' }],
    ['an open masks what is lower', [paris(low, open)], {}],
    ['a leave as well', [paris(low, leave)], {}],
    ['not what is higher', [paris(low, open, high)], { title: 'High' }],
    ['and only where it is', [paris(low, open), paris(low)], { title: 'Low', icon: '1' }],
  ])('%s', (_, cohorts, overlay) => {
    expect(desiredOf(swapsAt(cohorts, at).get('Holiday'), WORDING).overlay).toEqual(overlay);
  });

  test('who lost is told with who won', () => {
    const swap = swapsAt([paris(low, high)], at).get('Holiday');
    expect(swap?.title).toMatchObject({ winner: { source: { key: 'z-high' } } });
    expect(swap?.title?.losers.map(({ source: { key } }) => key)).toEqual(['a-low']);
  });

  test('what had begun when everything was let go of does not count', () => {
    expect(swapsAt([paris(low)], at, at - 1).size).toBe(0);
    expect(swapsAt([paris(low)], at, Date.parse('2026-12-24T00:00:00Z')).size).toBe(1);
  });

  test('of a template whose rule is not known somewhere nothing is decided', () => {
    const unknown = { ...paris(), unknownRules: ['christmas'] };
    expect(undecidedTitles([paris(low), unknown], [{ source: source(rule) }])).toEqual(new Set(['Holiday']));
  });
});
