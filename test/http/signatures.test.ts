/**
 * Signatures that are almost right, at both receivers: every way to bend one that is, and the vectors that standards publish
 * (RFC 8032 for Ed25519, RFC 4231 for HMAC-SHA256).
 */
import { createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { isSignedWith, type SignedMessage, signedMessage } from '../../lib/http/standard-webhook.ts';
import { verifyWebhook } from '../../lib/partoo/index.ts';

/** Bytes with one bit turned, for every bit. */
function* turned(bytes: Buffer): Generator<Buffer> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const other = Buffer.from(bytes);
    other[bit >> 3]! ^= 1 << (bit & 7);
    yield other;
  }
}

describe('Ed25519, as Partoo signs', () => {
  /** RFC 8032, 7.1: secret key, message and the beginning of the signature. */
  const VECTORS = [
    ['9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', '', 'e5564300c360ac72'],
    ['4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', '72', '92a009a9f0d4cab8'],
    ['c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7', 'af82', '6291d657deec2402'],
  ] as const;
  const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
  const keyOf = (secret: string): KeyObject =>
    createPrivateKey({
      key: Buffer.concat([PKCS8, Buffer.from(secret, 'hex')]),
      format: 'der',
      type: 'pkcs8',
    });
  const publicOf = (key: KeyObject) =>
    createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  const isTaken = (body: Buffer, signature: Buffer | string, keys: string[]): boolean => {
    try {
      verifyWebhook(body, typeof signature === 'string' ? signature : signature.toString('base64'), keys);
      return true;
    } catch {
      return false;
    }
  };
  /** The order of the group: a signature whose number it is added to is another text for the same thing. */
  const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
  const number = (bytes: Buffer): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  const bytesOf = (value: bigint): Buffer =>
    Buffer.from(value.toString(16).padStart(64, '0').slice(-64), 'hex').reverse();

  test.each(VECTORS)('RFC 8032: %s', (secret, message, beginning) => {
    const key = keyOf(secret);
    const body = Buffer.from(message, 'hex');
    const signature = sign(null, body, key);
    expect(signature.toString('hex').slice(0, 16)).toBe(beginning);
    expect(isTaken(body, signature, [publicOf(key)])).toBe(true);
  });

  const key = keyOf(VECTORS[0][0]);
  const keys = [publicOf(keyOf(VECTORS[1][0])), publicOf(key)];
  const body = Buffer.from('{"type":"business_updated"}');
  const signature = sign(null, body, key);
  const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];

  test('none with a bit turned is taken, in signature or body', () => {
    expect(isTaken(body, signature, keys)).toBe(true);
    expect([...turned(signature)].filter((other) => isTaken(body, other, keys))).toEqual([]);
    expect([...turned(body)].filter((other) => isTaken(other, signature, keys))).toEqual([]);
  });

  const text = signature.toString('base64');
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const spareBits = (end: string) => `${ALPHABET[ALPHABET.indexOf(end[0]!) | 15]}==`;
  const zero = Buffer.alloc(32);
  const one = bytesOf(1n);
  test.each([
    ['its number beyond the order', Buffer.concat([r, bytesOf(number(s) + ORDER)])],
    ['its number twice beyond', Buffer.concat([r, bytesOf(number(s) + 2n * ORDER)])],
    ['its number negated', Buffer.concat([r, bytesOf(ORDER - number(s))])],
    ['its number the order itself', Buffer.concat([r, bytesOf(ORDER)])],
    ['its number zero', Buffer.concat([r, zero])],
    ['its number one', Buffer.concat([r, one])],
    ['its number all ones', Buffer.concat([r, Buffer.alloc(32, 255)])],
    ['its point zero', Buffer.concat([zero, s])],
    ['its point the neutral one', Buffer.concat([one, s])],
    ['its point outside the field', Buffer.concat([Buffer.alloc(32, 255), s])],
    ['its halves exchanged', Buffer.concat([s, r])],
    ['all zero', Buffer.alloc(64)],
    ['all ones', Buffer.alloc(64, 255)],
    ['a byte less', signature.subarray(1)],
    ['a byte less at the end', signature.subarray(0, 63)],
    ['a byte more', Buffer.concat([signature, zero.subarray(0, 1)])],
    ['a byte more before', Buffer.concat([zero.subarray(0, 1), signature])],
    ['twice', Buffer.concat([signature, signature])],
    ['in hexadecimal', signature.toString('hex')],
    ['in base64 for addresses', signature.toString('base64url')],
    ['its end missing', text.replace(/=+$/, '')],
    ['the spare bits of its last sign set', text.replace(/.==$/, (end) => spareBits(end))],
    ['a space in it', `${text.slice(0, 10)} ${text.slice(10)}`],
    ['something behind its end', `${text}AAAA`],
    ['empty', ''],
    ['of another key', sign(null, body, keyOf(VECTORS[2][0]))],
    ['of the hash of the body', sign(null, createHmac('sha256', '').update(body).digest(), key)],
  ])('a signature with %s is none', (_, bent) => expect(isTaken(body, bent, keys)).toBe(false));
});

describe('HMAC-SHA256, as Standard Webhooks sign', () => {
  const NOW = 1_614_265_330_000;
  const ID = 'msg_p5jXN8AQM9LRM0D4loKWxJek';
  const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const BODY = Buffer.from('{"test": 2432232314}');
  const SIGNATURE = new Webhook(SECRET).sign(ID, new Date(NOW), BODY.toString());
  const headersOf = (signature: string) =>
    new Headers({
      'webhook-id': ID,
      'webhook-timestamp': String(NOW / 1000),
      'webhook-signature': signature,
    });
  const messageOf = (signature: string, body: Uint8Array = BODY): SignedMessage | null => {
    try {
      return signedMessage(headersOf(signature), body, NOW);
    } catch {
      return null;
    }
  };
  const isTaken = (signature: string, body: Uint8Array = BODY, secret = SECRET): boolean => {
    const message = messageOf(signature, body);
    return message !== null && isSignedWith(message, secret);
  };

  test('what the reference library signs is taken, alone and among others', () => {
    expect(isTaken(SIGNATURE)).toBe(true);
    const others = ['v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=', 'v2,x', 'v1a,y', 'v1,'];
    expect(isTaken([...others, SIGNATURE].join(' '))).toBe(true);
    expect(isTaken(others.join(' '))).toBe(false);
  });

  /** RFC 4231: key, data and tag of its cases, those with keys beyond a block among them. */
  test.each([
    ['0b'.repeat(20), '4869205468657265', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      '4a656665',
      '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    ['aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
    [
      'aa'.repeat(131),
      '54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('RFC 4231: the key %s', (key, data, tag) => {
    const made = createHmac('sha256', Buffer.from(key, 'hex')).update(Buffer.from(data, 'hex'));
    expect(made.digest('hex')).toBe(tag);
    const secret = `whsec_${Buffer.from(key, 'hex').toString('base64')}`;
    const body = Buffer.from(data, 'hex');
    const ours = createHmac('sha256', Buffer.from(key, 'hex'))
      .update(`${ID}.${NOW / 1000}.`)
      .update(body);
    const signature = `v1,${ours.digest('base64')}`;
    expect(isTaken(signature, body, secret)).toBe(true);
    expect(isTaken(signature, body)).toBe(false);
    expect(isTaken(`v1,${Buffer.from(tag, 'hex').toString('base64')}`, body, secret)).toBe(false);
  });

  const tag = Buffer.from(SIGNATURE.slice(3), 'base64');
  const as = (bytes: Buffer) => `v1,${bytes.toString('base64')}`;
  test('none with a bit turned is taken, in signature or body', () => {
    expect([...turned(tag)].filter((other) => isTaken(as(other)))).toEqual([]);
    expect([...turned(BODY)].filter((other) => isTaken(SIGNATURE, other))).toEqual([]);
  });

  test.each([
    ['cut to half', as(tag.subarray(0, 16))],
    ['cut by a byte', as(tag.subarray(0, 31))],
    ['a byte longer', as(Buffer.concat([tag, Buffer.alloc(1)]))],
    ['backwards', as(Buffer.from(tag).reverse())],
    ['all zero', as(Buffer.alloc(32))],
    ['in hexadecimal', `v1,${tag.toString('hex')}`],
    ['in base64 for addresses', SIGNATURE.replace('+', '-').replace('/', '_')],
    ['without its end', SIGNATURE.replace('=', '')],
    ['with the spare bits of its last sign set', SIGNATURE.replace('w=', 'x=')],
    ['with a space in it', SIGNATURE.replace('O', 'O ')],
    ['of another version', SIGNATURE.replace('v1', 'v2')],
    ['without a version', SIGNATURE.slice(3)],
    ['empty', 'v1,'],
    ['behind ten others', `${`v1,${'A'.repeat(43)}= `.repeat(10)}${SIGNATURE}`],
  ])('a signature that is %s is none', (_, bent) => {
    expect(bent).not.toBe(SIGNATURE);
    expect(isTaken(bent)).toBe(false);
  });

  test.each(['', 'whsec_', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx', 'MfKQ'])(
    'the secret %j opens nothing',
    (secret) => expect(isTaken(SIGNATURE, BODY, secret)).toBe(false),
  );
});
