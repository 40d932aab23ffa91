/** The schema for editors says what the parser says, as far as it goes. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { CLOSURES_SCHEMA } from '../../lib/config/json-schema.ts';
import { ROOT, readPages } from '../docs/support.ts';
import { faultsOf } from './support.ts';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(CLOSURES_SCHEMA);

const HEAD = { version: 1, organizations: { acme: { apiKey: 'env:PARTOO_API_KEY' } } };
const MESSAGES = { holiday: 'We are closed ({{closure_name}}) and reopen {{reopens}}.' };

/** Every closures.yml of the repository, and every piece of one in the documentation, completed. */
const files = [...(await examples()), ...(await snippets())];

async function examples(): Promise<{ name: string; value: object }[]> {
  const paths = (await readdir(join(ROOT, 'examples'), { recursive: true })).filter((path) =>
    path.endsWith('closures.yml'),
  );
  return Promise.all(
    paths.map(async (path) => ({
      name: path,
      value: parse(await readFile(join(ROOT, 'examples', path), 'utf8')),
    })),
  );
}

async function snippets(): Promise<{ name: string; value: object }[]> {
  return (await readPages()).flatMap(({ path, snippets: all }) =>
    all
      .filter(({ language }) => language === 'yaml')
      .map(({ line, text }) => ({
        name: `${path}:${line}`,
        value: { ...HEAD, messages: MESSAGES, ...parse(text) },
      })),
  );
}

test('examples are found', () => expect(files.length).toBeGreaterThan(12));

describe.each(files)('$name', ({ value }) => {
  test('fits the schema', () => {
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each(mappingsOf(value).map((path) => ({ path, at: path.join('.') || 'the top' })))(
    'an unknown key at $at is refused by schema and parser',
    ({ path }) => {
      const changed = structuredClone(value);
      // A list is nowhere right as a message, a rule, an organization or a text, so that this fails among names too.
      Object.assign(at(changed, path), { unknownKey: [] });
      expect(validate(changed)).toBe(false);
      expect(faultsOf(stringify(changed)).join('\n')).toContain('unknownKey');
    },
  );
});

const rule = (members: object) => ({
  ...HEAD,
  rules: { r: { dates: [{ from: '2026-12-06' }], ...members } },
});

test.each<[string, object]>([
  ['another version', { ...HEAD, version: 2 }],
  ['no organization', { version: 1 }],
  ['a literal key', { version: 1, organizations: { acme: { apiKey: 'abcdefgh' } } }],
  ['a share of nothing', { version: 1, organizations: { acme: { apiKey: 'env:KEY', budgetShare: 0 } } }],
  ['no calendar', { ...HEAD, rules: { r: {} } }],
  ['two calendars', rule({ cron: { close: '0 19 * * *', open: '0 9 * * *' } })],
  ['an empty scope', rule({ scope: {} })],
  ['an empty list', rule({ scope: { codes: [] } })],
  ['a group that is no number', rule({ scope: { groups: ['x'] } })],
  ['an unknown type', { ...HEAD, rules: { r: { holidays: { types: ['publik'] } } } }],
  ['a date that is none', rule({ dates: [{ from: 'tomorrow' }] })],
  ['a window that is none', rule({ effect: { chatHours: ['9-18'] } })],
  ['an unknown word', rule({ onManualChange: 'fight' })],
  ['a priority that is no number', rule({ priority: 'high' })],
  ['a template beside texts', { ...HEAD, messages: { m: { template: 'Holiday', fr: 'Fermé' } } }],
])('%s is refused by both', (_, value) => {
  expect(validate(value)).toBe(false);
  expect(faultsOf(stringify(value))).not.toEqual([]);
});

type Path = (string | number)[];

/** Paths of all mappings in a value. */
function mappingsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, member]) =>
    mappingsOf(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? inside : [path, ...inside];
}

function at(value: object, path: Path): object {
  return path.reduce<object>(
    (inner, key) => (inner as Record<string | number, object>)[key] as object,
    value,
  );
}
