import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { factsOfSave } from '../../lib/events/facts.ts';
import { jsonSchemas } from '../../lib/events/index.ts';
import { closureRequested } from '../../lib/events/schemas/incoming.ts';
import { OUTGOING } from '../../lib/events/schemas/outgoing.ts';
import { entry } from '../support/world/samples.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'events');

test('the published JSON Schemas are those of the code (npm run schemas)', async () => {
  const published = await Promise.all(
    (await readdir(folder))
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  expect(new Map(published)).toEqual(new Map([...jsonSchemas()].sort()));
});

test.each([
  { detail: { id: 'a', all: true }, right: true },
  { detail: { id: 'a', codes: ['ST-1'], from: '2026-12-25', until: '2026-12-26T12:00' }, right: true },
  { detail: { id: 'a', codes: [] }, right: false },
  { detail: { id: 'a', all: true, untill: '2026-12-26' }, right: false },
  { detail: { id: '', all: true }, right: false },
])('schema and JSON Schema agree on $detail: $right', ({ detail, right }) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(jsonSchemas().get('closure-requested.v1.json') ?? '{}'));
  expect(validate(detail)).toBe(right);
  expect(closureRequested.safeParse(detail).success).toBe(right);
});

test.each([
  { until: '2026-12-26', for: '2h' },
  { message: 'a', text: 'b' },
  { codes: ['ST-1'] },
  { organizations: ['acme'] },
  { exclude: { codes: ['ST-1'] } },
  { from: '2026-02-30' },
  { for: 'long' },
])('%o is refused', (detail) => {
  expect(closureRequested.safeParse({ id: 'a', all: true, ...detail }).success).toBe(false);
});

/** What some reader of times takes, and another does not, or takes for something else. */
test.each([
  '2027-02-01T10:00:60Z',
  '2027-02-01T10:00:60',
  '20270201T100000Z',
  '2027-02-01T10Z',
  '2027-02-01T10:00+01',
  '2027-02-01T10:00+0100',
  '2027-02-01T10:00+01:00:30',
  '2027-02-01T10:00:00,5Z',
  '2027-02-01 10:00Z',
  '2027-02-01t10:00z',
  '+002027-02-01T10:00Z',
  '2027-02-01T10:00+01:00[Europe/Paris]',
  '2027-02-01T24:00Z',
  '2027-02-30T10:00Z',
])('%s is no moment', (from) => {
  expect(closureRequested.safeParse({ id: 'a', all: true, from }).success).toBe(false);
});

test.each([
  '2027-02-01',
  '2027-02-01T10:00',
  '2027-02-01T10:00:59',
  '2027-02-01T10:00Z',
  '2027-02-01T10:00:59.123456789+05:30',
  '2027-02-01T10:00-00:00',
])('%s is a moment, to whoever reads it', (from) => {
  expect(closureRequested.safeParse({ id: 'a', all: true, from }).success).toBe(true);
  expect(new Date(from).getTime()).not.toBeNaN();
});

test.each([
  ['an end too far to write', { for: '99999999d' }, 'for: is longer than two years (731d)'],
  ['a duration of two years and a day', { for: '732d' }, 'for: is longer than two years (731d)'],
  ['a text too long', { text: 'a'.repeat(2001) }, 'text: is longer than 2000 characters; shorten it'],
  ['a reason too long', { reason: 'a'.repeat(501) }, 'reason: is longer than 500 characters; shorten it'],
  ['a message too long', { message: 'a'.repeat(201) }, 'message: is longer than 200 characters; shorten it'],
  ['a code too long', { codes: ['a'.repeat(201)] }, 'codes.0: is longer than 200 characters; shorten it'],
  [
    'a code with a control character',
    { exclude: { cities: ['a', 'b\u0007'] } },
    'exclude.cities.1: has the control character U+0007 at place 2',
  ],
  ['too many codes', { codes: Array(10_001).fill('a') }, 'codes: names more than 10000; leave some out'],
  ['too many groups', { groups: Array(10_001).fill(1) }, 'groups: names more than 10000; leave some out'],
  [
    'a start too long to read',
    { from: `2026-12-25T00:00:00.${'0'.repeat(30)}Z` },
    'from: is longer than 40 characters',
  ],
  ['a text that turns round', { text: 'ab\u202Ecd' }, 'text: has the control character U+202E at place 3'],
  ['a reason with a bell', { reason: '\u0007' }, 'reason: has the control character U+0007 at place 1'],
])('%s is refused with the member and the bound', (_, detail, fault) => {
  const { error } = closureRequested.safeParse({ id: 'a', ...detail });
  expect(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([fault]);
});

test('what lies at the bounds passes', () => {
  const detail = {
    id: 'a'.repeat(128),
    codes: Array(10_000).fill('a'.repeat(200)),
    for: '731d',
    text: 'é'.repeat(2000),
    reason: 'a'.repeat(500),
  };
  expect(closureRequested.safeParse(detail).success).toBe(true);
});

test('a fact told twice has one id, and fits its schema without a text of a message', () => {
  const changed = entry({
    before: { is_launched: true, offline_message: 'Bonjour' },
    after: { is_launched: false, offline_message: 'Fermé' },
  });
  const [one, again] = [changed, changed].map((history) => factsOfSave('acme', [], [history])[0]);
  expect(one).toEqual(again);
  expect(OUTGOING['Business Messaging Changed'].parse(one?.detail)).toMatchObject({
    closure: 'holidays',
    fields: ['is_launched', 'offline_message'],
  });
  expect(JSON.stringify(one)).not.toMatch(/Bonjour|Fermé/);
});
