/** Shops that a rule says to leave alone: nothing is done to them, and no pass is made for what is not to be done. */
import { expect, test } from 'vitest';
import { parisShops, runAt } from '../../support/world/passes.ts';
import { makeWorld } from '../../support/world/world.ts';

const LEFT = `rules:
  works:
    dates: [{ from: 2026-12-22, to: 2026-12-26 }]
  handover:
    dates: [{ from: 2026-12-24T10:00, to: 2026-12-24T20:00 }]
    effect: leave
    priority: 90
`;

test('as long as they are left alone, the next pass is due when that ends, and not every minute', async () => {
  const world = await makeWorld({ businesses: parisShops(2), rules: LEFT });
  try {
    await runAt(world, '2026-12-23T08:00:00+01:00');
    // The hour after which a closed shop is looked at again is over by then.
    const report = await runAt(world, '2026-12-24T12:00:00+01:00');
    expect(report.organizations[0]?.dueAt).toBe(Date.parse('2026-12-24T20:00:00+01:00'));
    const after = await runAt(world, '2026-12-24T20:00:30+01:00');
    expect(world.settingsOf('ST-00001').is_launched).toBe(false);
    // It was looked at, and is looked at again an hour later.
    expect(after.organizations[0]?.dueAt).toBeLessThanOrEqual(Date.parse('2026-12-24T21:02:30+01:00'));
    expect(after.organizations[0]?.dueAt).toBeGreaterThan(Date.parse('2026-12-24T20:59:00+01:00'));
  } finally {
    await world.end();
  }
});

test('what a person makes of ours meanwhile, the rule that follows takes back if it enforces; else it stays', async () => {
  const [enforcing, other] = ['ST-00001', 'ST-00002'];
  const rules = `${LEFT}  firm:
    scope: { codes: [${enforcing}] }
    dates: [{ from: 2026-12-22, to: 2026-12-26 }]
    priority: 70
    onManualChange: enforce
`;
  const world = await makeWorld({ businesses: parisShops(2), rules });
  try {
    const before = world.settingsOf(enforcing);
    await runAt(world, '2026-12-23T08:00:00+01:00');
    const closed = world.settingsOf(enforcing);
    await world.until('2026-12-24T15:00:00+01:00');
    for (const code of [enforcing, other])
      world.sandbox.person.edit(code, { offline_message: 'Écrit à la main.' });
    await runAt(world, '2026-12-24T20:00:30+01:00');
    expect(world.settingsOf(enforcing)).toEqual(closed);
    expect(world.settingsOf(other).offline_message).toBe('Écrit à la main.');
    await runAt(world, '2026-12-27T00:05:00+01:00');
    expect(world.settingsOf(enforcing)).toEqual(before);
    expect(world.settingsOf(other).offline_message).toBe('Écrit à la main.');
  } finally {
    await world.end();
  }
});

test('a rule that enforces and leaves a field as it is takes nothing back of it', async () => {
  const rules = `messages:
  works: { default: "Travaux." }
rules:
  works:
    dates: [{ from: 2026-12-22, to: 2026-12-26 }]
    effect: { welcomeMessage: works }
  handover:
    dates: [{ from: 2026-12-24T10:00, to: 2026-12-24T20:00 }]
    effect: leave
    priority: 90
    onManualChange: enforce
  evening:
    dates: [{ from: 2026-12-24T15:00, to: 2026-12-24T16:00 }]
    effect: { reachable: false, offlineMessage: keep }
    priority: 95
`;
  const world = await makeWorld({ businesses: parisShops(1), rules });
  try {
    await runAt(world, '2026-12-23T08:00:00+01:00');
    await world.until('2026-12-24T12:00:00+01:00');
    world.sandbox.person.edit('ST-00001', { welcome_message: 'Écrit à la main.' });
    for (const time of ['24T15:00:30', '24T16:00:30', '24T20:00:30', '27T00:05:00']) {
      await runAt(world, `2026-12-${time}+01:00`);
      expect(world.settingsOf('ST-00001').welcome_message).toBe('Écrit à la main.');
    }
  } finally {
    await world.end();
  }
});
