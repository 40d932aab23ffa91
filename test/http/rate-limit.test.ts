import { expect, test } from 'vitest';
import { RateLimit } from '../../lib/http/rate-limit.ts';

test('six hundred requests a minute are served, and no more, each token by itself', () => {
  const limit = new RateLimit();
  for (let sent = 0; sent < 599; sent++) limit.take('one', 1000 + sent);
  expect(limit.take('one', 2000)).toMatchObject({ ratelimit: '"token";r=0;t=59' });
  const headers = { 'retry-after': '59', ratelimit: '"token";r=0;t=59' };
  expect(() => limit.take('one', 2000)).toThrow(
    expect.objectContaining({
      status: 429,
      members: expect.objectContaining({ headers: expect.objectContaining(headers) }),
    }),
  );
  expect(limit.take('other', 2000)).toMatchObject({ ratelimit: '"token";r=599;t=60' });
  expect(limit.take('one', 61_000)).toMatchObject({ ratelimit: '"token";r=599;t=60' });
});
