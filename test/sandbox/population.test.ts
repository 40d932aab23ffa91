import { expect, test } from 'vitest';
import { WEEKDAYS } from '../../lib/closures/model.ts';
import { makeBusiness, makeBusinesses, settingsOf, treatText } from '../../lib/sandbox/index.ts';
import { sandboxOf } from './support.ts';

const SEEDS = [1, 2, 3, 42, 2026];

test('equal seeds make equal companies, and a longer list begins with the shorter one', () => {
  expect(makeBusinesses(20, 7)).toEqual(makeBusinesses(50, 7).slice(0, 20));
  expect(makeBusinesses(20, 7)).not.toEqual(makeBusinesses(20, 8));
});

test.each(SEEDS)('with seed %d, a few dozen shops already show every peculiarity', (seed) => {
  const shops = makeBusinesses(40, seed);
  const some = (test: (shop: (typeof shops)[number]) => boolean) => expect(shops.some(test)).toBe(true);
  const countries = new Set(makeBusinesses(24, seed).map(({ business }) => business.country));
  expect([...countries]).toEqual(
    expect.arrayContaining(['FR', 'ES', 'BE', 'DE', 'GB', 'PT', 'PL', 'IT', 'RE']),
  );
  for (const start of ['67', '68', '57', '75', '974', '972', '08', '28', '35']) {
    some(({ business }) => business.zipcode!.startsWith(start));
  }
  some(({ settings }) => !settings.is_launched);
  some(({ settings }) => settings.uses_business_hours && settings.custom_chat_hours === null);
  some(({ settings }) => Object.keys(settings.custom_chat_hours ?? WEEKDAYS).length < 7);
  some(
    ({ settings }) =>
      JSON.stringify(Object.keys(settings.custom_chat_hours ?? {})) === JSON.stringify(WEEKDAYS),
  );
  some(({ settings }) => /^(?!monday)/.test(Object.keys(settings.custom_chat_hours ?? { monday: 1 })[0]!));
  some(({ settings }) => /\p{Emoji_Presentation}/u.test(settings.offline_message!));
  some(({ settings }) => settings.offline_message!.includes('\n'));
  some(({ business }) => business.default_lang === null);
  some(({ business }) => business.lat === null);
  some(({ business }) => !/^(97|35)/.test(business.zipcode!) && Math.abs(business.lat ?? 50) < 27);
  some(({ business }) => (business.specific_hours?.close.length ?? 0) > 0);
  some(({ business }) => business.specific_hours === null);
});

test('ids are unique and settings ids are nothing else’s', () => {
  const shops = makeBusinesses(10_000);
  expect(new Set(shops.map(({ business }) => business.id)).size).toBe(10_000);
  expect(new Set(shops.map(({ settingId }) => settingId)).size).toBe(10_000);
  expect(shops.every(({ business }) => /^[0-9a-f]{24}$/.test(business.id))).toBe(true);
  expect(shops.at(-1)!.business.code).toBe('ST-10000');
});

test.each(SEEDS)(
  'with seed %d, what the shops hold survives being written back, byte for byte',
  async (seed) => {
    const shops = makeBusinesses(60, seed);
    for (const { settings } of shops) {
      expect(settings.welcome_message).toBe(treatText(settings.welcome_message!, 'trim-and-normalize'));
      expect(settings.offline_message).toBe(treatText(settings.offline_message!, 'trim-and-normalize'));
    }
    const { call } = await sandboxOf({ businesses: shops, seed });
    const before = await call('GET', '/messaging/settings?per_page=100');
    for (const { settingId, settings } of shops) {
      expect((await call('POST', `/messaging/settings/${settingId}`, { body: settings })).status).toBe(200);
    }
    expect((await call('GET', '/messaging/settings?per_page=100')).text).toBe(before.text);
  },
);

test('a shop can be made to measure, and the sandbox keeps its own copy of it', async () => {
  const shop = makeBusiness(3, 1, {
    settingId: 12,
    business: { zipcode: '67000', country: 'FR' },
    settings: settingsOf({ is_launched: false }),
  });
  expect(shop).toMatchObject({ settingId: 12, business: { code: 'ST-00003', zipcode: '67000' } });
  const { sandbox } = await sandboxOf({ businesses: [shop] });
  shop.settings.offline_message = 'changed';
  expect(sandbox.settings()[0]).toMatchObject(settingsOf({ is_launched: false }));
});

test('ten thousand businesses are served without ado', async () => {
  const { call, sandbox } = await sandboxOf({ businesses: 10_000 });
  const ids = sandbox.businesses.slice(-100).map(({ business }) => business.id);
  const asked = await call('GET', `/messaging/settings?per_page=100&business__in=${ids.join(',')}`);
  expect(asked.body).toMatchObject({ count: 100, max_page: 1 });
  const last = await call('GET', '/messaging/settings?per_page=100&page=100');
  expect(last.body).toMatchObject({ page: 100, count: 10_000, max_page: 100 });
});
