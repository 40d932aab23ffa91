import { expect, test } from 'vitest';
import type { Sandbox } from '../../lib/sandbox/index.ts';
import { sandboxOf } from './support.ts';

async function control(sandbox: Sandbox, method: string, path: string, body?: unknown) {
  const response = await fetch(`http://127.0.0.1:${sandbox.port}/__sandbox/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('state and request log can be read without key, quota or trace', async () => {
  const { sandbox, call } = await sandboxOf({ requestsPerMinute: 1 });
  await call('GET', '/user/me');
  expect((await control(sandbox, 'GET', 'state')).body).toMatchObject({
    now: '2026-12-01T08:00:00.000Z',
    businesses: 8,
    requests: 1,
    settings: sandbox.settings(),
  });
  expect((await control(sandbox, 'GET', 'requests')).body).toEqual({ requests: sandbox.requests });
});

test('a person can edit and relaunch from outside', async () => {
  const { sandbox } = await sandboxOf();
  const edited = await control(sandbox, 'POST', 'person/ST-00002', {
    offline_message: 'Back at noon',
    is_launched: false,
  });
  expect(edited.body).toMatchObject({ offline_message: 'Back at noon', is_launched: false });
  expect(sandbox.settingsRow('ST-00002')).toMatchObject(edited.body);
  await control(sandbox, 'POST', 'person/ST-00002/relaunch');
  expect(sandbox.settingsRow('ST-00002')).toMatchObject({
    offline_message: 'Back at noon',
    is_launched: true,
  });
});

test('faults can be planned from outside, and ended', async () => {
  const { sandbox, call } = await sandboxOf();
  await control(sandbox, 'POST', 'faults', { script: [{ match: { path: 'user' }, fault: 'serverError' }] });
  expect((await call('GET', '/user/me', { undocumented: true })).status).toBe(503);
  await control(sandbox, 'POST', 'faults', {});
  expect((await call('GET', '/user/me')).status).toBe(200);
});

test('so can oddities, and what befalls a business', async () => {
  const { sandbox, call } = await sandboxOf();
  await control(sandbox, 'POST', 'faults', {
    script: [
      { match: { business: ['ST-00001'] }, write: { texts: ['entities', { cut: 3 }], tells: 'sent' } },
    ],
  });
  const first = `/messaging/settings/${sandbox.businesses[0]!.settingId}`;
  await call('POST', first, { body: { offline_message: "C'est fermé" } });
  expect(sandbox.settingsRow('ST-00001').offline_message).toBe('C&#');
  const { id } = (await control(sandbox, 'POST', 'business/ST-00001/renew-id')).body;
  expect(sandbox.settingsRow('ST-00001').business_id).toBe(id);
  await control(sandbox, 'POST', 'business/ST-00001/add-settings');
  expect(sandbox.settings()).toHaveLength(9);
  await control(sandbox, 'POST', 'business/ST-00002/remove-settings');
  await control(sandbox, 'POST', 'business/ST-00003/remove');
  expect(sandbox.settings()).toHaveLength(7);
});

test.each<[string, string, unknown, number]>([
  ['POST', 'business/ST-99999/remove', {}, 404],
  ['POST', 'business/ST-00001/explode', {}, 404],
  ['POST', 'faults', { script: [{ match: {}, write: { texts: ['nonsense'] } }] }, 400],
  ['GET', 'nothing', undefined, 404],
  ['POST', 'person/ST-99999', {}, 404],
  ['POST', 'person/ST-00001', { timezone: 'UTC' }, 400],
  ['POST', 'person/ST-00001', { custom_chat_hours: { lundi: [] } }, 400],
  ['POST', 'faults', { serverErrors: 1 }, 400],
  ['POST', 'faults', { serverError: 0.9, reset: 0.9 }, 400],
  ['POST', 'faults', { script: [{ match: { path: '(' }, fault: 'reset' }] }, 400],
])('%s %s with %j is refused', async (method, path, body, status) => {
  const { sandbox } = await sandboxOf();
  expect((await control(sandbox, method, path, body)).status).toBe(status);
});
