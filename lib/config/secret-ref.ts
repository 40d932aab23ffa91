import type * as z from 'zod';
import { ENVIRONMENT_NAME } from '../reading/environment-name.ts';
import { textOf } from '../reading/readers.ts';
import type { SecretRef } from './model.ts';

const SSM = /^ssm:\/?[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;
const SECRETS_MANAGER = /^secretsmanager:[A-Za-z0-9/_+=.@:-]+(#[A-Za-z0-9_.-]+)?$/;

const FORMS: Readonly<Record<string, string>> = {
  env: 'write env:NAME with a name in capitals, such as env:PARTOO_API_KEY',
  ssm: 'write ssm:/path/to/parameter',
  secretsmanager: 'write secretsmanager:name or secretsmanager:name#jsonKey',
};

/**
 * Says what is wrong with a reference to a secret, without the reference: it could be the secret.
 * @param what a key, say: what must not stand there itself
 */
export function secretRef(
  what: string,
  remedy = `write env:NAME, ssm:/path or secretsmanager:name, and keep ${what.replace(/^an? /, 'the ')} itself there`,
): z.ZodType<SecretRef> {
  return textOf(remedy, (value, report): SecretRef => {
    if (!isSecretRef(value)) {
      const prefix = /^(env|ssm|secretsmanager):/.exec(value)?.[1];
      if (prefix === undefined) report(`does not refer to a secret (${what} must not stand here)`, remedy);
      else report(`is not readable after ${prefix}:`, FORMS[prefix]!);
    }
    return value as SecretRef;
  });
}

export function isSecretRef(value: string): boolean {
  if (value.startsWith('env:')) return ENVIRONMENT_NAME.test(value.slice(4));
  return SSM.test(value) || SECRETS_MANAGER.test(value);
}
