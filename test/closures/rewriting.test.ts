import { describe, expect, test } from 'vitest';
import { isRewritingOf, isRewritingOfHours } from '../../lib/closures/rewriting.ts';

const SENT = "L'équipe est absente,\n  jusqu'au 5 & plus.";

describe('a text that comes back otherwise is still ours', () => {
  test.each<[what: string, shown: string]>([
    ['escaped', 'L&#39;équipe est absente&#44;\n  jusqu&#x27;au 5 &amp; plus.'],
    ['escaped by name', 'L&apos;&eacute;quipe est absente,\n  jusqu&rsquo;au 5'.replace('&rsquo;', '&#39;')],
    ['escaped twice', 'L&amp;#39;équipe est absente,\n  jusqu&amp;#39;au 5 &amp;amp; plus.'],
    ['folded', "L'équipe est absente, jusqu'au 5 & plus."],
    ['on one line, with hard spaces', "L'équipe est absente,\u00a0jusqu'au 5&nbsp;& plus."],
    ['decomposed', SENT.normalize('NFD')],
    ['cut', "L'équipe est"],
    ['cut with dots', "L'équipe est abs..."],
    ['cut with an ellipsis', "L'équipe est abs…"],
    ['cut within an entity', 'L&#39;équipe est absente&#4'],
    ['cut within a name', "L'équipe est absente,\n  jusqu'au 5 &am"],
    ['cut off its accent', "L'e\u0301quipe est absente".slice(0, 3)],
  ])('%s', (_what, shown) => {
    expect(isRewritingOf(shown, SENT)).toBe(true);
  });

  test('cut within a character', () => {
    expect(isRewritingOf('À bientôt \ud83d', 'À bientôt 👋')).toBe(true);
    expect(isRewritingOf('À bientôt \ufffd', 'À bientôt 👋')).toBe(true);
  });
});

describe('another text is not', () => {
  test.each<[shown: string | null, sent: string | null]>([
    ['', SENT],
    ['   ', SENT],
    ['...', SENT],
    [null, SENT],
    [SENT, null],
    ["L'équipe est là", SENT],
    [`${SENT} Merci.`, SENT],
    ['Fermé & demain', 'Fermé & après-demain'],
    ["l'équipe est absente", SENT],
    ['&#99999999;', SENT],
  ])('%j of %j', (shown, sent) => {
    expect(isRewritingOf(shown, sent)).toBe(false);
  });
});

test('a week is the same that opens at the same times', () => {
  const sent = { monday: ['09:00-12:00', '12:00-18:00'], sunday: [] };
  expect(isRewritingOfHours({ monday: ['09:00-18:00'] }, sent)).toBe(true);
  expect(isRewritingOfHours({ monday: ['12:00-18:00', '09:00-12:00'] }, sent)).toBe(true);
  expect(isRewritingOfHours({ monday: ['09:00-17:00'] }, sent)).toBe(false);
  expect(isRewritingOfHours(null, { monday: [] })).toBe(true);
  expect(isRewritingOfHours({ monday: [] }, null)).toBe(false);
});
