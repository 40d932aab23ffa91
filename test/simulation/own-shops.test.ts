import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseConfig } from '../../lib/config/index.ts';
import { makeBusiness } from '../../lib/sandbox/index.ts';
import { simulateCommand } from '../../lib/simulation/index.ts';
import { readOwnShops } from '../../lib/simulation/own-shops.ts';
import { CHRISTMAS, parisShops } from '../support/world/passes.ts';
import { closuresYml } from '../support/world/situation.ts';
import { makeWorld, type World } from '../support/world/world.ts';
import { recorder } from './support.ts';

let world: World;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partoo-closures-own-shops-'));
});
afterEach(async () => {
  await world?.end();
  await rm(folder, { recursive: true, force: true });
});

const DAYS = { from: '2026-12-24', to: '2026-12-27', demo: false, now: 0 };

async function written(url: string, rules: string, organization = '') {
  const text = closuresYml(url, rules, organization);
  const config = join(folder, 'closures.yml');
  await writeFile(config, text);
  return { config, parsed: parseConfig(text, config).config };
}

test('it plays the own shops of the account, reads them once, and writes nothing there', async () => {
  const [first, ...others] = parisShops(3);
  const strange = makeBusiness(9, 1, { business: { code: null as unknown as string, org_id: 77 } });
  world = await makeWorld({ businesses: [first!, ...others, strange] });
  world.sandbox.removeSettings('ST-00003');
  const { config, parsed } = await written(world.sandbox.url, CHRISTMAS);
  const before = world.listing();
  const own = await readOwnShops(world.deps, parsed);
  expect(own?.get('acme')).toMatchObject({
    leftOut: 1,
    businesses: [
      { business: { id: first!.business.id, code: 'ST-00001', city: 'Paris' }, settings: first!.settings },
      { business: { code: 'ST-00002' } },
      { business: { id: strange.business.id, code: strange.business.id } },
    ],
  });
  const out = recorder();
  const requests = world.sandbox.requests.length;
  expect(await simulateCommand({ ...DAYS, config, own, out })).toBe(0);
  const story = out.lines.join('\n');
  expect(story).toContain('3 shops in');
  expect(story).toContain(
    'Your own shops and their settings, read from Partoo just now; 1 without messaging settings are left out. Nothing is written there.',
  );
  expect(story).toContain('3 of 3 shops, byte for byte');
  expect(world.listing()).toBe(before);
  expect(world.sandbox.requests).toHaveLength(requests);
  expect(new Set(world.sandbox.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
});

test('made-up shops are said to be made up, and are as many as were asked for', async () => {
  const { config } = await written('http://127.0.0.1:9', CHRISTMAS);
  const out = recorder();
  expect(await simulateCommand({ ...DAYS, config, madeUp: 7, out })).toBe(0);
  expect(out.lines.join('\n')).toMatch(
    /7 shops in 1 country[^\n]*\n {2}Made-up shops that fit your closures.yml, not those of your account\./,
  );
});

test('where plan says that changes are late, nothing says that every closure was kept', async () => {
  const rules = `rules:
  sunday-sale:
    dates: [{ from: 2026-12-25T10:00, to: 2026-12-25T12:00 }]
    effect: open
    priority: 90
  christmas: { dates: [{ from: 2026-12-25 }] }
`;
  const { config } = await written('http://127.0.0.1:9', rules, '    requestsPerMinute: 12\n');
  const out = recorder();
  expect(await simulateCommand({ ...DAYS, config, madeUp: 24, out })).toBe(1);
  expect(out.lines.join('\n')).not.toContain('every closure was kept');
  expect(out.notes.join('\n')).toMatch(/\d+ changes cannot be on time within the quota, as `plan` says\./);
});

test('without a key there are no own shops', async () => {
  world = await makeWorld({ businesses: parisShops(1) });
  const { parsed } = await written(world.sandbox.url, CHRISTMAS);
  const [organization] = parsed.organizations;
  const without = { ...parsed, organizations: [{ ...organization!, apiKey: 'env:NOT_THERE' as const }] };
  expect(await readOwnShops(world.deps, without)).toBeNull();
});
