import { afterEach, describe, expect, test } from 'vitest';
import type { Organization } from '../../../lib/config/model.ts';
import { checkOrganization } from '../../../lib/operations/doctor/organization.ts';
import { appliedConfig, applyConfig, plan } from '../../../lib/operations/index.ts';
import { freshenElsewhere } from '../../../lib/reconcile/refresh/freshen-elsewhere.ts';
import { type Bend, bendAnswers, type Passing } from '../../support/world/bend-answers.ts';
import {
  AFTER,
  CHRISTMAS,
  DURING,
  outcomes,
  parisShops,
  resultsOf,
  runAt,
  writesDone,
} from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const isListing = ({ path }: Passing) => path === '/business/search';
const isSettings = ({ method, path }: Passing) => method === 'GET' && path === '/messaging/settings';
/** A listing without the businesses of some codes, of which the count knows. */
const without = (codes: string[]) => (passing: Passing) => {
  if (!isListing(passing)) return null;
  const businesses = passing.body.businesses.filter(({ code }: { code: string }) => !codes.includes(code));
  return { body: { ...passing.body, businesses } };
};
const codesOf = (warnings: { code: string }[] | undefined) => warnings?.map(({ code }) => code);

async function applied() {
  const loaded = world.configOf(CHRISTMAS);
  return applyConfig(world.deps, loaded, { organization: null, allowNow: 100, confirm: async () => true });
}

describe('a short listing of businesses', () => {
  test('is not taken for fresh: it is told, exit 1, and who is known stays and is served', async () => {
    world = await makeWorld({ businesses: parisShops(6), rules: CHRISTMAS });
    const before = world.listing();
    let codes = ['ST-00002', 'ST-00004'];
    await bendAnswers(world, (passing) => without(codes)(passing));
    const report = await applied();
    expect(report.applied).toBe(true);
    expect(report.warnings).toMatchObject([{ code: 'directory-incomplete' }]);
    expect(report.warnings[0]?.message).toContain('4 of 6 shops');
    expect(report.organizations[0]?.businesses).toBe(6);

    const closing = await runAt(world, DURING);
    expect(closing.converged).toBe(false);
    expect(codesOf(closing.organizations[0]?.warnings)).toEqual(['directory-incomplete']);
    expect(resultsOf(closing).filter(({ outcome }) => outcome === 'applied')).toHaveLength(6);
    const directory = await world.store.readDirectory('acme');
    expect([directory?.businesses.length, directory?.missing]).toEqual([
      6,
      { [world.idOf('ST-00002')]: 0, [world.idOf('ST-00004')]: 0 },
    ]);

    codes = [];
    const mended = await world.run();
    expect([mended.converged, codesOf(mended.organizations[0]?.warnings)]).toEqual([true, []]);
    expect((await runAt(world, AFTER)).converged).toBe(true);
    expect(world.listing()).toBe(before);
  });

  test('that is the first one is served as far as it goes, and listed again before long', async () => {
    world = await makeWorld({ businesses: parisShops(6) });
    await world.until(DURING);
    let codes = ['ST-00002'];
    const server = await bendAnswers(world, (passing) => without(codes)(passing));
    await applied();
    expect((await world.run()).converged).toBe(false);
    expect(writesDone(world)).toBe(5);
    const { againAt = 0 } = (await world.store.readDirectory('acme'))?.incomplete ?? {};
    expect(againAt - world.clock.now()).toBeLessThan(5 * 60_000);
    codes = [];
    const asked = server.seen.length;
    expect((await world.run()).converged).toBe(true);
    expect(server.seen.length).toBeGreaterThan(asked);
    expect(writesDone(world)).toBe(6);
  });

  test('shows in a plan', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    await bendAnswers(world, without(['ST-00001']));
    const { config } = world.configOf(CHRISTMAS);
    const warnings: { code: string }[] = [];
    const window = { from: world.clock.now(), to: Date.parse(AFTER), organization: null, summary: true };
    for await (const part of plan(world.deps, config, window))
      if (part.kind === 'warning') warnings.push(part.warning);
    expect(codesOf(warnings)).toContain('directory-incomplete');
  });

  test('makes `doctor` fail, and names whom it cannot read', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    let bend: Bend = without(['ST-00001']);
    await bendAnswers(world, (passing) => bend(passing));
    const businesses = async () => {
      const [organization] = (await appliedConfig(world.store)).config.organizations;
      for await (const check of checkOrganization(world.deps, organization as Organization))
        if (check.check === 'businesses') return check;
      return null;
    };
    expect(await businesses()).toMatchObject({
      result: 'failed',
      message: 'Partoo lists 2 of 3 shops, read twice',
    });
    bend = (passing) => {
      if (isListing(passing)) passing.body.businesses[1].id = null;
      return null;
    };
    const unreadable = await businesses();
    expect(unreadable).toMatchObject({ result: 'failed' });
    expect(unreadable?.message).toContain('ST-00002');
    bend = () => null;
    expect(await businesses()).toMatchObject({ result: 'ok' });
  });

  test('has a function that cannot list ask for a refresh, and come back to see what came of it', async () => {
    world = await makeWorld({ businesses: parisShops(3) });
    await bendAnswers(world, without(['ST-00001']));
    await applied();
    const asked: string[] = [];
    const freshen = freshenElsewhere(async (organization) => void asked.push(organization));
    const inForce = await appliedConfig(world.store);
    const organization = inForce.config.organizations[0] as Organization;
    const request = {
      deps: world.deps,
      applied: inForce,
      organization,
      keeper: null,
      dryRun: false,
      force: false,
    };
    const account = await world.deps.openAccount(organization);
    const first = await freshen({ ...request, account });
    expect([codesOf(first.warnings), asked]).toEqual([['directory-incomplete'], []]);
    await world.clock.sleepUntil(world.clock.now() + 61_000);
    const later = await freshen({ ...request, account });
    expect(asked).toEqual(['acme']);
    expect(later.againAt - world.clock.now()).toBeLessThan(10 * 60_000);
  });

  test('an account without businesses says so', async () => {
    world = await makeWorld({ businesses: [] });
    expect(codesOf((await applied()).warnings)).toContain('no-businesses');
    const report = await world.run();
    expect(codesOf(report.organizations[0]?.warnings)).toEqual(['no-businesses']);
  });
});

describe('businesses that do not fit', () => {
  test('with numbers as ids and codes are closed and reopened like others', async () => {
    world = await makeWorld({ businesses: parisShops(3) });
    const before = world.listing();
    const number = (text: string) =>
      1000 + Number(world.sandbox.businesses.findIndex(({ business }) => business.id === text));
    const text = (id: string) => world.sandbox.businesses[Number(id) - 1000]?.business.id ?? id;
    await bendAnswers(world, (passing) => {
      if (isListing(passing))
        for (const one of passing.body.businesses)
          Object.assign(one, { id: number(one.id), code: Number(one.code.slice(3)) });
      if (passing.path.startsWith('/messaging/settings'))
        for (const one of passing.body.settings ?? [passing.body]) one.business_id = number(one.business_id);
      return null;
    });
    const { openAccount } = world.deps;
    // The sandbox knows its own ids only.
    world.deps.openAccount = async (organization) => {
      const account = await openAccount(organization);
      const { settings } = account.client;
      const pages: typeof settings.pages = (query = {}, call) =>
        settings.pages(
          { ...query, ...(query.businessIds ? { businessIds: query.businessIds.map(text) } : {}) },
          call,
        );
      return { ...account, client: { ...account.client, settings: { ...settings, pages } } };
    };
    await applied();
    const closing = await runAt(world, DURING);
    expect(outcomes(closing)).toEqual(['1 close applied', '2 close applied', '3 close applied']);
    expect((await runAt(world, AFTER)).converged).toBe(true);
    expect(world.listing()).toBe(before);
  });

  test('that cannot be read fail by name in every pass; the others go on', async () => {
    world = await makeWorld({ businesses: parisShops(3) });
    await bendAnswers(world, (passing) => {
      if (isListing(passing)) passing.body.businesses[1].id = { $oid: 'x' };
      return null;
    });
    const report = await applied();
    expect(report.warnings[0]).toMatchObject({ code: 'unreadable-business' });
    expect(report.warnings[0]?.message).toContain('ST-00002');
    const closing = await runAt(world, DURING);
    expect(outcomes(closing)).toEqual(['ST-00001 close applied', 'ST-00003 close applied']);
    expect(closing.converged).toBe(false);
    expect(codesOf((await world.run()).organizations[0]?.warnings)).toEqual(['unreadable-business']);
  });
});

describe('settings', () => {
  test.each([
    [
      'nested 5,000 deep',
      (one: object) => `${JSON.stringify(one).slice(0, -1)},"x":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    ],
    ['of another shape', () => '{"business_id":12,"id":[]}'],
    ['that are null', () => 'null'],
  ])('of one shop %s fail that shop alone', async (_, bent) => {
    world = await makeWorld({ businesses: parisShops(4), rules: CHRISTMAS });
    await bendAnswers(world, (passing) => {
      if (!isSettings(passing)) return null;
      const settings = passing.body.settings.map((one: { business_id: string }) =>
        one.business_id === world.idOf('ST-00002') ? bent(one) : JSON.stringify(one),
      );
      const { count, max_page } = passing.body;
      return { body: `{"settings":[${settings.join(',')}],"count":${count},"max_page":${max_page}}` };
    });
    const closing = await runAt(world, DURING);
    expect(outcomes(closing)).toEqual([
      'ST-00001 close applied',
      'ST-00002 close failed',
      'ST-00003 close applied',
      'ST-00004 close applied',
    ]);
  });

  test('of businesses that were not asked for are passed over', async () => {
    world = await makeWorld({ businesses: parisShops(4), rules: CHRISTMAS });
    await bendAnswers(world, (passing) => {
      if (!isSettings(passing)) return null;
      const strangers = passing.body.settings.map((one: object, n: number) => ({
        ...one,
        id: 9000 + n,
        business_id: `x${n}`,
      }));
      const settings = [...strangers, ...passing.body.settings, ...passing.body.settings];
      return { body: { ...passing.body, settings, count: 8 } };
    });
    expect((await runAt(world, DURING)).converged).toBe(true);
  });
});

describe('answers to writes', () => {
  test.each<[string, (passing: Passing) => { status?: number; body: unknown }]>([
    ['204', () => ({ status: 204, body: '' })],
    ['nothing', () => ({ body: '' })],
    ['an error with status 200', () => ({ body: { errors: { json: 'no' } } })],
    [
      'the settings of another',
      ({ body }) => ({ body: { ...body, id: 1, business_id: 'x', offline_message: 'theirs' } }),
    ],
    [
      'settings nested 5,000 deep',
      ({ body }) => ({
        body: `${JSON.stringify(body).slice(0, -1)},"x":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      }),
    ],
  ])('that say %s: one write, and what is read back decides', async (_, bent) => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    const before = world.listing();
    await bendAnswers(world, (passing) => (passing.method === 'POST' ? bent(passing) : null));
    const closing = await runAt(world, DURING);
    expect(outcomes(closing)).toEqual([
      'ST-00001 close applied',
      'ST-00002 close applied',
      'ST-00003 close applied',
    ]);
    expect(writesDone(world)).toBe(3);
    expect((await runAt(world, AFTER)).converged).toBe(true);
    expect(writesDone(world)).toBe(6);
    expect(world.listing()).toBe(before);
  });

  test.each([401, 403])('a single %d among many ends nothing', async (status) => {
    world = await makeWorld({ businesses: parisShops(5), rules: CHRISTMAS });
    let requests = 0;
    await bendAnswers(world, ({ path }) => {
      requests += 1;
      return requests === 1 && path !== '/user/me' ? { status, body: {} } : null;
    });
    expect((await runAt(world, DURING)).converged).toBe(true);
  });
});
