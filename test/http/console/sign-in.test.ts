/** Who gets into the console, and what they may do there. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeToken } from '../../../lib/operations/tokens.ts';
import { type HttpWorld, makeHttpWorld } from '../../support/world/http.ts';
import { Visitor } from './visitor.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await makeHttpWorld({
    rules: `rules:
  stock-taking: { scope: { codes: [ST-00001] }, dates: [{ from: 2026-12-20, name: Inventaire }] }`,
  });
  await world.run();
  world.sandbox.requests.splice(0);
}, 60_000);
afterAll(async () => {
  expect(world.sandbox.requests).toEqual([]);
  expect(world.errors).toEqual([]);
  await world.end();
});

describe('sign-in', () => {
  test('asks for a token, and hands out a cookie that no script and no other site gets', async () => {
    const visitor = new Visitor(world.url);
    const asked = await visitor.get('/');
    expect(asked).toMatchObject({ status: 200, text: expect.stringContaining('name="token"') });
    expect(asked.text).not.toContain('ST-00001');
    const token = await world.token(['read']);
    const answer = await visitor.post('/sign-in', { token });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^partoo-closures=[\w-]{43}; /);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=43200'])
      expect(cookie).toContain(part);
    expect(cookie).not.toContain('Secure');
    expect(cookie).not.toContain(token);
    const page = await visitor.get(answer.location!);
    expect(page).toMatchObject({ status: 303, location: '/' });
    expect((await visitor.get('/')).text).toContain('All 10 shops are as they should be.');
  });

  test('marks the cookie as secure wherever it is not this machine', async () => {
    const body = new URLSearchParams({ token: await world.token(['read']) }).toString();
    const asked = request(`${world.url}/sign-in`, {
      method: 'POST',
      headers: { host: 'console.example.org', 'content-type': 'application/x-www-form-urlencoded' },
    }).end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.headers['set-cookie']?.[0]).toContain('Secure');
  });

  test.each(['', 'x', 'pct_wrong', 'x'.repeat(600), '\u0000'])('refuses %j', async (token) => {
    const visitor = new Visitor(world.url);
    const answer = await visitor.post('/sign-in', { token });
    expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('role="alert"') });
    expect(visitor.cookies.size).toBe(0);
  });

  test('refuses a token that may look at nothing', async () => {
    const answer = await new Visitor(world.url).post('/sign-in', { token: await world.token(['calendar']) });
    expect(answer.status).toBe(403);
  });

  test('refuses one that another site sends', async () => {
    const token = await world.token(['read']);
    for (const site of ['cross-site', 'same-site']) {
      const answer = await new Visitor(world.url).post('/sign-in', { token }, { 'sec-fetch-site': site });
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test('leads back to the page that was meant, and never elsewhere', async () => {
    const visitor = new Visitor(world.url);
    expect(await visitor.get('/history?shop=a')).toMatchObject({
      status: 303,
      location: `/sign-in?to=${encodeURIComponent('/history?shop=a')}`,
    });
    const signedIn = await Visitor.signedIn(world, ['read']);
    for (const [to, leads] of [
      ['/history?shop=a', '/history?shop=a'],
      ['https://evil.example/', '/'],
      ['//evil.example/', '/'],
      ['/\\evil.example', '/'],
      ['/.//evil.example', '/evil.example'],
      ['javascript:alert(1)', '/'],
    ] as const)
      expect((await signedIn.get(`/sign-in?to=${encodeURIComponent(to)}`)).location).toBe(leads);
  });
});

describe('a session', () => {
  test('ends by signing out, wherever the cookie has got to', async () => {
    const visitor = await Visitor.signedIn(world, ['read']);
    const thief = new Visitor(world.url);
    for (const [name, value] of visitor.cookies) thief.cookies.set(name, value);
    expect((await thief.get('/')).text).toContain('shops');
    await visitor.send('/', '/sign-out');
    for (const one of [visitor, thief]) expect((await one.get('/')).text).toContain('name="token"');
  });

  test('is not ended by a form of another site', async () => {
    const visitor = await Visitor.signedIn(world, ['read']);
    await visitor.post('/sign-out', { csrf: 'guessed' });
    expect((await visitor.get('/')).text).not.toContain('name="token"');
  });

  test('ends with its token, and after twelve hours', async () => {
    const visitor = await Visitor.signedIn(world, ['read']);
    const name = /class="who">(t\d+)</.exec((await visitor.get('/')).text)![1]!;
    await revokeToken(world.store, name);
    expect((await visitor.get('/')).text).toContain('name="token"');
    const other = await Visitor.signedIn(world, ['read']);
    await world.clock.sleepUntil(world.clock.now() + 12 * 3600_000);
    expect((await other.get('/')).text).toContain('name="token"');
  });

  test('counts with the requests of its token', async () => {
    const token = await world.token(['read']);
    const visitor = new Visitor(world.url);
    await visitor.post('/sign-in', { token });
    const left = async () =>
      Number(
        /r=(\d+)/.exec((await world.ask('GET', '/v1/closures', { token })).headers.get('ratelimit')!)![1],
      );
    const before = await left();
    await visitor.get('/');
    expect(await left()).toBe(before - 2);
  });
});

describe('answers', () => {
  test('load and show nothing that is not ours', async () => {
    const visitor = await Visitor.signedIn(world, ['read']);
    const { headers, text } = await visitor.get('/');
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(text).not.toMatch(/<style|style=| on\w+=|<script(?! type="module" src="\/assets\/)/);
    for (const [, path] of text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      const asset = await visitor.get(path!);
      expect(asset.status).toBe(200);
      expect(asset.headers.get('cache-control')).toContain('immutable');
    }
  });

  test('are in the language of the browser, or that was chosen', async () => {
    const french = new Visitor(world.url, 'de;q=0.9, fr-CH, en;q=0.8');
    expect((await french.get('/')).text).toContain('<html lang="fr">');
    expect(await french.get('/?lang=en')).toMatchObject({ status: 303, location: '/' });
    expect((await french.get('/')).text).toContain('<html lang="en">');
    expect((await new Visitor(world.url, 'xx').get('/')).text).toContain('<html lang="en">');
  });

  test('are told again only where something has changed', async () => {
    const visitor = await Visitor.signedIn(world, ['read']);
    const etag = (await visitor.get('/')).headers.get('etag')!;
    expect((await visitor.get('/', { 'if-none-match': etag })).status).toBe(304);
  });

  test('of nothing are a page for people, and a problem for programs', async () => {
    const visitor = await Visitor.signedIn(world, ['read']);
    expect(await visitor.get('/nowhere')).toMatchObject({
      status: 404,
      text: expect.stringContaining('There is nothing at this address.'),
    });
    const answer = await world.ask('GET', '/nowhere');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});
