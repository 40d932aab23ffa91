import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { jsonSchemas } from '../../lib/events/index.ts';
import { closureRequested } from '../../lib/events/schemas/incoming.ts';
import { OUTGOING } from '../../lib/events/schemas/outgoing.ts';
import { factsOfSave } from '../../lib/reconcile/facts.ts';
import { entry } from '../store/samples.ts';

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
  { from: '2026-02-30' },
  { for: 'long' },
])('%o is refused', (detail) => {
  expect(closureRequested.safeParse({ id: 'a', all: true, ...detail }).success).toBe(false);
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
