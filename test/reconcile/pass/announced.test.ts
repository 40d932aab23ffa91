import { afterEach, expect, test } from 'vitest';
import { WEEKDAYS } from '../../../lib/closures/model.ts';
import { explain, plan, release } from '../../../lib/operations/index.ts';
import type { PlannedClosure } from '../../../lib/operations/planned-closures.ts';
import type { PlannedWave } from '../../../lib/reconcile/situation/waves.ts';
import { outcomes, parisShops, runAt } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const RULES = `messages:
  soon: { fr: "Fermé pour {{closure_name}} du {{closed_from}}, retour {{reopens}}." }
  shut: { fr: "Fermé, retour {{reopens}}." }
rules:
  christmas:
    dates: [{ from: 2026-12-25, to: 2026-12-26, name: Noël }]
    message: shut
    announce: { before: 3d, welcomeMessage: soon, offlineMessage: soon }
  nights:
    dates: [{ from: 2026-12-22T19:00, to: 2026-12-23T09:00 }]
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
    priority: 10
`;
const SOON = 'Fermé pour Noël du vendredi 25 décembre, retour dimanche 27 décembre.';

const BY_LISTING = { uses_business_hours: true, is_launched: true };

let world: World;
afterEach(() => world.end());

const texts = () => {
  const { welcome_message, offline_message, is_launched } = world.settingsOf('ST-00001');
  return [welcome_message, offline_message, is_launched];
};

async function planned() {
  const loaded = world.configOf(RULES);
  const [from, to] = [Date.parse('2026-12-21T00:00Z'), Date.parse('2026-12-28T00:00Z')];
  const rows: PlannedClosure[] = [];
  const waves: PlannedWave[] = [];
  for await (const part of plan(world.deps, loaded.config, {
    from,
    to,
    organization: null,
    summary: false,
  })) {
    if (part.kind === 'closure' && part.row.code === 'ST-00001') rows.push(part.row);
    if (part.kind === 'wave') waves.push(part.wave);
  }
  return { rows, waves };
}

test('a closure is announced, whatever night comes between, gives way in one write, and all goes back', async () => {
  const own = { ...BY_LISTING, welcome_message: 'Bonjour', offline_message: 'À demain' };
  world = await makeWorld({ businesses: parisShops(2, own), rules: RULES });
  for (const code of ['ST-00001', 'ST-00002']) await alwaysOpen(code);
  const before = world.listing();
  const writes = () => world.sandbox.writesOf(world.idOf('ST-00001')).length;

  expect(outcomes(await runAt(world, '2026-12-21T23:59:00+01:00'))).toEqual([]);
  expect(outcomes(await runAt(world, '2026-12-22T00:01:00+01:00'))).toEqual([
    'ST-00001 change applied',
    'ST-00002 change applied',
  ]);
  expect(texts()).toEqual([SOON, SOON, true]);

  expect(outcomes(await runAt(world, '2026-12-22T19:01:00+01:00'))[0]).toBe('ST-00001 close applied');
  expect(texts()).toEqual([SOON, SOON, false]);
  expect((await explainedText()).winner).toMatchObject({ closure: 'christmas', name: 'Noël', priority: 5 });
  expect(outcomes(await runAt(world, '2026-12-23T09:01:00+01:00'))[0]).toBe('ST-00001 reopen applied');
  expect(texts()).toEqual([SOON, SOON, true]);

  expect(writes()).toBe(3);
  expect(outcomes(await runAt(world, '2026-12-25T00:01:00+01:00'))[0]).toBe('ST-00001 close applied');
  expect(texts()).toEqual(['Bonjour', 'Fermé, retour dimanche 27 décembre.', false]);
  expect(writes()).toBe(4);
  await runAt(world, '2026-12-27T00:01:00+01:00');
  expect(writes()).toBe(5);
  expect(world.listing()).toBe(before);

  const history = await world.store.listHistory({ business: world.idOf('ST-00001') });
  expect(history.map(({ reason }) => reason).toReversed()).toEqual([
    'christmas: Noël is announced',
    'nights',
    'nights is over',
    'christmas: Noël',
    'christmas: Noël is over',
  ]);
});

const TWO = `messages:
  sales: { fr: "Fermé {{closed_from}} pour inventaire, retour {{reopens}}." }
  soon: { fr: "Fermé {{closed_from}}, retour {{reopens}}." }
rules:
  stock-taking:
    dates: [{ from: 2026-12-30 }]
    announce: { before: 9d, offlineMessage: sales }
  christmas:
    dates: [{ from: 2026-12-25, to: 2026-12-26 }]
    announce: { before: 2d, offlineMessage: soon }
  nights:
    dates: [{ from: 2026-12-22T19:00, to: 2026-12-23T09:00 }]
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
    priority: 10
`;
const STOCK_TAKING = 'Fermé mercredi 30 décembre pour inventaire, retour jeudi 31 décembre.';
const CHRISTMAS = 'Fermé vendredi 25 décembre, retour dimanche 27 décembre.';

test('that of a nearer closure takes the place of a longer one, and gives it back: at night, too', async () => {
  world = await makeWorld({ businesses: parisShops(1, BY_LISTING), rules: TWO });
  await alwaysOpen('ST-00001');
  const shown: (string | null)[] = [];
  for (const at of ['22T12:00', '22T20:00', '23T00:01', '23T12:00', '27T00:01']) {
    await runAt(world, `2026-12-${at}:00+01:00`);
    shown.push(texts()[1] as string);
  }
  expect(shown).toEqual([STOCK_TAKING, STOCK_TAKING, CHRISTMAS, CHRISTMAS, STOCK_TAKING]);
});

test('plan has a row for it, and its writes in the waves', async () => {
  world = await makeWorld({ businesses: parisShops(2), rules: RULES });
  const { rows, waves } = await planned();
  expect(rows.filter(({ kind }) => kind === 'announce')).toMatchObject([
    {
      rule: 'christmas',
      name: 'Noël',
      start: '2026-12-22T00:00:00+01:00',
      end: '2026-12-25T00:00:00+01:00',
      effect: { offlineMessage: 'soon', welcomeMessage: 'soon' },
      offlineMessage: expect.stringContaining('Fermé pour Noël'),
    },
  ]);
  expect(rows.filter(({ rule, kind }) => rule === 'christmas' && kind === 'close')).toHaveLength(1);
  expect(waves.map(({ at, closing, changing, reopening }) => [at, closing, changing, reopening])).toEqual([
    ['2026-12-22T00:00:00+01:00', 0, 2, 0],
    ['2026-12-22T19:00:00+01:00', 2, 0, 0],
    ['2026-12-23T09:00:00+01:00', 0, 0, 2],
    ['2026-12-25T00:00:00+01:00', 2, 0, 0],
    ['2026-12-27T00:00:00+01:00', 0, 0, 2],
  ]);
});

test('whoever lets go of all shops is not announced to again', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: RULES });
  const before = world.listing();
  await runAt(world, '2026-12-22T12:00:00+01:00');
  expect(texts()[1]).toContain('Fermé pour Noël');
  await release(world.deps, { all: true, scope: {}, organization: null });
  await world.run();
  expect(world.listing()).toBe(before);
  await runAt(world, '2026-12-23T12:00:00+01:00');
  expect(world.listing()).toBe(before);
});

async function explainedText() {
  const { fields } = await explain(world.deps, 'ST-00001', { at: null, organization: null });
  return fields.offline_message!;
}

/** Openings are then where closures end. */
async function alwaysOpen(code: string): Promise<void> {
  const answer = await fetch(`${world.sandbox.url}/business/${world.idOf(code)}`, {
    method: 'POST',
    headers: { 'x-APIKey': 'sandbox-key', 'content-type': 'application/json' },
    body: JSON.stringify({
      open_hours: Object.fromEntries(WEEKDAYS.map((day) => [day, []])),
      specific_hours: { open: [], close: [] },
    }),
  });
  expect(answer.status).toBe(200);
}
