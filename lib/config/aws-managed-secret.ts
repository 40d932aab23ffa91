import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AWS_CLIENT } from './aws-client.ts';

/** A secret of AWS's Secrets Manager, or the member `key` of one that is a JSON object. */
export async function readManagedSecret(
  SecretId: string,
  key: string | undefined,
): Promise<string | undefined> {
  const client = new SecretsManagerClient(AWS_CLIENT);
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  if (key === undefined || SecretString === undefined) return SecretString;
  const value: unknown = (JSON.parse(SecretString) as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
