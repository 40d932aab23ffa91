import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isRecord } from '../reading/readers.ts';
import { AWS_CLIENT } from './aws-client.ts';

/** A secret of AWS's Secrets Manager, or the member `key` of one that is a JSON object; undefined where there is none. */
export async function readManagedSecret(
  SecretId: string,
  key: string | undefined,
): Promise<string | undefined> {
  const client = new SecretsManagerClient(AWS_CLIENT);
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  if (key === undefined || SecretString === undefined) return SecretString;
  return memberOf(SecretString, key);
}

/** What the parser says of a text that is no JSON is dropped: it quotes the secret. */
function memberOf(secret: string, key: string): string | undefined {
  try {
    const read: unknown = JSON.parse(secret);
    const value = isRecord(read) && Object.hasOwn(read, key) ? read[key] : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
