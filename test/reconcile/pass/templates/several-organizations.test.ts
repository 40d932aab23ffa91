/** One file over two organizations, whose templates have the same titles and other texts. */
import { afterEach, expect, test } from 'vitest';
import { parseConfig } from '../../../../lib/config/index.ts';
import { applyConfig } from '../../../../lib/operations/index.ts';
import { type Sandbox, startSandbox } from '../../../../lib/sandbox/index.ts';
import { encodeContent } from '../../../../lib/template-content.ts';
import { parisShops, runAt } from '../../../support/world/passes.ts';
import {
  HOLIDAY,
  SWAP_MESSAGE,
  swapWorld,
  templateCalled,
  templatesListed,
} from '../../../support/world/templates.ts';
import type { World } from '../../../support/world/world.ts';

let world: World;
let other: Sandbox;
afterEach(async () => {
  await other?.close();
  await world?.end();
});

test('each swaps its own, in its language and zone, by its own closures and by the rules that concern it', async () => {
  world = await swapWorld();
  const templates = [{ ...HOLIDAY, id: '642bca3d2830e15c6806cc99', content: encodeContent('See you soon') }];
  other = await startSandbox({ businesses: parisShops(2), templates, clock: world.clock.forServer });
  const seen = { sandbox: other } as World;
  const before = [templatesListed(world), templatesListed(seen)];
  const text = `version: 1
organizations:
  acme: { apiKey: env:PARTOO_API_KEY, baseUrl: "${world.sandbox.url}", timezone: Europe/Paris, language: fr }
  beta: { apiKey: env:PARTOO_API_KEY, baseUrl: "${other.url}", timezone: Europe/London, language: en }
${SWAP_MESSAGE}rules:
  christmas:
    dates: [{ from: 2026-12-25, name: { fr: Noël, default: Christmas } }]
    effect: { templates: { Vacances: { content: swap, icon: "🎄" } } }
  only-beta:
    scope: { organizations: [beta] }
    dates: [{ from: 2026-12-27, to: 2026-12-28 }]
    effect: { templates: { Vacances: { content: swap } } }
`;
  const options = { organization: null, allowNow: null, confirm: async () => true };
  await applyConfig(world.deps, parseConfig(text, 'closures.yml'), options);

  expect((await runAt(world, '2026-12-25T12:00:00+01:00')).converged).toBe(true);
  expect(templateCalled(world, 'Vacances')).toMatchObject({
    icon: '🎄',
    text: expect.stringContaining('Noël'),
  });
  expect(templateCalled(seen, 'Vacances')).toMatchObject({ icon: '🎄', text: 'Closed.' });

  await runAt(world, '2026-12-26T12:00:00+01:00');
  expect([templatesListed(world), templatesListed(seen)]).toEqual(before);

  // A closure of one of them waits for nobody, and says nothing of the other's template.
  await runAt(world, '2026-12-27T12:00:00+01:00');
  expect(templatesListed(world)).toBe(before[0]);
  expect(templateCalled(seen, 'Vacances')).toMatchObject({ icon: null, text: 'Closed.' });
  await runAt(world, '2026-12-29T12:00:00+01:00');
  expect([templatesListed(world), templatesListed(seen)]).toEqual(before);
});
