/** How long a comparison takes would tell how much of a guess is right: secrets are compared in constant time alone. */
import { expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './imports.ts';

/** Where tokens, signatures, sessions and marks of forms are looked at. */
const DOORS = ['lib/http', 'functions'];
const FILES = ['lib/operations/tokens.ts', 'lib/partoo/webhook-signature.ts'];

const CHAIN = String.raw`'[^']*'|[\w.?]+(?:\([^()]*\)[\w.?]*)*`;
const COMPARISON = new RegExp(String.raw`(${CHAIN})\s*[!=]==?\s*(${CHAIN})`, 'g');
const CALL = new RegExp(
  String.raw`\.(?:includes|indexOf|startsWith|endsWith|localeCompare|equals|compare|has|is)\((${CHAIN})`,
  'g',
);
const SECRET = /(?:secret|csrf|csrfOf|signature|hash|hashOf|digest|expected|hmac)$/i;
const HARMLESS = /^(?:null|undefined|\d+|'.*')$/;

/** `a.hash`, `hashOf(token)`, `hmac.digest('hex')`: by the last name that is no mere form of it. */
const isSecret = (chain: string): boolean =>
  SECRET.test(chain.replace(/\([^()]*\)/g, '').replace(/\??\.toString$/, ''));

function comparedPlainly({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => {
      const pairs = [...line.matchAll(COMPARISON)].map(([, one, other]) => [one!, other!]);
      const isPlain = pairs.some((pair) => pair.some(isSecret) && !pair.some((one) => HARMLESS.test(one)));
      return isPlain || [...line.matchAll(CALL)].some(([, given]) => isSecret(given!));
    })
    .map((line) => `${path}: ${line}`);
}

test.each([
  'if (one.hash === hash) return one;',
  'return secret == given;',
  'tokens.find((one) => hashOf(token) === one.hash)',
  'return given !== csrfOf(secret) || sent === signedIn.csrf;',
  "if (hmac.digest('hex') === sent) return true;",
  'return known.includes(secret);',
  'return sent === expected;',
  'return Buffer.from(sent).equals(expected);',
])('%s would be seen', (line) => {
  expect(comparedPlainly({ path: 'a.ts', text: line })).toHaveLength(1);
});

/** Compared with what whoever asks has sent themselves, or of what is no secret. */
const KNOWN = [/^lib\/http\/idempotency\.ts: if \(known\.asked !== hashOf\(asked\)\) throw reused\(\);$/];

test('no secret is compared in any other way', () => {
  const files = sourceFiles('lib', 'functions').filter(
    ({ path }) => FILES.includes(path) || DOORS.some((folder) => path.startsWith(`${folder}/`)),
  );
  expect(files.flatMap(comparedPlainly).filter((line) => !KNOWN.some((one) => one.test(line)))).toEqual([]);
});

test('tokens, marks of forms and signatures are compared in constant time', () => {
  const comparing = sourceFiles('lib', 'functions').filter(({ text }) => /\btimingSafeEqual\(/.test(text));
  expect(comparing.map(({ path }) => path).sort()).toEqual([
    'lib/http/console/session.ts',
    'lib/http/standard-webhook.ts',
    'lib/operations/tokens.ts',
  ]);
});
