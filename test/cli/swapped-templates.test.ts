import { expect, test, vi } from 'vitest';
import { day, desk } from '../support/desk/desk.ts';

vi.setConfig({ testTimeout: 120_000 });

const SWAPS = `  stock-taking:
    scope: { codes: [ST-00001] }
    dates: [{ from: ${day(-1)}, to: ${day(2)}, name: Inventaire }]
    effect: { reachable: keep, offlineMessage: keep, chatHours: keep, templates: { Holiday: { content: closed, icon: "📦" } } }
`;

test('templates show in plan, status, explain and history, and go back when they are let go of', async () => {
  await using user = await desk(SWAPS);
  const { templates } = user.sandbox;
  const before = JSON.stringify(templates.map(({ title, content, icon }) => [title, content, icon]));
  const shown = () => JSON.stringify(templates.map(({ title, content, icon }) => [title, content, icon]));

  const plan = (await user.run(['plan', '--from', `${day(-2)}`, '--to', `${day(5)}`, '--json'])).json();
  expect(plan.templates).toMatchObject([
    {
      organization: 'acme',
      template: 'Holiday',
      rule: 'stock-taking',
      name: 'Inventaire',
      timezone: 'Europe/Paris',
    },
  ]);
  expect(plan.templates).toMatchObject([{ swap: { icon: '📦', content: expect.stringContaining('fermé') } }]);
  expect(plan.requests).toMatchObject({ writes: 2 });
  expect(plan.closures[0]?.effect).toMatchObject({
    templates: { Holiday: { content: 'closed', icon: '📦' } },
  });
  expect((await user.run(['plan', '--from', day(-2)])).stdout).toMatch(
    /Partoo's templates\n.*\n.*Holiday +stock-taking +Inventaire/,
  );

  await user.run(['apply', '--yes']);
  expect((await user.run(['run'])).code).toBe(0);
  expect(templates[0]?.icon).toBe('📦');

  expect((await user.run(['status', '--json'])).json().templates).toMatchObject([
    {
      template: 'Holiday',
      state: 'swapped',
      asExpected: true,
      closures: ['stock-taking: Inventaire'],
      kept: [],
    },
  ]);
  expect((await user.run(['status'])).stdout).toContain('"Holiday" is swapped by stock-taking: Inventaire');
  expect((await user.run(['explain', 'ST-00002', '--json'])).json().templates).toMatchObject({
    Holiday: { icon: { winner: { closure: 'stock-taking', name: 'Inventaire', value: '📦' }, losers: [] } },
  });
  expect((await user.run(['explain', 'ST-00002'])).stdout).toContain('template "Holiday" is swapped');
  expect(
    (await user.run(['history', '--business', 'template:Holiday', '--json'])).json().entries,
  ).toMatchObject([
    { business: 'template:Holiday', action: 'change', before: { icon: '🏖️' }, after: { icon: '📦' } },
  ]);

  Object.assign(templates[0]!, { icon: '🚪' });
  await user.run(['run']);
  const kept = await user.run(['restore', 'template:Holiday', '--field', 'icons']);
  expect(kept.code).toBe(2);
  expect(kept.stderr).toContain('icon');
  expect((await user.run(['release', '--all', '--yes'])).code).toBe(0);
  expect(templates[0]?.icon).toBe('🚪');
  expect((await user.run(['restore', 'template:Holiday'])).code).toBe(0);
  expect(shown()).toBe(before);
});

test('a template that Partoo does not have fails by itself, with exit code 1', async () => {
  await using user = await desk(SWAPS.replace('Holiday:', 'Feiertag:'));
  await user.run(['apply', '--yes']);
  const run = await user.run(['run', '--json']);
  expect(run.code).toBe(1);
  expect(run.json().organizations[0].results).toMatchObject([
    { business: 'template:Feiertag', outcome: 'failed', error: { code: 'unknown-template' } },
  ]);
  expect((await user.run(['status'])).stdout).toContain(
    '"Feiertag" fails: No Partoo message template is called',
  );
});
