/** What people see and press in the console, without any script. Nothing of it asks Partoo. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pause, resume } from '../../../lib/operations/pause.ts';
import { type HttpWorld, makeHttpWorld } from '../../support/world/http.ts';
import { Visitor } from './visitor.ts';

let world: HttpWorld;
let reader: Visitor;
let operator: Visitor;

beforeAll(async () => {
  world = await makeHttpWorld({
    businesses: 30,
    rules: `rules:
  stock-taking: { scope: { codes: [ST-00001] }, dates: [{ from: 2026-12-20, name: Inventaire }] }
  christmas: { dates: [{ from: 2026-12-25, name: Noël }] }
  nowhere: { scope: { countries: [NO] }, dates: [{ from: 2026-12-26 }] }
  covered: { priority: 5, scope: { codes: [ST-00002] }, dates: [{ from: 2026-12-25 }] }
  nights:
    enabled: true
    scope: { countries: [FR], exclude: { codes: [ST-00001] } }
    cron: { close: "0 19 * * MON-FRI", open: "0 9 * * MON-FRI" }
    effect: { reachable: keep, offlineMessage: keep, chatHours: keep, welcomeMessage: keep }`,
  });
  await world.run();
  world.sandbox.requests.splice(0);
  reader = await Visitor.signedIn(world, ['read']);
  operator = await Visitor.signedIn(world, ['operate']);
}, 60_000);
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.end();
});

const shopPath = (code: string) => `/shops/acme/${world.idOf(code)}`;

/** The form of `/close` as it is shown, with what was typed. */
async function filledIn(fields: Record<string, string>, who = operator): Promise<Record<string, string>> {
  const { text } = await who.get('/close');
  const shown = (name: string) => new RegExp(`name="${name}" value="([\\w-]*)"`).exec(text)?.[1] ?? '';
  return { csrf: shown('csrf'), key: shown('key'), message: 'closed', ...fields };
}

describe('looking', () => {
  test('Now says in a sentence how things are, what closes, and what comes next', async () => {
    const { text } = await reader.get('/');
    expect(text).toContain('All 30 shops are as they should be.');
    expect(text).toMatch(/Inventaire<\/a>/);
    expect(text).toMatch(/Mon 21 Dec, 00:00[\s\S]*1 shop reopens/);
  });

  test.each([
    ['', 30],
    ['?state=planned', 1],
    ['?state=fine', 29],
    ['?q=st-0000', 9],
    ['?q=&state=&country=&sort=name&page=1', 30],
    ['?rule=stock-taking', 1],
    ['?country=zz', 0],
  ])('Shops%s: %i', async (query, count) => {
    const { text } = await reader.get(`/shops${query}`);
    expect(text).toContain(`<h2>${count} ${count === 1 ? 'shop' : 'shops'}</h2>`);
  });

  test.each(['?state=shut', '?page=0', '?page=x', '?other=1', '?q=%00', '?q=a&q=b'])(
    'Shops%s is refused',
    async (query) => {
      expect((await reader.get(`/shops${query}`)).status).toBe(400);
    },
  );

  test('a shop tells why, until when, what people read, and what was done', async () => {
    const { text } = await reader.get(shopPath('ST-00001'));
    for (const part of ['closed as planned', 'It should be closed', 'Inventaire (stock-taking)', 'lang="fr"'])
      expect(text).toContain(part);
    expect(text).toContain('What it changed');
    const later = await reader.get(`${shopPath('ST-00002')}?at=2026-12-25T12:00`);
    expect(later.text).toContain('Noël (christmas)');
    expect((await reader.get(`${shopPath('ST-00002')}?at=soon`)).status).toBe(400);
    expect((await reader.get('/shops/acme/nobody')).status).toBe(404);
  });

  test('history is found by shop, by who acted, and by closure, and taken away as a file', async () => {
    for (const [query, count] of [
      ['', 2],
      ['?shop=ST-00001', 1],
      ['?shop=ST-00002', 0],
      ['?actor=calendar', 1],
      ['?closure=stock-taking', 1],
      ['?closure=christmas', 0],
    ] as const) {
      const lines = (await reader.get(`/history${query}`)).text.match(/<li><div class="row">/g) ?? [];
      expect([query, lines.length]).toEqual([query, count]);
    }
    const file = await reader.get('/history.csv?shop=ST-00001');
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.text.trim().split('\r\n')).toHaveLength(2);
    expect(file.text).toContain('stock-taking: Inventaire,calendar');
  });

  test('the calendar shows a year, a month with its layers, and a closure with its texts', async () => {
    const year = await reader.get('/calendar');
    expect(year.text).toContain('href="/calendar/2026-12#d2026-12-25"');
    expect(year.text).toContain('Friday 25 December: 30 shops closed');
    expect((await reader.get('/calendar?q=nobody')).text).toContain('No shop fits');
    const month = await reader.get('/calendar/2026-12');
    const path = '/calendar/closure?organization=acme&amp;rule=christmas&amp;start=2026-12-25T00:00';
    expect(month.text).toContain(`<a href="${path}" aria-label="Noël: closes, 30 shops, Fri 25 Dec">`);
    expect(month.text).toContain('<th scope="row">stock-taking</th>');
    const one = await reader.get(path.replaceAll('&amp;', '&'));
    expect(one.text).toContain('ST-00030');
    expect(one.text).toMatch(/<blockquote lang="fr">[^<]*26 décembre/);
    for (const wrong of [
      '/calendar/2026-13',
      '/calendar/closure',
      '/calendar/closure?organization=acme&rule=x&start=2026-12-25T00:00',
    ])
      expect((await reader.get(wrong)).status).toBeGreaterThanOrEqual(400);
  });

  test('rules say whom they concern, what comes next, and what is wrong with them', async () => {
    const { text } = await reader.get('/rules');
    expect(text).toMatch(/christmas<\/h3>[\s\S]*?30 shops[\s\S]*?Next: Fri 25 Dec, 30 shops/);
    expect(text).toMatch(/nowhere<\/h3>[\s\S]*?It concerns no shop\./);
    expect(text).toMatch(/covered<\/h3>[\s\S]*?It never comes to bear: christmas goes before/);
  });

  test('calendars that are hard to read, and whom rules concern, are said in the language of who looks', async () => {
    for (const [language, ...parts] of [
      ['en', 'closes at 19:00, Monday through Friday; opens at 09:00', 'countries FR, except shops ST-00001'],
      ['fr', 'ferme à 19:00, de lundi à vendredi\u00a0; ouvre à 09:00', 'pays FR, sauf magasins ST-00001'],
    ] as const) {
      const { text } = await (await Visitor.signedIn(world, ['read'], { language })).get('/rules');
      for (const part of parts) expect(text).toContain(part);
    }
  });

  test('French begins no line with a mark that belongs to the one before', async () => {
    const french = await Visitor.signedIn(world, ['operate'], { language: 'fr' });
    for (const path of ['/', '/rules', '/waiting', '/close', '/nowhere']) {
      const [, main = ''] = /<main[^>]*>(.*)<.main>/s.exec((await french.get(path)).text)!;
      expect(
        main.replace(/<blockquote.*?<.blockquote>/gs, '').match(/>[^<]* [:;!?»][^<]*</)?.[0],
      ).toBeUndefined();
    }
  });

  test('never asks Partoo', () => {
    expect(world.sandbox.requests).toEqual([]);
  });
});

describe('closing', () => {
  test('shows how far it reaches and what people read before anything is done', async () => {
    const fields = await filledIn({ codes: 'ST-00002\nST-00003', until: '2026-12-20T18:00' });
    const { status, text } = await operator.post('/close/preview', fields);
    expect(status).toBe(200);
    expect(text).toContain('2 shops of 30');
    expect(text.match(/<blockquote lang="\w+">/g)?.length).toBeGreaterThan(0);
    expect(text).toContain('Close 2 shops</button>');
    expect((await operator.get('/')).text).not.toContain('/closures/');
  });

  test('shows what a text is written in where that is not what people speak', async () => {
    const fields = await filledIn({ codes: 'ST-00004', text: 'Chiuso', language: 'it' });
    const { text } = await operator.post('/close/preview', fields);
    expect(text).toContain('<strong>the text is in Italian</strong>');
    expect(text).toContain('<blockquote lang="it">Chiuso</blockquote>');
  });

  test('closes, is offered back for a minute, and is taken back', async () => {
    const fields = await filledIn({
      codes: 'ST-00002',
      reason: 'Flood',
      text: 'Wet until {{reopens}}',
      language: 'en',
    });
    const answer = await operator.post('/close', fields);
    expect(answer).toMatchObject({ status: 303, location: `/closures/close-${fields.key}?new=1` });
    expect(world.woken.at(-1)).toEqual(['acme']);
    await world.run();
    world.sandbox.requests.splice(0);
    expect((await operator.get('/shops?state=otherwise')).text).toContain('ST-00002');
    // Sent twice, it is the same closure.
    expect((await operator.post('/close', fields)).location).toBe(answer.location);
    expect((await operator.get(answer.location!)).text).toContain('Undo');
    expect((await reader.get(answer.location!)).text).not.toContain('Undo');
    const ended = await operator.send(answer.location!, `/closures/close-${fields.key}/end`);
    expect(ended.text).toContain('Ended');
    const { text } = await operator.get(`/history?closure=close-${fields.key}`);
    expect(text).toContain('Flood');
    expect(text).toMatch(/by t\d+ \(token\)/);
  });

  test('is under way first, and needs a look only when nothing comes of it', async () => {
    await world.run();
    world.sandbox.requests.splice(0);
    const fields = await filledIn({ codes: 'ST-00007' });
    await operator.post('/close', fields);
    expect((await operator.get('/')).text).toContain('1 of 30 shops is being closed or opened right now.');
    expect((await operator.get('/shops?state=look')).text).toContain('<h2>0 shops</h2>');
    await world.clock.sleepUntil(world.clock.now() + 3 * 60_000);
    expect((await operator.get('/')).text).toContain('1 of 30 shops needs a look.');
    await operator.send(`/closures/close-${fields.key}`, `/closures/close-${fields.key}/end`);
  });

  test('is told in history in whole words, in the language of who looks', async () => {
    const french = await Visitor.signedIn(world, ['read'], { language: 'fr' });
    await operator.post('/close', await filledIn({ codes: 'ST-00009', until: '2026-12-24T12:00' }));
    await pause(world.deps, null);
    await resume(world.deps, null);
    await world.store.appendHistory([
      {
        ...{ at: world.clock.now(), organization: 'acme', business: '', code: null, action: 'close' },
        ...{ reason: 'ad-hoc:x: Works, until 2027-03-02T18:00 (waits for approval)', actor: 'command:ana' },
        ...{ before: null, after: null },
      },
    ]);
    const { text } = await french.get('/history');
    for (const part of [
      'jusqu’au jeu. 24 déc., 12:00 (heure locale)',
      'Works</a>, jusqu’au mar. 2 mars 2027, 18:00 (heure locale) (à approuver)',
      'ajouté\u00a0: stock-taking, christmas, nowhere, covered, nights',
      'par quelqu’un',
    ])
      expect(text).toContain(part);
    expect(text.replace(/<[^>]*>/g, '')).not.toMatch(/\dT\d|until|added|writing|unknown|_message/);
  });

  test('is offered back for a minute only', async () => {
    const { location } = await operator.post('/close', await filledIn({ codes: 'ST-00004' }));
    await world.clock.sleepUntil(world.clock.now() + 61_000);
    expect((await operator.get(location!)).text).not.toContain('Undo');
  });

  test('of many is agreed to by number', async () => {
    const fields = await filledIn({ all: '1', reason: 'Strike' });
    for (const agreed of ['', '29', '1']) {
      const { status, text } = await operator.post('/close', { ...fields, agreed });
      expect(status).toBe(422);
      expect(text).toContain('this is about 30 shops of 30');
    }
    expect((await operator.post('/close', { ...fields, agreed: '30' })).status).toBe(303);
    await operator.send(`/closures/close-${fields.key}`, `/closures/close-${fields.key}/end`);
  });

  test('is changed: another end, or none', async () => {
    const fields = await filledIn({ codes: 'ST-00005' });
    await operator.post('/close', fields);
    const path = `/closures/close-${fields.key}`;
    const changed = await operator.send(path, `${path}/until`, { until: '2026-12-24T12:00' });
    expect(changed.text).toContain('Thu 24 Dec, 12:00');
    expect((await operator.send(path, `${path}/until`, { until: '' })).text).toContain(
      'until further notice',
    );
    expect((await operator.send(path, `${path}/until`, { until: '2020-01-01T00:00' })).status).toBe(422);
  });

  test.each([
    ['2026-12-22T16:00:00Z', '2026-12-22T17:00'],
    ['2026-12-23', '2026-12-23T00:00'],
    ['2026-12-22T18:30', '2026-12-22T18:30'],
  ])('until %s has that end in the field for another', async (until, shown) => {
    const token = await world.token(['operate']);
    const body = { scope: { codes: ['ST-00001'] }, until };
    const { id } = (await world.ask('POST', '/v1/closures', { token, body })).body;
    const { text } = await operator.get(`/closures/${id}`);
    expect(text).toContain(`name="until" type="datetime-local" value="${shown}"`);
    await operator.send(`/closures/${id}`, `/closures/${id}/end`);
  });

  test('has a counterpart that keeps shops open', async () => {
    const open = await operator.post('/close/preview', await filledIn({ codes: 'ST-00001', hold: '1' }));
    expect(open.text).toContain('Without an end they stay open on every night and holiday');
    const fields = await filledIn({ codes: 'ST-00001', hold: '1', until: '2026-12-20T20:00' });
    expect((await operator.post('/close/preview', fields)).text).not.toContain('Without an end');
    expect((await operator.post('/close', fields)).location).toContain('/closures/hold-');
    await world.run();
    world.sandbox.requests.splice(0);
    const shop = (await operator.get(shopPath('ST-00001'))).text;
    expect(shop).toContain('kept open on request');
    expect(shop).toContain(`<a href="/closures/hold-${fields.key}">Kept open</a>`);
    // What it masks is no closure of that shop: the rule is not in force anywhere else.
    const { text } = await operator.get('/');
    expect(text).toContain(`<a href="/closures/hold-${fields.key}">Kept open</a>`);
    expect(text).not.toContain('Inventaire');
  });

  test.each([
    [{}, 422, 'Choose shops first'],
    [{ codes: 'ST-99999' }, 422, 'is not known'],
    [{ codes: 'ST-00002', until: '2020-01-01T00:00' }, 422, 'after the start'],
    [{ codes: 'ST-00002', until: 'soon' }, 400, 'does not fit'],
    [{ codes: 'ST-00002', text: '{{nothing}}' }, 422, 'placeholder'],
    [{ codes: 'ST-00002', message: 'nobody' }, 422, 'no such prepared text'],
    [{ countries: 'ZZ' }, 422, 'No shop fits'],
    [{ codes: 'ST-00002', key: '../../x' }, 400, 'does not fit'],
  ])('of %j is refused: %i %s', async (fields, status, says) => {
    const answer = await operator.post('/close', await filledIn(fields));
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(says);
    // The field is marked, and what is wrong with it leads there.
    const [, field] = /<p class="error"><a href="#(\w+)">/.exec(answer.text) ?? [];
    expect(field !== undefined).toBe(status === 422);
    if (field) expect(answer.text).toMatch(new RegExp(`id="${field}"[^>]* aria-invalid="true"`));
    expect(world.errors).toEqual([]);
  });

  test('says the same in French', async () => {
    const french = await Visitor.signedIn(world, ['operate'], { language: 'fr' });
    const fields = await filledIn({ codes: 'ST-99999' }, french);
    expect((await french.post('/close', fields)).text).toContain('Un de ces magasins est inconnu');
  });
});

describe('what is beyond the guard', () => {
  const askedFor = async () => {
    const fields = await filledIn({
      codes: 'ST-00003',
      until: '2027-03-01T12:00',
      reason: 'Works',
      text: 'Works until {{reopens}}',
    });
    const shown = (await operator.post('/close/preview', fields)).text;
    for (const part of ['It lasts long.', 'until a colleague has approved it', 'Ask for approval'])
      expect(shown).toContain(part);
    return { id: `close-${fields.key}`, ...(await operator.post('/close', fields)) };
  };

  test('waits, and comes about when somebody else agrees', async () => {
    const { id, location } = await askedFor();
    expect((await operator.get(location!)).text).toContain('Waiting for approval');
    expect((await reader.get('/')).text).toContain('1 request waits for approval.');
    const shown = await reader.get('/waiting');
    for (const part of ['Works', 'It lasts long.', 'Works until']) expect(shown.text).toContain(part);
    expect(shown.text).not.toContain('/approve"');

    const asker = await Visitor.signedIn(world, ['operate', 'approve']);
    expect((await asker.get('/waiting')).text).toContain('/approve"');
    const boss = await Visitor.signedIn(world, ['approve']);
    const page = await boss.get('/waiting');
    const [, seen] = /name="seen" value="(\d+)"/.exec(page.text)!;
    expect((await boss.send('/waiting', `/closures/${id}/approve`, { seen: '1' })).status).toBe(409);
    expect((await boss.send('/waiting', `/closures/${id}/approve`, { seen: seen! })).text).toContain(
      'Nothing waits',
    );
    expect((await operator.get(`/closures/${id}`)).text).toContain('In force');
    await operator.send(`/closures/${id}`, `/closures/${id}/end`);
  });

  test('is declined, and decided on by nobody who may not, nor by who asked', async () => {
    const { id } = await askedFor();
    const [, seen] = /name="seen" value="(\d+)"/.exec(
      (await (await Visitor.signedIn(world, ['approve'])).get('/waiting')).text,
    )!;
    for (const who of [reader, operator])
      expect((await who.send('/', `/closures/${id}/approve`, { seen: seen! })).status).toBe(403);
    const boss = await Visitor.signedIn(world, ['approve']);
    await boss.send('/waiting', `/closures/${id}/decline`, { seen: seen! });
    const declined = (await operator.get(`/closures/${id}`)).text;
    expect(declined).toContain('Declined');
    expect(declined).not.toMatch(/End it now|Another end/);
  });

  test('of a closure in force shows on its page, and in history as asked for', async () => {
    const fields = await filledIn({ codes: 'ST-00003', until: '2026-12-30T12:00', reason: 'Drains' });
    await operator.post('/close', fields);
    const path = `/closures/close-${fields.key}`;
    expect((await operator.get(path)).text).not.toContain('Waiting for approval');
    await operator.send(path, `${path}/until`, { until: '2027-03-01T12:00' });
    const page = (await operator.get(path)).text;
    for (const part of ['In force', 'Waiting for approval', 'To be changed.', 'Mon, 1 Mar 2027, 12:00'])
      expect(page).toContain(part);
    const { text } = await reader.get(`/history?closure=close-${fields.key}`);
    expect(text).toContain('Asked to change');
    expect(text).toContain('(needs approval)');
    expect(text).not.toContain('Extended');
    await operator.send(path, `${path}/end`);
  });
});

describe('who may not act', () => {
  test('sees no button', async () => {
    for (const path of ['/', '/shops', shopPath('ST-00003')])
      expect((await reader.get(path)).text).not.toMatch(/\/close[?"]|name="shop"/);
  });

  test('is refused, whatever request is made up', async () => {
    const csrf = /name="csrf" value="([\w-]+)"/.exec((await reader.get('/')).text)![1]!;
    const fields = { ...(await filledIn({ codes: 'ST-00006' })), csrf };
    const before = JSON.stringify(await world.store.listAdHoc('acme'));
    const actions = ['end', 'until', 'approve', 'decline'].map((what) => `/closures/close-x/${what}`);
    for (const path of ['/close', '/close/preview', ...actions])
      expect((await reader.post(path, fields)).status).toBe(403);
    expect((await reader.get('/close')).status).toBe(403);
    expect(JSON.stringify(await world.store.listAdHoc('acme'))).toBe(before);
  });

  test.each([
    ['no mark of the session', { csrf: '' }, {}],
    ['the mark of another session', { csrf: 'x'.repeat(43) }, {}],
    ['another site', {}, { 'sec-fetch-site': 'cross-site' }],
  ])('nor does a form with %s do anything', async (_, fields, headers) => {
    const all = await filledIn({ codes: 'ST-00006', ...fields });
    expect((await operator.post('/close', all, headers)).status).toBe(403);
  });

  test('nor does what is no form', async () => {
    const { status } = await operator.post('/close', await filledIn({}), {
      'content-type': 'application/json',
    });
    expect(status).toBe(415);
  });
});
