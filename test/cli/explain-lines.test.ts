import { afterEach, expect, test } from 'vitest';
import { printExplanation } from '../../lib/cli/explain-lines.ts';
import { explain, release } from '../../lib/operations/index.ts';
import { printed } from '../support/desk/printed.ts';
import { DURING, parisShops, runAt } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

async function explained(at: string | null = null): Promise<string[]> {
  const report = await explain(world.deps, 'ST-00001', { at, organization: null });
  return printed(80, (out) => printExplanation(out, report));
}

test('explain within 80 columns: who decides each field, and the text that people read', async () => {
  const text = 'Nous sommes fermés pour inventaire annuel et répondons de nouveau dès le lendemain, promis.';
  world = await makeWorld({
    businesses: parisShops(1),
    rules: `messages:
  stock: { fr: "${text}" }
rules:
  nights:
    cron: { close: "0 19 * * *", open: "0 9 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
  stock-taking: { dates: [{ from: 2026-12-25, name: Inventaire }], message: stock }
`,
  });
  await runAt(world, DURING);
  expect(await explained('2026-12-25T20:30')).toEqual([
    'ST-00001 of acme, FR-75, fr; times are those of Europe/Paris',
    'At 25 Dec 20:30 it should be closed; next change 26 Dec 00:00.',
    '',
    'field            decided by       to',
    'reachable        stock-taking     no',
    'offline message  stock-taking     message stock',
    'welcome message  the shop itself  as it was',
    'chat hours       stock-taking     closed',
    '',
    'stock-taking (Inventaire): 25 Dec 00:00 – 26 Dec 00:00',
    'not nights, 25 Dec 19:00 – 26 Dec 09:00: priority 10 is lower than 60',
    '',
    'People read:',
    '  Nous sommes fermés pour inventaire annuel et répondons de nouveau dès le',
    '  lendemain, promis.',
    '',
    'What was done so far: partoo-closures history --business ST-00001',
  ]);
});

test('after a release, explain says that it was released, by whom and when; a person is a person', async () => {
  world = await makeWorld({
    businesses: parisShops(2),
    rules: 'rules: { feast: { dates: [{ from: 2026-12-25 }] } }\n',
  });
  await runAt(world, DURING);
  const ana = { ...world.deps, actor: 'command:ana' };
  await release(ana, { scope: { codes: ['ST-00001'] }, all: false, organization: null });
  expect((await explained())[2]).toMatch(
    /^Released by ana \(command\) at 25 Dec \d\d:\d\d; closures that had begun or were/,
  );
  world.sandbox.person.edit('ST-00002', { is_launched: true });
  await runAt(world, '2026-12-25T15:00:00+01:00');
  expect(await explain(world.deps, 'ST-00002', { at: null, organization: null })).toMatchObject({
    ...{ state: 'open', overriddenBy: 'person', overriddenSince: expect.stringContaining('2026-12-25T') },
  });
});
