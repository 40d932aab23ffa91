/** The field for another end. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, makeHttpWorld } from '../../support/world/http.ts';
import { Visitor } from './visitor.ts';

let world: HttpWorld;
let operator: Visitor;
beforeAll(async () => {
  world = await makeHttpWorld({
    businesses: 30,
    rules: 'rules: { christmas: { dates: [{ from: 2026-12-25 }] } }',
  });
  await world.run();
  operator = await Visitor.signedIn(world, ['operate']);
}, 60_000);
afterAll(() => world.end());

test.each([
  ['of shops in several zones', { countries: ['FR', 'PT', 'GB', 'BE', 'ES'] }, '2026-12-22T16:00:00Z'],
  ['to the second', { codes: ['ST-00001'] }, '2026-12-22T16:00:37Z'],
])('pressing Change without an edit leaves the end of a closure %s', async (_what, scope, until) => {
  const token = await world.token(['operate']);
  const { id } = (await world.ask('POST', '/v1/closures', { token, body: { scope, until } })).body;
  const path = `/closures/${id}`;
  const shown = /name="until" type="datetime-local" value="([^"]*)"/.exec(
    (await operator.get(path)).text,
  )![1]!;
  expect((await operator.send(path, `${path}/until`, { until: shown })).status).toBeLessThan(400);
  expect((await world.ask('GET', `/v1/closures/${id}`, { token })).body).toMatchObject({ until });
  await operator.send(path, `${path}/end`);
});
