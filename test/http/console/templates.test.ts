/** What the console says of Partoo's templates that rules swap. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, makeHttpWorld } from '../../support/world/http.ts';
import { parisShops } from '../../support/world/passes.ts';
import { editTemplate, HOLIDAY, QUOTE, SWAP_RULES } from '../../support/world/templates.ts';
import { Visitor } from './visitor.ts';

let world: HttpWorld;
let reader: Visitor;
beforeAll(async () => {
  world = await makeHttpWorld({
    ...{ businesses: parisShops(2), templates: [HOLIDAY, QUOTE], rules: SWAP_RULES },
  });
  reader = await Visitor.signedIn(world, ['read'], { milliseconds: 30 * 86_400_000 });
}, 60_000);
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.end();
});

const rules = async () =>
  (await reader.get('/rules')).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('what stands there, since when and until when, and what somebody changed meanwhile', async () => {
  await world.run();
  expect(await rules()).not.toContain('Templates at Partoo');

  await world.until('2026-12-25T10:00:00+01:00');
  reader = await Visitor.signedIn(world, ['read']);
  await world.run();
  expect(await rules()).toMatch(/Vacances exchanged.*Noël.*Fri 25 Dec, \d\d:\d\d – Sat 26 Dec, 00:00/);

  editTemplate(world, 'Vacances', { text: 'Bonnes fêtes' });
  await world.until('2026-12-26T10:00:00+01:00');
  reader = await Visitor.signedIn(world, ['read']);
  await world.run();
  expect(await rules()).toContain('Somebody changed its content at Partoo meanwhile; that stays.');
  expect((await reader.get('/')).text).toContain('A template at Partoo needs a look.');
});
