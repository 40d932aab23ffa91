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

// Each client is loaded where it is needed, through a file of ours: importing its package would bundle all of it.
async function readSecret(ref: SecretRef): Promise<string> {
  const [, kind, name = '', key] = /^(\w+):([^#]+)(?:#(.+))?$/.exec(ref) ?? [];
  const secret =
    kind === 'ssm'
      ? await (await import('./aws-parameter.ts')).readParameter(name)
      : kind === 'secretsmanager'
        ? await (await import('./aws-managed-secret.ts')).readManagedSecret(name, key)
        : undefined;
  if (secret === undefined || secret === '')
    throw new NoSecretError(`There is nothing under ${kind}:${name}.`);
  return secret.trim();
}
