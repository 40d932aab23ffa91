import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface SigningKey {
  /** The body of the public key's PEM, in the form in which Partoo prints its own. */
  publicKey: string;
  /** Base64 of the signature over the raw bytes, as in `X-Partoo-Signature-v1`. */
  sign(body: Buffer): string;
}

/** The key pair that belongs to a seed; it protects nothing and need not be secret. */
export function signingKey(seed: number): SigningKey {
  const secret = createHash('sha256').update(`sandbox ${seed}`).digest();
  const privateKey: KeyObject = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (body) => sign(null, body, privateKey).toString('base64'),
  };
}
