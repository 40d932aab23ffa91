import { describe, expect, test } from 'vitest';
import { makeBusiness, makeBusinesses, type PartooBusiness } from '../../lib/sandbox/index.ts';
import { documentedProperties } from './contract.ts';
import { type Answered, detailOf, sandboxOf } from './support.ts';

const found = (answered: Answered) =>
  (answered.body as { businesses: PartooBusiness[] }).businesses.map(({ code }) => code);

describe('searching', () => {
  const shop = (n: number, business: Partial<PartooBusiness>) =>
    makeBusiness(n, 1, { business: { modified: 2000, facebook_page_id: '7', ...business } });
  const businesses = [
    shop(1, { city: 'Paris', zipcode: '75002', country: 'FR', groups: [11, 21], modified: 1000.5 }),
    shop(2, { city: 'Orléans', zipcode: '45000', country: 'FR', groups: [11, 22], features: ['posts'] }),
    shop(3, { city: 'Barcelona', zipcode: '08002', country: 'ES', groups: [12, 22], facebook_page_id: null }),
    shop(4, {
      city: 'Paris',
      zipcode: '75019',
      country: 'FR',
      groups: [11, 22],
      status: 'temporarily_closed',
    }),
    shop(5, { city: 'Gent', zipcode: '9000', country: 'BE', groups: [13, 23], opening_date: '2027-03-01' }),
    shop(6, {
      city: null,
      zipcode: null,
      country: 'BE',
      groups: [],
      name: 'Atelier',
      google_location_id: null,
    }),
  ];
  const ids = businesses.map(({ business }) => business.id);

  test.each<[string, number[]]>([
    ['', [1, 2, 3, 4, 5, 6]],
    ['country=FR', [1, 2, 4]],
    ['country=fr', []],
    ['country=FR&city=paris', [1, 4]],
    ['city=Orleans', [2]],
    ['zipcode=08002', [3]],
    ['zipcode=75', []],
    ['code=ST-00004', [4]],
    ['code__in=ST-00004,ST-00002,ST-99999', [2, 4]],
    [`business__in=${ids[4]},${ids[0]}`, [1, 5]],
    [`business__in=${ids[4]}&code__in=ST-00001`, []],
    ['query=orlé', [2]],
    ['query=750', [1, 4]],
    ['query=ATEL', [6]],
    ['name=maison', [1, 2, 3, 4, 5]],
    ['groups=11', [1, 2, 4]],
    ['groups=11,12', [1, 2, 3, 4]],
    ['groups=11,22', [2, 4]],
    ['groups=11&groups=22', [2, 4]],
    ['groups=99', []],
    ['status=open', [1, 2, 3, 6]],
    ['status=open,opening_soon', [1, 2, 3, 5, 6]],
    ['status=temporarily_closed', [4]],
    ['status=closed_temporarily', [4]],
    ['features__in=messages', [1, 3, 4, 5, 6]],
    ['features__in=messages,posts', []],
    ['features__notin=messages', [2]],
    ['modified__gte=2000', [2, 3, 4, 5, 6]],
    ['connected_to_gmb_location=False', [6]],
    ['connected_to_facebook_location=False', [3]],
    ['connected_to_facebook_location=True&country=ES', []],
    ['org_id=99', [1, 2, 3, 4, 5, 6]],
    ['order_by=-code', [6, 5, 4, 3, 2, 1]],
    ['order_by=zipcode', [6, 3, 2, 1, 4, 5]],
    ['order_by=code&per_page=2&page=2', [3, 4]],
  ])('%s finds %j', async (query, expected) => {
    const { call } = await sandboxOf({ businesses });
    const codes = found(await call('GET', `/business/search?${query}`));
    expect(codes).toEqual(expected.map((n) => `ST-0000${n}`));
  });

  test.each([
    'status=shut',
    'groups=one',
    'order_by=mood',
    'modified__gte=today',
    'per_page=500',
    'region=FR-67',
  ])('%s is refused', async (query) => {
    const { call } = await sandboxOf({ businesses });
    const answered = await call('GET', `/business/search?${query}`);
    expect(answered.status).toBe(400);
    expect(detailOf(answered)).toHaveProperty(query.split('=')[0]!);
  });
});

describe('one business', () => {
  test('is found by id and by c- and store code, and has only documented members', async () => {
    const { call, sandbox } = await sandboxOf();
    const { business } = sandbox.businesses[3]!;
    const byId = await call('GET', `/business/${business.id}`);
    expect((await call('GET', `/business/c-${business.code}`)).text).toBe(byId.text);
    const known = documentedProperties('Business');
    expect(Object.keys(business).filter((name) => !known.includes(name))).toEqual([]);
    expect(business).not.toHaveProperty('timezone');
  });

  test.each(['nobody', 'ST-00001', 'c-ST-99999', 'c-'])('%s is not found', async (id) => {
    const { call } = await sandboxOf();
    expect((await call('GET', `/business/${id}`)).status).toBe(404);
  });

  test('an update changes only what is sent', async () => {
    const { call, sandbox, clock } = await sandboxOf();
    const before = sandbox.businesses[0]!.business;
    const specific_hours = { open: [], close: [{ starts_at: '2026-12-25', ends_at: '2026-12-26' }] };
    const answered = await call('POST', `/business/c-${before.code}`, {
      body: { specific_hours, code: 'NEW-1' },
    });
    expect(answered.body).toEqual({ status: 'success', id: before.id });
    expect((await call('GET', '/business/c-NEW-1')).body).toMatchObject({
      name: before.name,
      specific_hours,
      modified: clock.now() / 1000,
    });
    expect((await call('GET', `/business/c-ST-00001`)).status).toBe(404);
  });

  test.each<[string, unknown, string]>([
    ['six days', { open_hours: { monday: [] } }, 'open_hours.tuesday'],
    ['no name', { name: '' }, 'name'],
    ['a date that is none', { opening_date: '2026-02-30' }, 'opening_date'],
    ['half of the specific hours', { specific_hours: { close: [] } }, 'specific_hours.open'],
    ['a long description', { description_short: 'x'.repeat(81) }, 'description_short'],
    ['an unknown status', { status: 'ajar' }, 'status'],
    ['a zone', { timezone: 'Europe/Paris' }, 'timezone'],
    ['the code of another', { code: 'ST-00002' }, 'code'],
  ])('an update with %s is refused', async (_, body, field) => {
    const { call } = await sandboxOf();
    const answered = await call('POST', '/business/c-ST-00001', { body });
    expect(answered.status).toBe(400);
    expect(detailOf(answered)).toHaveProperty([field]);
  });

  test('a locked field is refused by name', async () => {
    const { call } = await sandboxOf();
    const answered = await call('POST', '/business/c-ST-00001', { body: { org_id: 1 } });
    expect(answered.status).toBe(403);
    expect(detailOf(answered)).toEqual({ org_id: 'edit_not_allowed' });
  });
});

test('businesses come, hide and go', async () => {
  const { call, sandbox } = await sandboxOf({ businesses: makeBusinesses(3) });
  const rows = async () => ((await call('GET', '/messaging/settings')).body as { count: number }).count;
  sandbox.addBusiness(makeBusiness(4));
  expect(await rows()).toBe(4);
  sandbox.hideFromListings('ST-00002');
  expect(await rows()).toBe(3);
  expect(found(await call('GET', '/business/search'))).toEqual(['ST-00001', 'ST-00003', 'ST-00004']);
  expect(found(await call('GET', '/business/search?code__in=ST-00002'))).toEqual([]);
  expect((await call('GET', '/business/c-ST-00002')).status).toBe(200);
  sandbox.hideFromListings('ST-00002', false);
  expect(await rows()).toBe(4);
  sandbox.removeBusiness('ST-00002');
  expect(await rows()).toBe(3);
  expect((await call('GET', '/business/c-ST-00002')).status).toBe(404);
  expect(() => sandbox.removeBusiness('ST-00002')).toThrow('no business ST-00002');
  expect(() => sandbox.addBusiness(makeBusiness(4))).toThrow('there already');
});
