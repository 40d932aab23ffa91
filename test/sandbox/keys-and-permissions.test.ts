import { expect, test } from 'vitest';
import { detailOf, sandboxOf } from './support.ts';

test('keys are created, changed, revoked and listed by what has become of them', async () => {
  const { call, clock } = await sandboxOf();
  const created = await call('POST', '/api_keys', {
    body: {
      label: 'Closures',
      expiration_date: '2026-12-02',
      has_restricted_permissions: true,
      permissions: ['x'],
    },
  });
  expect(created.status).toBe(201);
  const { id } = created.body as { id: number };
  expect((await call('PUT', `/api_keys/${id}`, { body: { label: 'Night' } })).body).toMatchObject({
    label: 'Night',
  });
  const ids = async (status: string) => {
    const { body } = await call('GET', `/api_keys?status=${status}`);
    return (body as { api_keys: { id: number }[] }).api_keys.map((key) => key.id);
  };
  expect(await ids('active')).toEqual([61, id]);
  await clock.advance(86_400_000);
  expect([await ids('active'), await ids('expired')]).toEqual([[61], [id]]);
  expect((await call('POST', '/api_keys/revoke/61')).body).toEqual({ id: 61, status: 'success' });
  expect((await call('GET', '/api_keys/61')).body).toMatchObject({ disabled: true });
  expect([await ids('disabled'), await ids('inactive'), await ids('active')]).toEqual([[61], [61, id], []]);
  expect((await call('GET', '/api_keys/9')).status).toBe(404);
});

test.each<[unknown, string]>([
  [{ expiration_date: '2026-12-01' }, 'expiration_date'],
  [{ expiration_date: 'soon' }, 'expiration_date'],
  [{ permissions: [] }, 'permissions'],
  [{ secret: 'x' }, 'secret'],
])('creating %j is refused', async (body, field) => {
  const { call } = await sandboxOf();
  const answered = await call('POST', '/api_keys', { body });
  expect(answered.status).toBe(400);
  expect(detailOf(answered)).toHaveProperty([field]);
});

test('permissions come by section and subsection', async () => {
  const { call } = await sandboxOf();
  expect((await call('GET', '/permissions')).body).toMatchObject({
    sections: [
      {
        name: 'presence',
        subsections: [{ permissions: [{ name: 'business_edit', depends_on: null }, {}, {}] }],
      },
      { name: 'reviews' },
      { name: 'messages' },
    ],
  });
});
