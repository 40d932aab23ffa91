import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseConfig } from '../../lib/config/index.ts';
import { applyConfig, checkConfig } from '../../lib/operations/index.ts';
import { storedSituations } from '../../lib/operations/stored-situations.ts';
import { parisShops } from '../support/world/passes.ts';
import { closuresYml } from '../support/world/situation.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
let folder: string;
beforeEach(async () => {
  world = await makeWorld({ businesses: parisShops(4), start: '2026-12-20T12:00:00+01:00' });
  folder = await mkdtemp(join(tmpdir(), 'partoo-closures-sheet-'));
});
afterEach(async () => {
  await world.end();
  await rm(folder, { recursive: true, force: true });
});

const RULES =
  'messages: { stock: { fr: "Inventaire en cours." } }\nrules: { inventory: { sheet: inventory.csv } }';

async function apply(rows: string) {
  await writeFile(join(folder, 'inventory.csv'), `code;from;to;name;message\n${rows}`);
  const loaded = parseConfig(closuresYml(world.sandbox.url, RULES), join(folder, 'closures.yml'));
  const options = { organization: null, allowNow: 9, confirm: async () => true };
  return { loaded, report: await applyConfig(world.deps, loaded, options) };
}

test('each shop is closed by its rows, with their messages; the others are not, and are one group', async () => {
  await apply(
    'ST-00001;21/12/2026;;Inventaire;stock\nST-00002;21/12/2026;;;\nST-00001;22/12/2026;;Inventaire;\n',
  );
  await world.until('2026-12-21T09:00:00+01:00');
  await world.run();
  expect(world.settingsOf('ST-00001')).toMatchObject({
    is_launched: false,
    offline_message: 'Inventaire en cours.',
  });
  expect(world.settingsOf('ST-00002').is_launched).toBe(false);
  expect(world.settingsOf('ST-00002').offline_message).not.toBe('Inventaire en cours.');
  expect(world.settingsOf('ST-00003').is_launched).toBe(true);
  const [situation] = await storedSituations(world.deps, null, world.clock.now());
  expect(situation?.cohorts).toHaveLength(3);
});

test('a message that there is not is named by its line', async () => {
  await expect(apply('ST-00001;21/12/2026;;;stock\nST-00001;22/12/2026;;;stocks\n')).rejects.toMatchObject({
    issues: [expect.objectContaining({ message: 'line 3: there is no message "stocks"' })],
  });
});

test('one bad row stops apply, not the sheet that is in force', async () => {
  await apply('ST-00001;21/12/2026;;;\n');
  await expect(apply('ST-00001;21/12/2026;;;\nST-00001;soon;;;\n')).rejects.toMatchObject({
    issues: [expect.objectContaining({ message: 'line 3: "soon" in from is no date' })],
  });
  await world.until('2026-12-21T09:00:00+01:00');
  await world.run();
  expect(world.settingsOf('ST-00001').is_launched).toBe(false);
});

test('check names shops that there are not', async () => {
  const { loaded } = await apply('ST-00001;21/12/2026;;;\nST-99999;21/12/2026;;;\n');
  const businesses = new Map([['acme', (await world.store.readDirectory('acme'))!.businesses]]);
  const { warnings } = await checkConfig(loaded, world.clock.now(), businesses);
  expect(warnings.map(({ message }) => message).join()).toContain('ST-99999');
});
