import { expect, test } from 'vitest';
import type { MessageTemplate } from '../../lib/sandbox/index.ts';
import { documentedProperties } from './contract.ts';
import { detailOf, sandboxOf } from './support.ts';

const content = (text: string) => JSON.stringify({ text, _version: '0.1' });

test('the list is a bare array, with one content in the malformed shape of the documentation', async () => {
  const { call } = await sandboxOf();
  const templates = (await call('GET', '/messaging/templates')).body as MessageTemplate[];
  expect(templates.map(({ title }) => title)).toEqual(['Holiday', 'Quote request', 'Directions']);
  expect(Object.keys(templates[0]!)).toEqual(documentedProperties('MessageTemplate'));
  expect(() => JSON.parse(templates[1]!.content)).toThrow();
  expect(JSON.parse(templates[0]!.content)).toHaveProperty('text');
});

test('one that is created is listed', async () => {
  const { call } = await sandboxOf({ templates: [] });
  const body = { title: 'Strike', content: content('On strike.'), icon: '✊' };
  const created = await call('POST', '/messaging/templates', { body });
  expect(created.body).toMatchObject({ ...body, updated_at: null, usage_count: 0 });
  expect((await call('GET', '/messaging/templates')).body).toEqual([created.body]);
});

test('an update replaces: what is left out is not kept', async () => {
  const { call, sandbox } = await sandboxOf();
  const { id } = sandbox.templates[0]!;
  const updated = await call('PUT', `/messaging/templates/${id}`, { body: { title: 'Holidays' } });
  expect(updated.body).toMatchObject({ id, title: 'Holidays', content: content(''), icon: null });
  expect(updated.body).toHaveProperty('updated_at', '2026-12-01T08:00:00.000000+00:00');
});

test.each<[string, unknown, string]>([
  ['no title', { content: content('x') }, 'title'],
  ['an empty title', { title: '', content: content('x') }, 'title'],
  ['no content', { title: 'x' }, 'content'],
  ['plain text', { title: 'x', content: 'Hello' }, 'content'],
  ['the malformed shape', { title: 'x', content: '{"text":"x" "_version":"0.1"}' }, 'content'],
  ['another version', { title: 'x', content: '{"text":"x","_version":"0.2"}' }, 'content'],
  ['a null icon', { title: 'x', content: content('x'), icon: null }, 'icon'],
  ['an unknown member', { title: 'x', content: content('x'), lang: 'fr' }, 'lang'],
])('creating one with %s is refused', async (_, body, field) => {
  const { call } = await sandboxOf();
  const answered = await call('POST', '/messaging/templates', { body });
  expect(answered.status).toBe(400);
  expect(detailOf(answered)).toHaveProperty([field]);
});

test('an unknown one is not found, and the list takes no parameters', async () => {
  const { call } = await sandboxOf();
  expect((await call('PUT', '/messaging/templates/12', { body: {} })).status).toBe(404);
  const paged = await call('GET', '/messaging/templates?page=1', { undocumented: true });
  expect(paged.status).toBe(400);
});
