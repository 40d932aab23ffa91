import { afterEach, expect, test } from 'vitest';
import { AFTER, DURING, runAt } from '../../../support/world/passes.ts';
import {
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
afterEach(() => world.end());

/** A Partoo that is odd with templates alone. */
async function oddWorld(write: object, match: object = {}): Promise<string> {
  world = await swapWorld(SWAP_RULES);
  world.sandbox.setFaults({ script: [{ match: { method: 'PUT', ...match }, write }] });
  return templatesListed(world);
}

test.each(['entities', 'foldedSpace', 'nfd', 'crlf'] as const)(
  'a text that Partoo keeps otherwise (%s) is ours, is not written again, and goes back to the byte once Partoo behaves',
  async (rewriting) => {
    const before = await oddWorld({ texts: [rewriting] });
    expect((await runAt(world, DURING)).converged).toBe(true);
    await runAt(world, '2026-12-25T15:00:00+01:00');
    expect(templateRequests(world).writes).toBe(1);
    world.sandbox.setFaults({});
    expect(templateResults(await runAt(world, AFTER))).toEqual(['Vacances reopen applied']);
    expect(templatesListed(world)).toBe(before);
  },
);

test('a swap that Partoo acknowledges and does not carry out is told, and written again later', async () => {
  const before = await oddWorld({ ignores: ['texts'] });
  expect(templateResults(await runAt(world, DURING))).toEqual(['Vacances change deferred propagating']);
  expect(templateResults(await runAt(world, '2026-12-25T12:12:00+01:00'))).toContainEqual(
    expect.stringMatching(/^Vacances change (failed not-carried-out|deferred propagating)$/),
  );
  world.sandbox.setFaults({});
  await runAt(world, '2026-12-25T14:00:00+01:00');
  expect(templateCalled(world, 'Vacances')).toEqual(SWAPPED);
  await runAt(world, AFTER);
  expect(templatesListed(world)).toBe(before);
});

test('a swap that shows late is not written twice, nor is what shows meanwhile taken for a person', async () => {
  const before = await oddWorld({ lateMilliseconds: 120_000 });
  await runAt(world, DURING);
  const later = await runAt(world, '2026-12-25T12:05:00+01:00');
  expect(templateResults(later)).toEqual(['Vacances change applied']);
  expect(templateRequests(world).writes).toBe(1);
  await runAt(world, AFTER);
  await runAt(world, '2026-12-26T12:05:00+01:00');
  expect(templatesListed(world)).toBe(before);
});

test.each(['lostAnswer', 'cutBody', 'lateServerError', 'reset', 'tooManyRequests', 'serverError'] as const)(
  'a write that ends in %s is found out about by reading',
  async (fault) => {
    world = await swapWorld(SWAP_RULES);
    const before = templatesListed(world);
    world.sandbox.setFaults({ script: [{ match: { method: 'PUT', times: 1 }, fault }] });
    await runAt(world, DURING);
    await runAt(world, '2026-12-25T12:30:00+01:00');
    expect(templateCalled(world, 'Vacances')).toEqual(SWAPPED);
    await runAt(world, AFTER);
    expect(templatesListed(world)).toBe(before);
  },
);
