import { afterEach, describe, expect, test } from 'vitest';
import { pause, release, restore, resume } from '../../../../lib/operations/index.ts';
import { appliedConfig } from '../../../../lib/reconcile/pass/session.ts';
import { readDirectory } from '../../../../lib/reconcile/refresh/directory.ts';
import { BY_HAND } from '../../../support/world/asked.ts';
import { AFTER, DURING, resultsOf, runAt } from '../../../support/world/passes.ts';
import {
  editTemplate,
  HOLIDAY,
  QUOTE,
  SWAP_MESSAGE,
  SWAP_RULES,
  SWAPPED,
  swapWorld,
  templateCalled,
  templateRequests,
  templateResults,
  templatesListed,
} from '../../../support/world/templates.ts';
import type { World } from '../../../support/world/world.ts';

let world: World;
afterEach(() => world?.end());

const BETWEEN = '2026-12-25T15:00:00+01:00';

describe('a template swapped while a closure is in force', () => {
  test('is written once, read back, left alone, and put back to the byte', async () => {
    world = await swapWorld();
    const before = templatesListed(world);

    const closed = await runAt(world, DURING);
    expect(closed.converged).toBe(true);
    expect(templateCalled(world, 'Vacances')).toEqual(SWAPPED);
    expect(templateCalled(world, 'Devis').icon).toBe('📝');
    // The daily refresh looks at them as well.
    expect(templateRequests(world)).toEqual({ reads: 2 + 1, writes: 1 });

    world.sandbox.requests.splice(0);
    await world.run();
    expect(world.sandbox.requests).toEqual([]);

    const reopened = await runAt(world, AFTER);
    expect(reopened.converged).toBe(true);
    expect(templatesListed(world)).toBe(before);
    expect(resultsOf(reopened)).toContainEqual(
      expect.objectContaining({
        business: 'template:Vacances',
        code: null,
        action: 'reopen',
        outcome: 'applied',
      }),
    );
  });

  test('history tells it before and after, with the rule as its reason', async () => {
    world = await swapWorld();
    await runAt(world, DURING);
    await runAt(world, AFTER);
    const entries = await world.store.listHistory({ business: 'template:Vacances' });
    expect(entries).toMatchObject([
      { action: 'reopen', reason: 'christmas: Noël is over', actor: 'calendar', after: { icon: null } },
      {
        action: 'change',
        reason: 'christmas: Noël',
        before: { title: 'Vacances', content: 'Bonjour {{client_first_name}}, à bientôt', icon: null },
        after: { title: 'Vacances', content: SWAPPED.text, icon: '🎄' },
      },
    ]);
  });

  test('a text that a person changes meanwhile is kept, told once, and comes back on demand', async () => {
    world = await swapWorld();
    const before = templatesListed(world);
    await runAt(world, DURING);
    editTemplate(world, 'Vacances', { text: 'De ma main' });

    expect(templateResults(await runAt(world, BETWEEN))).toEqual(['Vacances leave kept']);
    expect(templateResults(await runAt(world, '2026-12-25T17:00:00+01:00'))).toEqual([]);
    expect(templateResults(await runAt(world, AFTER))).toEqual(['Vacances reopen kept']);
    expect(templateCalled(world, 'Vacances')).toEqual({ title: 'Vacances', text: 'De ma main', icon: null });

    const asked = { field: null, organization: null };
    const { organizations } = await restore(world.deps, 'template:Vacances', asked);
    expect(organizations[0]?.results).toMatchObject([{ business: 'template:Vacances', outcome: 'applied' }]);
    expect(templatesListed(world)).toBe(before);
    await expect(restore(world.deps, 'template:Vacances', asked)).rejects.toThrow(/Nothing was kept/);
  });

  test('a title that a person changes, which no effect covers, is theirs, and the template is known by its id', async () => {
    world = await swapWorld();
    await runAt(world, DURING);
    editTemplate(world, 'Vacances', { title: 'Congés' });
    expect((await runAt(world, AFTER)).converged).toBe(true);
    expect(templateCalled(world, 'Congés')).toMatchObject({ icon: null });
  });

  test('nothing is written while writing is paused, and nothing is lost by it', async () => {
    world = await swapWorld();
    const before = templatesListed(world);
    await pause(world.deps, null);
    expect(templateResults(await runAt(world, DURING))).toEqual(['Vacances change deferred paused']);
    expect(templateRequests(world)).toEqual({ reads: 0 + 1, writes: 0 });
    await resume(world.deps, null);
    await world.run();
    expect(templateCalled(world, 'Vacances')).toEqual(SWAPPED);
    await runAt(world, AFTER);
    expect(templatesListed(world)).toBe(before);
  });

  test('release puts it back, and the closure in force does not touch it again', async () => {
    world = await swapWorld(
      SWAP_RULES.replace('name: Noël }', 'name: Noël }, { from: 2026-12-28, name: Fête }'),
    );
    const before = templatesListed(world);
    await runAt(world, DURING);
    await release(world.deps, { scope: {}, all: true, organization: null });
    expect(templatesListed(world)).toBe(before);
    await runAt(world, BETWEEN);
    expect(templatesListed(world)).toBe(before);
    await runAt(world, '2026-12-28T10:00:00+01:00');
    expect(templateCalled(world, 'Vacances').text).toContain('Fête');
  });

  test('a shop that is released leaves it as it is', async () => {
    world = await swapWorld();
    await runAt(world, DURING);
    await release(world.deps, { scope: { codes: ['ST-00001'] }, all: false, organization: null });
    expect(templateCalled(world, 'Vacances')).toEqual(SWAPPED);
  });

  test('a rule that is taken out of the file puts it back', async () => {
    world = await swapWorld();
    const before = templatesListed(world);
    await runAt(world, DURING);
    await world.apply('rules: {}', 10);
    await world.run();
    expect(templatesListed(world)).toBe(before);
  });

  test('a dry run says what it would do, and does nothing', async () => {
    world = await swapWorld();
    const before = templatesListed(world);
    await world.until(DURING);
    const { run } = await import('../../../../lib/operations/run.ts');
    const options = { ...BY_HAND, dryRun: true };
    expect(templateResults(await run(world.deps, options))).toEqual(['Vacances change deferred']);
    expect(templatesListed(world)).toBe(before);
    expect(templateRequests(world).writes).toBe(0);
  });

  test('what a message takes from a template is its own text, also while that is swapped', async () => {
    const rules = SWAP_RULES.replace('messages:\n', 'messages:\n  away: { template: Vacances }\n');
    world = await swapWorld(rules, [{ ...HOLIDAY, content: '{"text":"Fermé.","_version":"0.1"}' }, QUOTE]);
    await runAt(world, DURING);
    await world.apply(rules, 10);
    expect((await world.store.readDirectory('acme'))?.templates).toEqual({ Vacances: 'Fermé.' });
  });
});

describe('a template that cannot be swapped', () => {
  const shopsAreClosed = () => world.sandbox.settings().every(({ is_launched }) => !is_launched);

  test.each([
    ['that nobody knows', [QUOTE], 'unknown-template'],
    ['of a title that two have', [HOLIDAY, { ...QUOTE, title: 'Vacances' }], 'several-templates'],
  ])('%s is set aside with an alert, and everything else goes on', async (_, templates, code) => {
    world = await swapWorld(SWAP_RULES, templates);
    const report = await runAt(world, DURING);
    expect(templateResults(report)).toEqual([`Vacances change failed ${code}`]);
    expect(report.converged).toBe(false);
    expect(shopsAreClosed()).toBe(true);
    expect(world.happenings).toContainEqual(expect.objectContaining({ kind: 'alert', code }));
    expect(templateRequests(world)).toEqual({ reads: 1 + 1, writes: 0 });

    world.happenings.length = 0;
    await world.run();
    expect(world.happenings.filter(({ kind }) => kind === 'alert')).toEqual([]);

    world.sandbox.requests.splice(0);
    expect(templateResults(await runAt(world, '2026-12-26T00:30:00+01:00'))).toEqual([]);
    expect(templateRequests(world)).toEqual({ reads: 0, writes: 0 });
  });

  test('that is there at last is swapped by the next run', async () => {
    world = await swapWorld(SWAP_RULES, [QUOTE]);
    await runAt(world, DURING);
    world.sandbox.templates.splice(0, 9, structuredClone(HOLIDAY));
    await world.run();
    expect(templateCalled(world, 'Vacances')).toEqual(SWAPPED);
  });

  test.each([
    ['forbidden', 'forbidden'],
    ['not-found', 'notFound'],
    ['server-error', 'serverError'],
  ] as const)('because Partoo answers %s is tried again once that is over', async (code, fault) => {
    world = await swapWorld();
    const before = templatesListed(world);
    world.sandbox.setFaults({ script: [{ match: { path: '/messaging/templates' }, fault }] });
    const report = await runAt(world, DURING);
    expect(templateResults(report)).toEqual([`Vacances change failed ${code}`]);
    expect(shopsAreClosed()).toBe(true);
    world.sandbox.setFaults({});
    await world.run();
    expect(templateCalled(world, 'Vacances')).toEqual(SWAPPED);
    await runAt(world, AFTER);
    expect(templatesListed(world)).toBe(before);
  });

  test('because it is gone is told, and found again where it comes back', async () => {
    world = await swapWorld();
    const before = templatesListed(world);
    await runAt(world, DURING);
    const [gone] = world.sandbox.templates.splice(0, 1);
    expect(templateResults(await runAt(world, AFTER))).toEqual(['Vacances reopen failed template-missing']);
    world.sandbox.templates.unshift(gone!);
    await world.run();
    expect(templatesListed(world)).toBe(before);
  });
});

describe('a template that is gone for a day is given up', () => {
  const later = '2026-12-27T13:00:00+01:00';
  const OWN = { title: 'Vacances', content: 'Bonjour {{client_first_name}}, à bientôt', icon: null };

  test('it is told once, its own text stays in history, and nothing is tried any more', async () => {
    world = await swapWorld();
    await runAt(world, DURING);
    world.sandbox.templates.splice(0, 1);
    await runAt(world, AFTER);
    const alerts = () => world.happenings.filter(({ kind }) => kind === 'alert');
    expect(alerts()).toHaveLength(1);
    const report = await runAt(world, later);
    expect(templateResults(report)).toEqual(['Vacances leave unchanged']);
    expect(report.converged).toBe(true);
    expect(alerts().slice(1)).toMatchObject([
      { code: 'template-gone', message: expect.stringContaining('template:Vacances') },
    ]);
    const [entry] = await world.store.listHistory({ business: 'template:Vacances' });
    expect(entry).toMatchObject({ action: 'leave', actor: 'partoo', before: OWN, after: null });
    world.sandbox.requests.splice(0);
    for (const hour of ['14', '15', '16']) await runAt(world, `2026-12-27T${hour}:00:00+01:00`);
    expect(templateRequests(world)).toEqual({ reads: 0, writes: 0 });
    expect(alerts()).toHaveLength(2);
  });

  test('one that is made anew under its title is swapped as any other', async () => {
    world = await swapWorld(SWAP_RULES.replace('2026-12-25', '2026-12-25, to: 2026-12-30'));
    await runAt(world, DURING);
    world.sandbox.templates.splice(0, 1);
    await runAt(world, AFTER);
    world.sandbox.templates.unshift({ ...HOLIDAY, id: 'made-anew' });
    await runAt(world, later);
    expect(templateCalled(world, 'Vacances')).toMatchObject({ icon: SWAPPED.icon });
  });

  test('one that is among those that cannot be read is no more than missing', async () => {
    world = await swapWorld();
    await runAt(world, DURING);
    const [gone] = world.sandbox.templates.splice(0, 1);
    world.sandbox.templates.unshift({ ...gone!, content: 7 as unknown as string });
    await runAt(world, AFTER);
    expect(templateResults(await runAt(world, later))).toEqual(['Vacances reopen failed template-missing']);
  });
});

describe('several rules, zones and shops', () => {
  test('each field comes from the rule of highest precedence that says it', async () => {
    world = await swapWorld(`${SWAP_MESSAGE}  brief: { fr: "Fermé.", en: "Closed." }
rules:
  a-holiday:
    dates: [{ from: 2026-12-25 }]
    effect: { templates: { Vacances: { content: brief, icon: "🎄", title: "Fermé" } } }
  urgent-dates:
    dates: [{ from: 2026-12-25T10:00, to: 2026-12-25T18:00, name: Alerte }]
    priority: 90
    effect: { templates: { Vacances: { content: swap } } }
`);
    const before = templatesListed(world);
    await runAt(world, '2026-12-25T09:00:00+01:00');
    expect(templateCalled(world, 'Fermé')).toMatchObject({ text: 'Fermé.', icon: '🎄' });
    await runAt(world, DURING);
    expect(templateCalled(world, 'Fermé').text).toContain("(Alerte) jusqu'au vendredi 25 décembre");
    await runAt(world, '2026-12-25T19:00:00+01:00');
    expect(templateCalled(world, 'Fermé').text).toBe('Fermé.');
    await runAt(world, AFTER);
    expect(templatesListed(world)).toBe(before);
  });

  test('a hold of all shops goes before it, one of some does not', async () => {
    world = await swapWorld();
    const before = templatesListed(world);
    await runAt(world, DURING);
    const some = await world.close({ hold: true, scope: { codes: ['ST-00001'] } });
    await world.run();
    expect(some && templateCalled(world, 'Vacances')).toEqual(SWAPPED);
    await world.close({ hold: true, all: true });
    await world.run();
    expect(templatesListed(world)).toBe(before);
  });
});

describe('what apply says of templates', () => {
  test.each([
    ['one that there is not', [QUOTE], 'unknown-template'],
    ['one of a title that two have', [HOLIDAY, { ...QUOTE, title: 'Vacances' }], 'several-templates'],
    ['nothing of one that is there', [HOLIDAY, QUOTE], null],
  ])('%s', async (_, templates, code) => {
    world = await swapWorld(SWAP_RULES, templates);
    const read = await readDirectory(...(await directoryInput()));
    expect(read.warnings.map((one) => one.code).filter((one) => one.includes('template'))).toEqual(
      code ? [code] : [],
    );
  });

  test('where they cannot be read, shops are, and texts stay as they were', async () => {
    world = await swapWorld(SWAP_RULES.replace('messages:\n', 'messages:\n  away: { template: Devis }\n'));
    const before = await world.store.readDirectory('acme');
    world.sandbox.setFaults({ script: [{ match: { path: '/messaging/templates' }, fault: 'forbidden' }] });
    const { directory, warnings } = await readDirectory(...(await directoryInput()));
    expect(directory.businesses).toHaveLength(2);
    expect(directory.templates).toEqual(before?.templates);
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'unknown-template' }));
  });

  async function directoryInput(): Promise<Parameters<typeof readDirectory>> {
    const { config } = await appliedConfig(world.store);
    const organization = config.organizations[0]!;
    const { client } = await world.deps.openAccount(organization);
    return [client, organization, config, await world.store.readDirectory('acme'), world.clock.now()];
  }
});
