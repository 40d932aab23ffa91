import { expect, test } from 'vitest';
import { TOLD, TOLD_BEFORE } from '../../../lib/reconcile/pass/told-closures.ts';

const START = Date.UTC(2026, 11, 25);
const closure = (key: string) => ({ key, name: 'Noël', start: START, end: null, businesses: 3 });

test.each([1, 5000])('%i closures that were told come back as they were noted', (count) => {
  const inForce = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`rule-${index}@${START}`, closure(`rule-${index}`)]),
  );
  const noted = { until: START, hash: 'abc', inForce };
  expect(TOLD.fromText(TOLD.toText(noted))).toEqual(noted);
});

test.each(['', '{', '[]', 'brotli:AAAA', '{"until":"today","hash":null,"inForce":{}}'])(
  'what cannot be read (%s) counts as nothing told',
  (text) => {
    expect(TOLD.fromText(text)).toBeNull();
    expect(TOLD_BEFORE.fromText(text)).toBeNull();
  },
);
