import { createHash } from 'node:crypto';

/** What tells one closures.yml from another: SHA-256 of its bytes, hexadecimal. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
