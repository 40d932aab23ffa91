/** Who a business is, where Partoo gives it another id, other settings, or several of them. */
import { afterEach, describe, expect, test } from 'vitest';
import { status } from '../../../lib/operations/index.ts';
import { AFTER, CHRISTMAS, outcomes, parisShops, resultsOf, runAt } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const LONG = `rules:
  works:
    dates: [{ from: 2026-12-22, to: 2026-12-26 }]
`;
const DURING = '2026-12-22T12:00:00+01:00';
const NEXT_DAY = '2026-12-23T13:00:00+01:00';
const ENDED = '2026-12-27T12:00:00+01:00';
const SHOP = 'ST-00001';

let world: World;
afterEach(() => world.end());

async function closedWorld(count = 3): Promise<string> {
  world = await makeWorld({ businesses: parisShops(count), rules: LONG });
  const before = world.listing();
  await runAt(world, DURING);
  expect(world.settingsOf(SHOP).is_launched).toBe(false);
  return before;
}

async function states(): Promise<string[]> {
  const { businesses } = await status(world.deps, null);
  const lines = businesses.map(
    ({ code, state, lastError }) => `${code} ${state}${lastError ? ` ${lastError.code}` : ''}`,
  );
  return lines.toSorted();
}

/** What a listing says but for the ids of businesses, by the id of the settings. */
function withoutIds(listing: string): Record<string, unknown>[] {
  const rows = JSON.parse(listing) as { id: number; business_id: string }[];
  return rows.toSorted((a, b) => a.id - b.id).map(({ business_id: _changes, ...row }) => row);
}

test('a business without settings is told, and listed again once, not at every closure', async () => {
  const rules = `rules:
  works:
    dates: [{ from: 2026-12-20T14:00, to: 2026-12-20T15:00 }, { from: 2026-12-20T16:00, to: 2026-12-20T17:00 }]
`;
  world = await makeWorld({ businesses: parisShops(3), rules });
  world.sandbox.removeSettings(SHOP);
  const report = await runAt(world, '2026-12-20T14:05:00+01:00');
  expect(report.organizations[0]?.warnings.map(({ code }) => code)).toEqual(['no-settings']);
  const listings = () => world.sandbox.requests.filter(({ path }) => path === '/business/search').length;
  expect(listings()).toBe(1);
  for (const hour of [15, 16, 17]) await runAt(world, `2026-12-20T${hour}:05:00+01:00`);
  expect(listings()).toBe(1);
});

describe('a business that gets a new id in the middle of a closure', () => {
  test('goes on under it: closed, not written again, put back, and history says so', async () => {
    const before = await closedWorld();
    const old = world.idOf(SHOP);
    const id = world.sandbox.renewId(SHOP);
    const writes = world.sandbox.writesOf(SHOP).length;
    expect((await runAt(world, NEXT_DAY)).converged).toBe(true);
    expect(world.sandbox.writesOf(SHOP)).toHaveLength(writes);
    expect(await states()).toEqual(['ST-00001 closed', 'ST-00002 closed', 'ST-00003 closed']);
    const [told] = (await world.store.listHistory({ business: id })).filter(
      ({ action }) => action === 'leave',
    );
    expect(told?.reason).toContain(old);
    expect((await runAt(world, ENDED)).converged).toBe(true);
    expect(withoutIds(world.listing())).toEqual(withoutIds(before));
  });

  test('is found also where nobody looked before the closure was over', async () => {
    const before = await closedWorld();
    world.sandbox.renewId(SHOP);
    const report = await runAt(world, '2026-12-27T00:02:00+01:00');
    expect(outcomes(report)).toContain('ST-00001 reopen applied');
    expect(report.converged).toBe(true);
    expect(withoutIds(world.listing())).toEqual(withoutIds(before));
    expect(await states()).toEqual(['ST-00001 open', 'ST-00002 open', 'ST-00003 open']);
  });

  test('or shortly before one is closed under it, and nobody is told that it has no settings', async () => {
    const rules = 'rules:\n  works:\n    dates: [{ from: 2026-12-20T14:00, to: 2026-12-20T18:00 }]\n';
    world = await makeWorld({ businesses: parisShops(3), rules });
    const before = world.listing();
    world.sandbox.renewId(SHOP);
    const report = await runAt(world, '2026-12-20T14:05:00+01:00');
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    expect(report.converged).toBe(true);
    expect(report.organizations[0]?.warnings).toEqual([]);
    expect((await runAt(world, '2026-12-20T18:05:00+01:00')).converged).toBe(true);
    expect(withoutIds(world.listing())).toEqual(withoutIds(before));
  });

  test('that gets its old one again goes on there', async () => {
    const before = await closedWorld();
    const old = world.idOf(SHOP);
    world.sandbox.renewId(SHOP);
    await runAt(world, NEXT_DAY);
    world.sandbox.renewId(SHOP, old);
    expect((await runAt(world, '2026-12-24T14:00:00+01:00')).converged).toBe(true);
    await runAt(world, ENDED);
    expect(world.idOf(SHOP)).toBe(old);
    expect(withoutIds(world.listing())).toEqual(withoutIds(before));
  });

  test('is known although its code is another as well', async () => {
    const before = await closedWorld();
    world.sandbox.renewId(SHOP);
    const [entry] = world.sandbox.businesses;
    if (entry) entry.business.code = 'ST-NEW';
    expect((await runAt(world, NEXT_DAY)).converged).toBe(true);
    await runAt(world, ENDED);
    expect(withoutIds(world.listing())).toEqual(withoutIds(before));
    expect(await states()).toContain('ST-NEW open');
  });

  test.each([1, 3])('two that exchange ids get each its own back (%i looked at)', async (count) => {
    world = await makeWorld({
      businesses: parisShops(count + 1).map((shop, index) => {
        shop.settings.offline_message = `Fermé, boutique ${index}`;
        return shop;
      }),
      rules:
        count === 1 ? LONG.replace('dates:', 'scope: { codes: [ST-00001, ST-00002] }\n    dates:') : LONG,
    });
    const before = world.listing();
    await runAt(world, DURING);
    const [one, two] = [world.idOf('ST-00001'), world.idOf('ST-00002')];
    world.sandbox.renewId('ST-00001', 'a'.repeat(24));
    world.sandbox.renewId('ST-00002', one);
    world.sandbox.renewId('ST-00001', two);
    expect((await runAt(world, NEXT_DAY)).converged).toBe(true);
    await runAt(world, ENDED);
    expect(withoutIds(world.listing())).toEqual(withoutIds(before));
  });
});

test('settings that are numbered anew, one with the number of another, stay those of the shop that keeps id and code', async () => {
  world = await makeWorld({
    businesses: parisShops(2).map((shop, index) => {
      shop.settings.offline_message = `Fermé, boutique ${index}`;
      return shop;
    }),
    rules: LONG,
  });
  const texts = () => ['ST-00001', 'ST-00002'].map((code) => world.settingsOf(code).offline_message);
  const before = texts();
  await runAt(world, DURING);
  world.sandbox.exchangeSettingIds('ST-00001', 'ST-00002');
  expect((await runAt(world, NEXT_DAY)).converged).toBe(true);
  expect((await runAt(world, ENDED)).converged).toBe(true);
  expect(texts()).toEqual(before);
});

describe('a business that is removed while it is closed', () => {
  test('is gone after two listings a minute apart, which the passes ask for themselves', async () => {
    await closedWorld();
    world.sandbox.removeBusiness(SHOP);
    const first = await runAt(world, '2026-12-22T15:00:00+01:00');
    expect(outcomes(first)).toEqual(['ST-00001 close failed']);
    await world.clock.sleep(30_000);
    expect((await world.run()).converged).toBe(false);
    await world.clock.sleep(60_000);
    expect((await world.run()).converged).toBe(true);
    expect(await states()).toEqual(['ST-00001 gone', 'ST-00002 closed', 'ST-00003 closed']);
    world.sandbox.requests.length = 0;
    expect((await world.run()).converged).toBe(true);
    expect(world.sandbox.requests).toEqual([]);
  });

  test('is listed no more often than it is tried, and not at all where the lists still have it', async () => {
    await closedWorld();
    world.sandbox.removeSettings(SHOP);
    world.sandbox.requests.length = 0;
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await world.clock.sleep(60_000);
      await world.run();
    }
    const listings = world.sandbox.requests.filter(({ path }) => path.includes('/business/search'));
    expect(listings).toHaveLength(1);
    expect(await states()).toContain('ST-00001 failing no-settings');
  });

  test('goes on where it comes back', async () => {
    const before = await closedWorld();
    const [seeded] = world.sandbox.businesses;
    if (!seeded) throw new Error('no shop');
    const {
      id: _id,
      business_id,
      business_name,
      business_address,
      ...closed
    } = world.sandbox.settingsRow(SHOP);
    world.sandbox.removeBusiness(SHOP);
    for (const minute of ['00', '02', '04']) await runAt(world, `2026-12-22T15:${minute}:00+01:00`);
    expect(await states()).toContain('ST-00001 gone');
    world.sandbox.addBusiness({ ...seeded, settings: closed });
    expect((await runAt(world, '2026-12-23T16:00:00+01:00')).converged).toBe(true);
    await runAt(world, ENDED);
    expect(withoutIds(world.listing())).toEqual(withoutIds(before));
  });

  test('is not closed or held by name any more', async () => {
    await closedWorld();
    world.sandbox.removeBusiness(SHOP);
    await runAt(world, '2026-12-22T15:00:00+01:00');
    const refused = { code: 'business-missing', message: expect.stringContaining(SHOP) };
    await expect(world.close({ scope: { codes: [SHOP] } })).rejects.toMatchObject(refused);
    await runAt(world, '2026-12-22T15:02:00+01:00');
    expect(await states()).toContain('ST-00001 gone');
    await expect(world.close({ scope: { codes: [SHOP] } })).rejects.toMatchObject(refused);
    await expect(world.close({ hold: true, scope: { codes: [SHOP] } })).rejects.toMatchObject(refused);
  });
});

describe('a business whose settings are another object', () => {
  async function replaced(settings: 'as closed' | 'of its own'): Promise<string> {
    const before = await closedWorld();
    const [seeded] = world.sandbox.businesses;
    if (!seeded) throw new Error('no shop');
    const {
      id: _id,
      business_id,
      business_name,
      business_address,
      ...closed
    } = world.sandbox.settingsRow(SHOP);
    world.sandbox.removeBusiness(SHOP);
    const own = { ...seeded.settings, offline_message: 'Tout neuf.' };
    world.sandbox.addBusiness({
      ...seeded,
      settingId: 999_001,
      settings: settings === 'as closed' ? closed : own,
    });
    return before;
  }

  test('a copy of the closed one is put back to the baseline', async () => {
    await replaced('as closed');
    const [, seeded] = world.sandbox.businesses;
    await runAt(world, NEXT_DAY);
    await runAt(world, ENDED);
    const { is_launched, offline_message } = world.settingsOf(SHOP);
    expect({ is_launched, offline_message }).toEqual({
      is_launched: seeded?.settings.is_launched,
      offline_message: seeded?.settings.offline_message,
    });
  });

  test('a new one is closed like any other, and gets its own values back', async () => {
    await replaced('of its own');
    await runAt(world, NEXT_DAY);
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    await runAt(world, ENDED);
    expect(world.settingsOf(SHOP)).toMatchObject({ is_launched: true, offline_message: 'Tout neuf.' });
  });
});

describe('a store that was lost while shops are closed', () => {
  test('is said, closes nothing, saves nothing of ours, and goes on once somebody has put it right', async () => {
    const before = await closedWorld(2);
    const original = world.settingsOf('ST-00002');
    const closed = world.listing();
    await world.loseStore();
    await world.apply(LONG);
    const report = await runAt(world, NEXT_DAY);
    expect(report.converged).toBe(false);
    expect(resultsOf(report).map(({ error }) => error?.code)).toEqual([
      'closed-without-baseline',
      'closed-without-baseline',
    ]);
    expect(world.listing()).toBe(closed);
    expect(await states()).toEqual([
      'ST-00001 failing closed-without-baseline',
      'ST-00002 failing closed-without-baseline',
    ]);
    // The closure is over, and nobody has done anything.
    expect((await runAt(world, ENDED)).converged).toBe(false);
    expect(world.listing()).toBe(closed);
    for (const row of JSON.parse(before)) {
      const { id: _id, business_id, business_name, business_address, ...settings } = row;
      world.sandbox.person.edit(business_id, settings);
    }
    expect((await runAt(world, '2026-12-27T14:00:00+01:00')).converged).toBe(true);
    expect(world.listing()).toBe(before);
    expect(await states()).toEqual(['ST-00001 open', 'ST-00002 open']);
    expect(original.is_launched).toBe(false);
  });

  test('a shop that is off, or was never filled in, is no trouble', async () => {
    const week = Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, []]),
    );
    const never = { is_launched: false, uses_business_hours: false, custom_chat_hours: week };
    world = await makeWorld({ businesses: parisShops(2, never), rules: CHRISTMAS });
    const before = world.listing();
    expect((await runAt(world, '2026-12-25T12:00:00+01:00')).converged).toBe(true);
    expect((await runAt(world, AFTER)).converged).toBe(true);
    expect(world.listing()).toBe(before);
  });
});

describe('two settings objects for one business', () => {
  const ORDERS = { 'in one order': {}, alternating: { order: 'alternating' as const } };

  test.each(Object.entries(ORDERS))('%s: it fails, told, and neither is touched', async (_, pages) => {
    world = await makeWorld({ businesses: parisShops(2), rules: LONG });
    const second = world.sandbox.addSettings(SHOP);
    world.sandbox.setFaults({ script: [{ match: { path: '^/messaging/settings' }, pages }] });
    const report = await runAt(world, DURING);
    expect(outcomes(report)).toContain('ST-00001 close failed');
    expect(resultsOf(report).find(({ code }) => code === SHOP)?.error?.message).toContain(String(second));
    for (const minutes of [2, 5, 30]) {
      await world.clock.sleep(minutes * 60_000);
      expect((await world.run()).converged).toBe(false);
    }
    expect(world.sandbox.writesOf(SHOP)).toEqual([]);
    expect(world.settingsOf('ST-00002').is_launched).toBe(false);
    await runAt(world, ENDED);
    expect(world.sandbox.writesOf(SHOP)).toEqual([]);
  });

  test.each(Object.entries(ORDERS))(
    '%s: what was closed before goes back where it was written',
    async (_, pages) => {
      const before = await closedWorld(2);
      const second = world.sandbox.addSettings(SHOP);
      const rows = () => JSON.parse(world.listing()) as { id: number }[];
      const copied = rows().find(({ id }) => id === second);
      world.sandbox.setFaults({ script: [{ match: { path: '^/messaging/settings' }, pages }] });
      expect((await runAt(world, '2026-12-22T16:00:00+01:00')).converged).toBe(false);
      await runAt(world, '2026-12-27T00:00:00+01:00');
      await runAt(world, ENDED);
      expect(rows().filter(({ id }) => id !== second)).toEqual(JSON.parse(before));
      expect(rows().find(({ id }) => id === second)).toEqual(copied);
    },
  );
});
