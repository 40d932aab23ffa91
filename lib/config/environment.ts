import { ENVIRONMENT_NAME } from '../reading/environment-name.ts';
import { ConfigError, type ConfigIssue } from '../reading/issues.ts';
import { baseUrlFault, withoutSlash } from './base-url.ts';
import type { SecretRef } from './model.ts';

/** Environment variables by name, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type StoreAddress = { kind: 'sqlite'; path: string } | { kind: 'dynamodb'; table: string };

/**
 * The variables that partoo-closures itself reads, with what counts where they are not set; those that closures.yml refers
 * to are read where they are used.
 */
export const OWN_VARIABLES = {
  PARTOO_CLOSURES_CONFIG: 'closures.yml',
  PARTOO_CLOSURES_STORE: 'sqlite:.partoo-closures/state.db',
} as const;

/** One of our own variables, or its default. An empty one counts as not set: that is how shells and CI systems "unset" them. */
export function ownVariable(name: keyof typeof OWN_VARIABLES, env: Environment): string {
  return env[name] || OWN_VARIABLES[name];
}

/**
 * Reads `sqlite:PATH` or `dynamodb:TABLE`.
 * @param where what the text was given as (a variable, an option), for the error
 * @throws ConfigError
 */
export function parseStoreAddress(text: string, where: string): StoreAddress {
  const [, kind, rest] = /^(sqlite|dynamodb):(.+)$/.exec(text) ?? [];
  if (kind === 'sqlite' && rest !== undefined) return { kind, path: rest };
  if (kind === 'dynamodb' && rest !== undefined && /^[A-Za-z0-9_.-]{3,255}$/.test(rest))
    return { kind, table: rest };
  throw fault(where, 'is no address of a store', 'write sqlite:PATH or dynamodb:TABLE');
}

/**
 * The secret behind `env:NAME`, without the spaces and line ends around it. The other kinds need AWS and are read by its functions only.
 * @throws ConfigError naming the variable, never its value
 */
export function resolveSecretRef(ref: SecretRef, env: Environment): string {
  if (ref.startsWith('env:')) {
    const name = ref.slice('env:'.length);
    return variable(name, env);
  }
  const kind = ref.slice(0, ref.indexOf(':'));
  throw new ConfigError([
    {
      ...issue(kind === 'ssm' || kind === 'secretsmanager' ? `${kind}:` : 'a secret'),
      message: 'can only be read by the AWS functions',
      remedy: 'refer to the key with env:NAME here',
    },
  ]);
}

/**
 * The base URL of an organization, without a slash at its end. What `env:NAME` leads to obeys the same rule as what
 * stands in the file: https, or http on this machine.
 * @throws ConfigError
 */
export function resolveBaseUrl(value: string, env: Environment): string {
  const name = value.startsWith('env:') ? value.slice('env:'.length) : null;
  const url = name === null ? value : variable(name, env);
  const wrong = baseUrlFault(url);
  if (wrong !== null) throw fault(name ?? 'baseUrl', wrong.message, wrong.remedy);
  return withoutSlash(url);
}

/**
 * An API key, without the spaces and line ends around it, which secrets often come with.
 * @param ref where it was found, for the error
 * @throws ConfigError for one that no HTTP header can hold; it never shows the key
 */
export function sendableKey(key: string, ref: SecretRef): string {
  const [file, name] = ref.startsWith('env:') ? ['environment', ref.slice('env:'.length)] : ['AWS', ref];
  const trimmed = key.trim();
  const [strange] = /[^\x21-\x7e]/u.exec(trimmed) ?? [];
  if (strange === undefined) return trimmed;
  const what = /\s/u.test(strange)
    ? 'a space or a line end inside'
    : /\p{Cc}/u.test(strange)
      ? 'a control character'
      : 'a character beyond ASCII';
  throw new ConfigError([
    {
      ...{ file, line: null, column: null, path: [name] },
      message: `holds ${what}, and so cannot be sent as an API key`,
      remedy: 'copy the key from Partoo anew',
    },
  ]);
}

function variable(name: string, env: Environment): string {
  if (!ENVIRONMENT_NAME.test(name))
    throw fault('env:', 'does not name a variable', 'write env:NAME with a name in capitals');
  const value = (Object.hasOwn(env, name) ? env[name] : undefined)?.trim();
  if (value === undefined) throw fault(name, 'is not set', `set it: export ${name}=…`);
  if (value === '') throw fault(name, 'is empty', `set it: export ${name}=…`);
  return value;
}

function fault(name: string, message: string, remedy: string): ConfigError {
  return new ConfigError([{ ...issue(name), message, remedy }]);
}

function issue(name: string): Pick<ConfigIssue, 'file' | 'line' | 'column' | 'path'> {
  return { file: 'environment', line: null, column: null, path: [name] };
}
