import { createHash, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PARTOO_WEBHOOK_KEYS,
  PartooWebhookError,
  publishedWebhookKey,
  receiveWebhook,
  signWebhook,
  verifyWebhook,
} from '../../lib/partoo/index.ts';
import { declaredEvents, validator, valuesOf } from './support/contract.ts';

const ours = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const pem = ours.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const base64 = ours.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (run: () => unknown) => {
  try {
    run();
    return 'taken';
  } catch (error) {
    return error instanceof PartooWebhookError ? error.code : error;
  }
};

describe('the signature of a webhook', () => {
  const body = bytes('{"type":"business_updated","payload":{"business":{"id":"b","name":"Café"}}}');
  const signature = signWebhook(body, ours.privateKey);

  it.each([
    ['PEM', pem],
    ['the base64 body', base64],
    ['PEM on one line, as in environments', pem.replaceAll('\n', '\\n')],
  ])('is checked with a key given as %s', (_, key) => {
    expect(codeOf(() => verifyWebhook(body, signature, [key]))).toBe('taken');
    expect(codeOf(() => verifyWebhook(body, ` ${signature}\n`, [PARTOO_WEBHOOK_KEYS.production, key]))).toBe(
      'taken',
    );
  });

  it.each<[string, () => unknown, string]>([
    ['no header', () => verifyWebhook(body, undefined, [pem]), 'no-signature'],
    ['an empty header', () => verifyWebhook(body, '', [pem]), 'no-signature'],
    ['half a signature', () => verifyWebhook(body, signature.slice(0, 40), [pem]), 'no-signature'],
    ['words', () => verifyWebhook(body, 'not base64 at all', [pem]), 'no-signature'],
    [
      "somebody else's",
      () => verifyWebhook(body, signWebhook(body, others.privateKey), [pem]),
      'bad-signature',
    ],
    ['other bytes', () => verifyWebhook(body.subarray(1), signature, [pem]), 'bad-signature'],
    [
      "keys of Partoo's for what is not",
      () => verifyWebhook(body, signature, Object.values(PARTOO_WEBHOOK_KEYS)),
      'bad-signature',
    ],
    [
      'the same value, written anew',
      () =>
        verifyWebhook(bytes(JSON.stringify(JSON.parse(new TextDecoder().decode(body)), null, 1)), signature, [
          pem,
        ]),
      'bad-signature',
    ],
    [
      'a signature of what is no JSON',
      () => receiveWebhook(bytes('hi'), signWebhook(bytes('hi'), ours.privateKey), [pem]),
      'not-json',
    ],
    [
      'a signature of what is no event',
      () => receiveWebhook(bytes('[]'), signWebhook(bytes('[]'), ours.privateKey), [pem]),
      'unexpected-shape',
    ],
  ])('fails for %s', (_, run, code) => {
    expect(codeOf(run)).toBe(code);
  });

  it('without a usable key is an error of the configuration', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    const wrong = [[], [''], ['nonsense'], [rsa.export({ type: 'spki', format: 'pem' }).toString()]];
    for (const keys of wrong) expect(() => verifyWebhook(body, signature, keys)).toThrow(TypeError);
  });

  it("is Partoo's own by the API in use", () => {
    expect(publishedWebhookKey('https://api.partoo.co/v2')).toBe(PARTOO_WEBHOOK_KEYS.production);
    expect(publishedWebhookKey('https://api.sandbox.partoo.co/v2')).toBe(PARTOO_WEBHOOK_KEYS.sandbox);
    expect(publishedWebhookKey('https://sandbox.api.partoo.co/v2')).toBe(PARTOO_WEBHOOK_KEYS.sandbox);
    expect(publishedWebhookKey('http://localhost:4010/v2')).toBeNull();
    expect(publishedWebhookKey('nonsense')).toBeNull();
  });
});

describe('an event', () => {
  const receive = (text: string) =>
    receiveWebhook(bytes(text), signWebhook(bytes(text), ours.privateKey), [pem]);

  it.each(declaredEvents())('%s is read whatever of the contract it carries', (type, schema) => {
    const valid = validator(schema);
    fc.assert(
      fc.property(valuesOf(schema), (event) => {
        Object.assign(event as object, { type });
        expect(valid(event), JSON.stringify(valid.errors)).toBe(true);
        const text = JSON.stringify(event);
        const received = receive(text);
        expect(received.event).toMatchObject({ type, kind: type.split('_')[0] });
        expect(JSON.stringify(received.event.payload)).toBe(JSON.stringify(JSON.parse(text).payload));
        expect(received.fingerprint).toBe(createHash('sha256').update(text).digest('hex'));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['an id as a number', '"id":123', '123'],
    ['an id of more digits than a number holds', '"id":12345678901234567890', '12345678901234567890'],
    ['a postcode as a number', '"id":"b","zipcode":75001', 'b'],
    ['coordinates as texts', '"id":"b","lat":"48.85","long":"2.35"', 'b'],
    ['an oddity where nothing hangs on it', '"id":"b","status":3', 'b'],
  ])('takes of a business what a list takes: %s', (_, members, id) => {
    const { event } = receive(`{"type":"business_updated","payload":{"business":{${members}}}}`);
    expect(event).toMatchObject({ kind: 'business', payload: { business: { id } } });
  });

  it('of a type that is not known yet is no error', () => {
    const { event } = receive('{"type":"settings_updated","payload":[1]}');
    expect(event).toEqual({ type: 'settings_updated', kind: 'other', payload: [1] });
  });
});
