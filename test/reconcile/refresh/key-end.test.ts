/** The last day of a key: looked up once a day, told before it comes, and never in the way. */
import { afterEach, expect, test } from 'vitest';
import { doctor } from '../../../lib/operations/doctor/doctor.ts';
import { appliedConfig } from '../../../lib/reconcile/pass/session.ts';
import { refreshOrganization } from '../../../lib/reconcile/refresh/refresh-organization.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const DAY = 24 * 3600_000;
const RULES = `rules:
  stock-taking: { dates: [{ from: 2027-12-01 }] }
`;

let world: World;
afterEach(() => world.end());

async function made(): Promise<World> {
  world = await makeWorld({ rules: RULES, start: '2027-01-01T12:00:00Z' });
  return world;
}

async function keyEnds(on: string | null): Promise<void> {
  const { client } = await world.deps.openAccount(
    (await appliedConfig(world.store)).config.organizations[0]!,
  );
  await client.apiKeys.update(61, { expiration_date: on });
}

/** The refresh of a night. */
async function night(): Promise<{ code: string; message: string }[]> {
  await world.clock.sleep(DAY);
  const applied = await appliedConfig(world.store);
  const deps = { ...world.deps, announces: true };
  const report = await refreshOrganization(deps, applied, applied.config.organizations[0]!);
  expect(report.error).toBeUndefined();
  return report.warnings.filter(({ code }) => code === 'key-expires');
}

async function told(): Promise<unknown[]> {
  const facts = await world.store.takeOutbox('acme', 100);
  return facts.flatMap(({ type, detail }) => (type === 'Key Expires' ? [detail.days] : []));
}

const asked = () => world.sandbox.requests.filter(({ path }) => path.endsWith('/api_keys')).length;

test('is told 30, 7 and 1 days before, a request a night, and a warning all the while', async () => {
  await made();
  await keyEnds('2027-02-05');
  world.sandbox.requests.length = 0;
  const warned: number[] = [];
  for (let count = 1; count <= 34; count += 1) if ((await night()).length > 0) warned.push(count);
  expect(await told()).toEqual([30, 7, 1]);
  expect(warned).toEqual(Array.from({ length: 30 }, (_, index) => index + 5));
  expect(asked()).toBe(34);
});

test('a key that is replaced is not told of again, and a later one anew', async () => {
  await made();
  await keyEnds('2027-01-09');
  expect(await night()).toMatchObject([
    { message: expect.stringContaining('ends on 2027-01-09, in 7 days') },
  ]);
  await keyEnds(null);
  expect(await night()).toEqual([]);
  await keyEnds('2027-01-20');
  expect(await night()).toHaveLength(1);
  expect(await told()).toEqual([7, 16]);
});

test('where Partoo refuses to tell, the refresh goes on, and what was known stays known', async () => {
  await made();
  await keyEnds('2027-01-20');
  expect(await night()).toHaveLength(1);
  for (const status of [403, 404, 500]) {
    world.sandbox.setFaults({ script: [{ match: { path: '/api_keys' }, answer: { status } }] });
    expect(await night()).toHaveLength(1);
  }
  expect(await told()).toEqual([18]);
});

test('a key that goes on being accepted after its last day was another one, whatever Partoo tells', async () => {
  await made();
  await keyEnds('2027-01-04');
  expect(await night()).toHaveLength(1);
  // Replaced by one that may not list keys.
  await keyEnds(null);
  const answer = { status: 403 };
  world.sandbox.setFaults({ script: [{ match: { path: '/api_keys' }, answer }] });
  const warned: number[] = [];
  for (let count = 2; count <= 10; count += 1) if ((await night()).length > 0) warned.push(count);
  expect(warned).toEqual([2, 3]);
});

test('doctor says until when the key is accepted, and warns where that is near', async () => {
  await made();
  const keyCheck = async () => {
    const applied = await appliedConfig(world.store);
    for await (const check of doctor(world.deps, null, applied.config.organizations, 'sqlite:x'))
      if (check.check === 'key') return check;
    return null;
  };
  await keyEnds('2027-06-01');
  expect(await keyCheck()).toMatchObject({
    result: 'ok',
    message: expect.stringContaining('until 2027-06-01'),
  });
  await keyEnds('2027-01-02');
  expect(await keyCheck()).toMatchObject({ result: 'warning', message: expect.stringContaining('tomorrow') });
  world.sandbox.setFaults({ script: [{ match: { path: '/api_keys' }, answer: { status: 403 } }] });
  expect(await keyCheck()).toMatchObject({ result: 'ok' });
});
