import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createToken,
  findToken,
  listTokens,
  revokeToken,
  type TokenRequest,
} from '../../lib/operations/tokens.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld({ rules: 'rules: { closed: { dates: [{ from: 2026-12-25 }] } }' });
});
afterAll(() => world.end());

const create = async (request: Partial<TokenRequest>) =>
  (
    await createToken(world.deps, {
      name: 'till',
      scopes: ['read'],
      organization: null,
      expiresAt: null,
      ...request,
    })
  ).token;

test('a token is found by what was shown once, until its end or until it is revoked', async () => {
  const now = world.clock.now();
  const token = await create({
    scopes: ['read', 'operate', 'read'],
    organization: 'acme',
    expiresAt: now + 10,
  });
  const found = await findToken(world.store, token, now + 9);
  expect(found).toMatchObject({ name: 'till', scopes: ['read', 'operate'], organization: 'acme' });
  expect(await findToken(world.store, token, now + 10)).toBeNull();
  expect(await findToken(world.store, `${token}A`, now)).toBeNull();
  await revokeToken(world.store, 'till');
  expect(await findToken(world.store, token, now)).toBeNull();
});

test('several made at once are all there, by name', async () => {
  await Promise.all(['c', 'a', 'b'].map((name) => create({ name })));
  expect((await listTokens(world.store)).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

test.each([
  ['a name that is taken', { name: 'a' }, 'token-exists'],
  ['a name that is none', { name: 'a b' }, 'token-name'],
  ['an organization that there is not', { organization: 'acne' }, 'unknown-organization'],
] as const)('%s is refused', async (_what, request, code) => {
  await expect(create({ ...request })).rejects.toMatchObject({ code });
});

test('revoking what is not there says what it could have been', async () => {
  await create({ name: 'point-of-sale' });
  await expect(revokeToken(world.store, 'point-of-sail')).rejects.toMatchObject({
    code: 'unknown-token',
    remedy: 'Did you mean "point-of-sale"?',
  });
});

test('a list that cannot be read lets nobody in, and is not overwritten', async () => {
  await world.store.saveNote('', 'tokens', '{"future":1}');
  expect(await findToken(world.store, 'pct_x', 0)).toBeNull();
  await expect(create({ name: 'new' })).rejects.toThrow('cannot be read');
  expect(await world.store.readNote('', 'tokens')).toBe('{"future":1}');
});
