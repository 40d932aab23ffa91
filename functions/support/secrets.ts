import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { SecretRef } from '../../lib/config/model.ts';
import { WorkFailedError } from './errors.ts';

/** What secrets stood for when they were last read, for as long as this instance of the function lives. */
const known = new Map<SecretRef, string>();
let ssm: SSMClient | null = null;
let secretsManager: SecretsManagerClient | null = null;

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
    throw new WorkFailedError({ code: 'no-key', message: `There is nothing under ${kind}:${name}.` });
  return secret;
}

async function readParameter(Name: string): Promise<string | undefined> {
  ssm ??= new SSMClient({});
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  return Parameter?.Value;
}

async function readManaged(SecretId: string, key: string | undefined): Promise<string | undefined> {
  secretsManager ??= new SecretsManagerClient({});
  const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  if (key === undefined || SecretString === undefined) return SecretString;
  const value: unknown = (JSON.parse(SecretString) as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
