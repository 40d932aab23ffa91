import { expect, test } from 'vitest';
import { parseConfig } from '../../../lib/config/index.ts';
import { languageWarnings } from '../../../lib/reconcile/refresh/languages.ts';
import { business } from '../../support/world/samples.ts';

const load = (messages: string, more = '') =>
  parseConfig(
    `version: 1
organizations: { acme: { apiKey: env:KEY${more} } }
messages:
  m: ${messages}
rules:
  r: { scope: { countries: [FR, PL] }, dates: [{ from: 2026-12-06 }], message: m }
`,
    'closures.yml',
  );
const speaking = (...languages: (string | null)[]) =>
  new Map([['acme', languages.map((language, index) => business(`b${index}`, { country: 'FR', language }))]]);
const told = (loaded: ReturnType<typeof load>, of: ReturnType<typeof speaking>) =>
  languageWarnings(loaded, of).map(({ message }) => message);

test('how many businesses read a language that is not theirs, and which', () => {
  const loaded = load('{ fr: a, en: b, default: en }');
  expect(told(loaded, speaking('pl', 'pl', 'fr-BE', 'cs', 'en-GB', null))).toEqual([
    'closures.yml:4:6: messages.m: has no text in every language: 2 shops speak pl, and would read en; 1 shop speaks cs, and would read en; add pl:, cs:',
  ]);
  expect(told(loaded, speaking('fr', 'en'))).toEqual([]);
});

test.each([
  [['pl', 'cs', 'it', 'es', 'pt', 'ca'], '; and 1 more language; add '],
  [['pl', 'cs', 'it', 'es', 'pt', 'ca', 'nl'], '; and 2 more languages; add '],
])('of many languages, %j, five are named', (languages, more) => {
  expect(told(load('{ fr: a, en: b, default: en }'), speaking(...languages))[0]).toContain(more);
});

test('a single text is in the language of the organization', () => {
  expect(told(load('a', ', language: fr'), speaking('fr', null))).toEqual([]);
  expect(told(load('a', ', language: fr'), speaking('pl'))[0]).toContain(
    '1 shop speaks pl, and would read fr',
  );
});

test('who is not in the scope of a rule does not count', () => {
  const german = new Map([['acme', [business('b', { country: 'DE', language: 'de' })]]]);
  expect(told(load('{ fr: a }'), german)).toEqual([]);
});

test('before the businesses are known it says so', () => {
  expect(told(load('{ fr: a, de: b }'), new Map())).toEqual([
    'closures.yml:4:6: messages.m: which languages the scope speaks is not known yet; `apply` will check it',
  ]);
});
