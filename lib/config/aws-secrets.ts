import type { SecretRef } from './model.ts';

/** What secrets stood for when they were last read, for as long as this process lives. */
const known = new Map<SecretRef, string>();

/** There is no secret where the configuration says that there is one. */
class NoSecretError extends Error {
  override readonly name = 'NoSecretError';
  readonly code = 'no-key';
}

/** The secret behind `ssm:/path` or `secretsmanager:name[#jsonKey]`, read once and again when a `fresh` one is wanted. */
export async function resolveSecret(ref: SecretRef, fresh: boolean): Promise<string> {
  const found = fresh ? undefined : known.get(ref);
  if (found !== undefined) return found;
  const secret = await readSecret(ref);
  known.set(ref, secret);
  return secret;
}

async function readSecret(ref: SecretRef): Promise<string> {
  const [, kind, name = '', key] = /^(\w+):([^#]+)(?:#(.+))?$/.exec(ref) ?? [];
  const secret =
    kind === 'ssm'
      ? await readParameter(name)
      : kind === 'secretsmanager'
        ? await readManaged(name, key)
        : undefined;
  if (secret === undefined || secret === '')
    throw new NoSecretError(`There is nothing under ${kind}:${name}.`);
  return secret;
}

async function readParameter(Name: string): Promise<string | undefined> {
  // Each client is loaded where it is needed: few deployments use both, and a warm function uses none.
  const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
  const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name, WithDecryption: true }));
  return Parameter?.Value;
}

async function readManaged(SecretId: string, key: string | undefined): Promise<string | undefined> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId }));
  if (key === undefined || SecretString === undefined) return SecretString;
  const value: unknown = (JSON.parse(SecretString) as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
