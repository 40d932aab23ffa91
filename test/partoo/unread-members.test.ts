/** Members that nobody here reads may come in any shape: they keep no shop, no template and no key from being served. */
import { expect, test } from 'vitest';
import { answers, startServer } from '../support/world/server.ts';
import { collect, settingsOf, testClient } from './support/client.ts';

const ODD: [unknown][] = [[7], [true], [['x']], [{ a: 1 }]];

const clientOf = async (body: unknown) => testClient((await startServer(answers(200, body))).baseUrl);
const listOf = (member: string, item: object) => ({ [member]: [item], page: 1, count: 1, max_page: 1 });

test.each(ODD)('of settings: %j', async (odd) => {
  const row = { ...settingsOf(1), business_name: odd, business_address: odd };
  const { settings } = await clientOf(listOf('settings', row));
  expect((await collect(settings.list())).map(({ value }) => value)).toEqual([row]);
});

test.each(ODD)('of businesses: %j', async (odd) => {
  const row = { id: 'b', org_id: odd, features: odd };
  const { businesses } = await clientOf(listOf('businesses', row));
  expect(await collect(businesses.search())).toEqual([row]);
});

test.each(ODD)('of templates: %j', async (odd) => {
  const row = { id: 't', title: 'Holiday', content: '{"text":"Closed","_version":"0.1"}' };
  const { templates } = await clientOf([
    { ...row, created_at: odd, updated_at: odd, usage_count: odd, org_id: odd },
  ]);
  expect(await templates.list()).toMatchObject([{ ...row, text: 'Closed' }]);
});

test.each(ODD)('of webhooks: %j', async (odd) => {
  const row = {
    id: 1,
    url: 'https://a.example',
    event_type: 'business_updated',
    created_at: odd,
    org_id: odd,
  };
  const { webhooks } = await clientOf(listOf('items', row));
  expect(await collect(webhooks.list())).toEqual([row]);
});

test.each(ODD)('of the user: %j', async (odd) => {
  const me = {
    id: 1,
    role: 'ORG_ADMIN',
    lang: odd,
    permissions: odd,
    business_ids: odd,
    available_features: odd,
  };
  expect(await (await clientOf(me)).users.me()).toEqual(me);
});
