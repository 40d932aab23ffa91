import * as z from 'zod';
import { type Position, readYaml, type SourceDocument } from '../reading/document.ts';
import { ConfigError, type ConfigIssue } from '../reading/issues.ts';
import { language } from '../reading/language.ts';
import {
  isRecord,
  KEY,
  mapping,
  quoted,
  type Report,
  reader,
  readWith,
  record,
  remedyOf,
  textOf,
} from '../reading/readers.ts';
import { hashOf } from './hash.ts';
import { messageDefinition } from './messages.ts';
import type { Config } from './model.ts';
import { digest, notify } from './notify.ts';
import { organization } from './organization.ts';
import { type Checkable, readableParts } from './readable.ts';
import { type Names, rule } from './rule.ts';
import { datedMessages } from './staged.ts';
import { type MessageUse, messageUseIn } from './templates.ts';

/** A configuration together with the text it came from, so that later checks can still name line and column. */
export interface LoadedConfig {
  config: Config;
  /** SHA-256 of the file's bytes, hex. */
  hash: string;
  /** As it was named by the caller. */
  file: string;
  /** Where the value at a path of the file stands (`['rules', 'nights', 'cron']`), or what is nearest around it. */
  locate(path: readonly (string | number)[]): Position;
}

/** A file in which something is wrong. */
export interface FaultyConfig extends Pick<LoadedConfig, 'file' | 'locate'> {
  /** In the order of the file. */
  issues: ConfigIssue[];
  /** What can be read all the same. */
  parts(): Checkable;
}

/**
 * Reads the text of a closures.yml.
 * @param file only for error messages
 * @throws ConfigError with every fault that was found
 */
export function parseConfig(text: string, file: string): LoadedConfig {
  return parseBytes(Buffer.from(text), text, file);
}

/** The same, where the bytes that the hash is of are at hand. */
export function parseBytes(bytes: Uint8Array, text: string, file: string): LoadedConfig {
  const read = readBytes(bytes, text, file);
  if ('issues' in read) throw new ConfigError(read.issues);
  return read;
}

/**
 * The same, with what can be read where something is wrong.
 * @throws ConfigError for what is no YAML
 */
export function readBytes(bytes: Uint8Array, text: string, file: string): LoadedConfig | FaultyConfig {
  const source = readYaml(text, file);
  const { locate } = source;
  const result = configSchema(namesIn(source.value)).safeParse(source.value);
  if (result.success) return { config: result.data, hash: hashOf(bytes), file, locate };
  const issues = inOrder(result.error.issues.map((issue) => located(issue, source, file)));
  return { issues, parts: () => readableParts(source.value), file, locate };
}

/** A fault that a later check found, at its place in the file. */
export function issueAt(
  loaded: Pick<LoadedConfig, 'file' | 'locate'>,
  path: (string | number)[],
  message: string,
  remedy: string,
): ConfigIssue {
  return { file: loaded.file, ...loaded.locate(path), path, message, remedy };
}

function located(issue: z.core.$ZodIssue, source: SourceDocument, file: string): ConfigIssue {
  const full = issue.path as (string | number)[];
  const atKey = full.at(-1) === KEY;
  const path = atKey ? full.slice(0, -1) : full;
  const place = atKey ? source.locateKey(path) : source.locate(path);
  return { file, ...place, path, message: issue.message, remedy: remedyOf(issue) };
}

/** In the order of the file. */
export function inOrder(issues: readonly ConfigIssue[]): ConfigIssue[] {
  return issues.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

/** What rules may refer to: also an entry that is itself faulty, lest one fault be reported twice. */
function namesIn(value: unknown): Names & MessageUse {
  const keys = (part: unknown) => (isRecord(part) ? Object.keys(part) : []);
  return isRecord(value)
    ? {
        organizations: keys(value.organizations),
        messages: keys(value.messages),
        dated: datedMessages(value.messages),
        ...messageUseIn(value.rules),
      }
    : { organizations: [], messages: [], dated: [], ...messageUseIn({}) };
}

const VERSION_REMEDY = 'begin the file with version: 1';
const version = reader((value, report): 1 => {
  if (value === undefined) report('is missing', VERSION_REMEDY);
  else if (value !== '1') report('is not known to this version of partoo-closures', VERSION_REMEDY);
  return 1;
});

/** Letters, digits, `-` and `_`: it becomes part of keys in the store. */
const organizationId = textOf('write a name', (value, report): string => {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(value) || value === '__proto__')
    report(`${quoted(value)} is no name for an organization`, 'use letters, digits, - and _, at most 64');
  return value;
});

/** Rules and messages may be named in any script; separators are left to us. */
const name = textOf('write a name', (value, report): string => {
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,63}$/u.test(value) || value.endsWith(' '))
    report(`${quoted(value)} is no name`, 'use letters, digits, spaces, ".", - and _, at most 64');
  return value;
});
const messageName = reader((value, report): string => {
  if (value === 'keep') report('"keep" means the text that was there before', 'choose another name');
  return readWith(name, value, report) ?? z.NEVER;
});

function configSchema(names: ReturnType<typeof namesIn>): z.ZodType<Config> {
  const organizations = record(
    organizationId,
    (id) => organization(id, names.organizations),
    'write acme: { apiKey: env:PARTOO_API_KEY }',
  );
  const rules = record(name, (key) => rule(key, names), 'write the name of a rule, then its calendar');
  const messages = record(
    messageName,
    (key) => messageDefinition({ mayNameConsumer: names.inTemplates.has(key), isUsed: names.used.has(key) }),
    'write the name of a message, then its texts',
  );
  const shape = mapping(
    {
      version,
      organizations,
      defaultLanguage: language.optional(),
      messages: messages.optional(),
      rules: rules.optional(),
      notify: notify(names.organizations).optional(),
      digest: digest.optional(),
    },
    'begin with version: 1, organizations: and rules:',
    (raw, report: Report) => {
      if (isRecord(raw.organizations) && Object.keys(raw.organizations).length === 0)
        report('names no organization', 'write acme: { apiKey: env:PARTOO_API_KEY }', ['organizations']);
    },
  );
  return reader((value, report): Config => {
    const read = readWith(shape, value, report);
    if (read === undefined) return z.NEVER;
    return {
      version: 1,
      organizations: Object.values(read.organizations),
      ...(read.defaultLanguage === undefined ? {} : { defaultLanguage: read.defaultLanguage }),
      messages: read.messages ?? {},
      rules: Object.values(read.rules ?? {}),
      ...(read.notify === undefined ? {} : { notify: read.notify }),
      ...(read.digest === undefined ? {} : { digest: read.digest }),
    };
  });
}
