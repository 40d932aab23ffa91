import { expect, test } from 'vitest';
import { answers, startServer } from '../support/world/server.ts';
import { testClient } from './support/client.ts';

test.each([17, '5409c3', null])('the id of a user may be %j', async (id) => {
  const server = await startServer(answers(200, { id, role: 'ORG_ADMIN' }));
  expect(await testClient(server.baseUrl).users.me()).toEqual({ id, role: 'ORG_ADMIN' });
});
