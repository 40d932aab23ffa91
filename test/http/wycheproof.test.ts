/** Foreign vectors through the two receivers: signatures and tags that broken implementations take, or refuse. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSignedWith, signedMessage } from '../../lib/http/standard-webhook.ts';
import { verifyWebhook } from '../../lib/partoo/index.ts';
import { type HttpWorld, makeHttpWorld, SECRETS } from '../support/world/http.ts';

interface Vector {
  number: number;
  isValid: boolean;
  key: Buffer;
  message: Buffer;
  signature: Buffer;
}

const bytesOf = (hex: string | undefined) => Buffer.from(hex === '-' ? '' : hex!, 'hex');

async function linesOf(name: string): Promise<string[][]> {
  const text = await readFile(new URL(`vectors/${name}`, import.meta.url), 'utf8');
  const lines = text.trim().split('\n');
  return lines.filter((line) => !line.startsWith('#')).map((line) => line.split(' '));
}

function vector(number: string, result: string, key: string, message: string, signature: string): Vector {
  const [read, said, made] = [key, message, signature].map(bytesOf);
  return {
    number: Number(number),
    isValid: result === 'valid',
    key: read!,
    message: said!,
    signature: made!,
  };
}

const numbers = (vectors: readonly Vector[]) => vectors.map(({ number }) => number);
const valid = (vectors: readonly Vector[]) => vectors.filter(({ isValid }) => isValid);

describe('Ed25519, as Partoo signs', async () => {
  let key = '';
  const vectors = (await linesOf('eddsa.txt')).flatMap(([first, ...rest]) => {
    if (first !== 'key') return [vector(first!, rest[0]!, key, rest[1]!, rest[2]!)];
    key = rest[0]!;
    return [];
  });
  const keys = [...new Set(vectors.map((one) => one.key.toString('base64')))];

  let world: HttpWorld;
  beforeAll(async () => {
    SECRETS['env:FOREIGN_KEYS'] = keys.join('\n');
    world = await makeHttpWorld({ businesses: 1 });
    await world.apply(
      '    webhookPublicKey: env:FOREIGN_KEYS\nrules: { none: { dates: [{ from: 2030-12-25 }] } }',
    );
  }, 60_000);
  afterAll(() => world.end());

  const isTaken = ({ message, signature }: Vector, by: string[]): boolean => {
    try {
      verifyWebhook(message, signature.toString('base64'), by);
      return true;
    } catch {
      return false;
    }
  };

  test('all 145 are there, of 51 keys', () => {
    expect([vectors.length, valid(vectors).length, keys.length]).toEqual([145, 84, 51]);
  });

  test('those that are valid are taken under their own key, and no others', () => {
    const taken = vectors.filter((one) => isTaken(one, [one.key.toString('base64')]));
    expect(numbers(taken)).toEqual(numbers(valid(vectors)));
  });

  test('the interface lets in the same: they are no events (400), the others are forged (401)', async () => {
    const answers: [number, number, string][] = [];
    for (const { number, message, signature } of vectors) {
      const headers = { 'x-partoo-signature-v1': signature.toString('base64') };
      const { status, body } = await world.ask('POST', '/webhooks/partoo', { body: message, headers });
      answers.push([number, status, (body as unknown as { type: string }).type.split(':').at(-1)!]);
    }
    const kind = (status: number) => answers.filter(([, got]) => got === status);
    expect(kind(400).map(([number]) => number)).toEqual(numbers(valid(vectors)));
    expect(kind(401)).toHaveLength(vectors.length - valid(vectors).length);
    expect(new Set(kind(400).map(([, , code]) => code))).toEqual(new Set(['not-json', 'invalid']));
    expect(new Set(kind(401).map(([, , code]) => code))).toEqual(new Set(['no-signature', 'bad-signature']));
    expect(world.errors).toEqual([]);
  });
});

describe('HMAC-SHA256, as Standard Webhooks sign', async () => {
  const vectors = (await linesOf('hmac-sha256.txt')).map(([number, result, ...rest]) =>
    vector(number!, result!, rest[0]!, rest[1]!, rest[2]!),
  );
  const NOW = 1_614_265_330_000;
  /** The receiver signs what stands in headers along with the body; a vector's message takes the place of all of that. */
  const isTaken = ({ key, message, signature }: Vector): boolean => {
    const headers = new Headers({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(NOW / 1000),
      'webhook-signature': `v1,${signature.toString('base64')}`,
    });
    const secret = `whsec_${key.toString('base64')}`;
    try {
      return isSignedWith({ ...signedMessage(headers, message, NOW), content: message }, secret);
    } catch {
      return false;
    }
  };
  const whole = vectors.filter(({ signature }) => signature.length === 32);
  const cut = vectors.filter(({ signature }) => signature.length < 32);

  test('all 174 are there, half of them cut to 16 bytes', () => {
    expect([whole.length, cut.length]).toEqual([87, 87]);
    expect([valid(whole).length, valid(cut).length]).toEqual([33, 33]);
  });

  test('whole tags that are valid are taken, and no others', () => {
    expect(numbers(vectors.filter(isTaken))).toEqual(numbers(valid(whole)));
  });
});
