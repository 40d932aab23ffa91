import { readManagedSecret } from './aws-managed-secret.ts';
import { readParameter } from './aws-parameter.ts';
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

// Not loaded when it is needed: of what is, a bundle holds all, a command of AWS's for each of its actions, and evaluates it.
async function readSecret(ref: SecretRef): Promise<string> {
  const [, kind, name = '', key] = /^(\w+):([^#]+)(?:#(.+))?$/.exec(ref) ?? [];
  const secret =
    kind === 'ssm'
      ? await readParameter(name)
      : kind === 'secretsmanager'
        ? await readManagedSecret(name, key)
        : undefined;
  if (secret === undefined || secret === '') throw new NoSecretError(nothingUnder(ref, key !== undefined));
  return secret.trim();
}

function nothingUnder(ref: SecretRef, isMember: boolean): string {
  const remedy = isMember
    ? 'store a JSON object there, with a text under this name'
    : 'store the secret there';
  return `There is nothing under ${ref}; ${remedy}.`;
}
