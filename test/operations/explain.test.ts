import { afterEach, expect, test } from 'vitest';
import { explain } from '../../lib/operations/index.ts';
import { parisShops, runAt } from '../support/world/passes.ts';
import { BACK } from '../support/world/situation.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const RULES = `${BACK}rules:
  friday: { dates: [{ from: 2026-12-25, name: Noël }], message: back }
`;
const hours = (saturday: string) => ({
  uses_business_hours: false,
  custom_chat_hours: { ...NEVER, saturday: [saturday] },
});
const NEVER = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], sunday: [] };

test('the opening is by the hours that would go back: a shop’s own as last seen, and once it is closed those put by', async () => {
  const [shop] = parisShops(1, { ...hours('10:00-18:00'), is_launched: true });
  world = await makeWorld({ businesses: [shop!], rules: RULES });
  const reads = async (at: string | null) =>
    (await explain(world.deps, 'ST-00001', { at, organization: null })).offlineMessage;
  expect(await reads('2026-12-25T12:00')).toBe('Retour samedi 26 décembre à 10:00');

  // Nobody looks between this and the closing.
  world.sandbox.person.edit('ST-00001', hours('11:30-18:00'));
  expect(await reads('2026-12-25T12:00')).toBe('Retour samedi 26 décembre à 10:00');
  await runAt(world, '2026-12-25T12:00:00+01:00');
  expect(world.settingsOf('ST-00001').custom_chat_hours).toEqual({ ...NEVER, saturday: [] });
  expect(world.settingsOf('ST-00001').offline_message).toBe('Retour samedi 26 décembre à 11:30');
  expect(await reads(null)).toBe('Retour samedi 26 décembre à 11:30');
});

test('what a person wrote during a closure is what people read, until the next one', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: RULES });
  await runAt(world, '2026-12-25T08:00:00+01:00');
  world.sandbox.person.edit('ST-00001', { offline_message: 'Écrit à la main' });
  await runAt(world, '2026-12-25T12:00:00+01:00');
  const reads = async (at: string | null) =>
    (await explain(world.deps, 'ST-00001', { at, organization: null })).offlineMessage;
  expect(world.settingsOf('ST-00001').offline_message).toBe('Écrit à la main');
  expect(await reads(null)).toBe('Écrit à la main');

  await world.apply(RULES.replace('2026-12-25,', '2026-12-25 }, { from: 2026-12-28,'), 5);
  await runAt(world, '2026-12-26T12:00:00+01:00');
  expect(await reads('2026-12-28T12:00')).toMatch(/^Retour /);
  await runAt(world, '2026-12-28T12:00:00+01:00');
  expect(await reads(null)).toBe(world.settingsOf('ST-00001').offline_message);
  expect(await reads(null)).toMatch(/^Retour /);
});

test('what begins or ends beneath a closure that decides all is no change', async () => {
  const nights = 'nights: { cron: { close: "0 20 * * *", open: "0 8 * * *" } }';
  world = await makeWorld({
    businesses: parisShops(1),
    rules: `rules: { ${nights}, works: { dates: [{ from: 2026-12-24T16:00, to: 2026-12-26T11:00 }] } }\n`,
  });
  const next = async (at: string) =>
    (await explain(world.deps, 'ST-00001', { at, organization: null })).next?.slice(0, 16);
  expect(await next('2026-12-23T12:00')).toBe('2026-12-23T20:00');
  expect(await next('2026-12-24T12:00')).toBe('2026-12-24T16:00');
  expect(await next('2026-12-24T17:00')).toBe('2026-12-26T11:00');
  // What is masked at its start decides once the other is over.
  await world.close({ all: true, hold: true, until: '2026-12-25T02:00' });
  expect(await next('2026-12-24T17:00')).toBe('2026-12-25T02:00');
});
