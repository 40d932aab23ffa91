/** Hours that are spelt otherwise than Partoo documents them: what stands in for them says the same (design rules 15, 24). */
import { afterEach, expect, test } from 'vitest';
import { WEEKDAYS, type WeekHours } from '../../lib/closures/model.ts';
import { makeBusiness, type PartooBusiness, settingsOf } from '../../lib/sandbox/index.ts';
import { runAt } from '../support/world/passes.ts';
import { messagesYml } from '../support/world/situation.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const PARIS = { country: 'FR', region: null, city: 'Paris', zipcode: '75002', default_lang: 'fr' };
const weekOf = (windows: string[]): WeekHours => Object.fromEntries(WEEKDAYS.map((day) => [day, windows]));

let world: World | undefined;
afterEach(() => world?.end());

async function shopWith(windows: string[], isOwn: boolean, rules: string): Promise<World> {
  const hours = weekOf(windows);
  const business = { ...PARIS, open_hours: hours } as Partial<PartooBusiness>;
  const settings = isOwn
    ? { uses_business_hours: false, custom_chat_hours: hours }
    : { uses_business_hours: true, custom_chat_hours: null };
  world = await makeWorld({
    businesses: [makeBusiness(1, 1, { business, settings: settingsOf(settings) })],
    start: '2026-12-07T12:00:00+01:00',
  });
  await world.apply(rules);
  return world;
}

const SPELT: [spelling: string[], documented: string[]][] = [
  [
    ['9:00-12:00', '14:00-18:00'],
    ['09:00-12:00', '14:00-18:00'],
  ],
  [['09:00:00-18:00:00'], ['09:00-18:00']],
  [['9:00 - 18:00'], ['09:00-18:00']],
];

test.each(
  SPELT.flatMap(([spelt, documented]) => [true, false].map((isOwn) => ({ spelt, documented, isOwn }))),
)('a day that is staged takes nothing of the others: $spelt', async ({ spelt, documented, isOwn }) => {
  const rules = 'rules: { stock: { dates: [{ from: 2026-12-16 }], staged: true } }';
  const shop = await shopWith(spelt, isOwn, rules);
  for (const at of ['09T20:00', '12T12:00', '15T23:30']) await runAt(shop, `2026-12-${at}:00+01:00`);
  const { custom_chat_hours } = shop.settingsOf('ST-00001');
  expect(custom_chat_hours).toEqual({ ...weekOf(documented), wednesday: [] });
});

test.each(SPELT)('a text names the opening: %j', async (spelt) => {
  const messages = messagesYml({ away: { fr: 'De retour {{reopens}}.', default: 'fr' } });
  const rules = 'rules: { stock: { dates: [{ from: 2026-12-16 }], message: away } }';
  const shop = await shopWith(spelt, false, `${messages}${rules}`);
  await runAt(shop, '2026-12-16T10:00:00+01:00');
  expect(shop.settingsOf('ST-00001').offline_message).toBe('De retour jeudi 17 décembre à 09:00.');
});
