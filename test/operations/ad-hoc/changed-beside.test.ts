/** What a command, HTTP or the console has changed of a closure stays, whatever events say of the rest of it, and however often. */
import { expect, test } from 'vitest';
import { parseConfig, serializeConfig } from '../../../lib/config/index.ts';
import { changeClosure } from '../../../lib/operations/ad-hoc/ad-hoc.ts';
import { CONFIG, changed, NOON, requested, shops } from './event-shops.ts';

test('what a command did stays where the event after it had died over the store and came again', async () => {
  const { store, clock, take } = await shops();
  await take(requested());
  await clock.advance(60_000);
  await changeClosure({ store, clock, actor: 'command:lea' }, 'flood-7', { until: '2026-12-31' });
  const dying = {
    ...store,
    putAdHoc: async () => {
      throw new Error('throttled');
    },
  } as typeof store;
  await expect(take(changed({ reason: 'Flood' }), NOON + 120_000, 'weather', dying)).rejects.toThrow(
    'throttled',
  );
  await take(changed({ reason: 'Flood' }), NOON + 120_000);
  expect(await store.listAdHoc('acme')).toMatchObject([{ reason: 'Flood', until: '2026-12-31' }]);
});

test('two events at the same moment', async () => {
  const { store, clock, take } = await shops();
  await take(requested());
  await clock.advance(60_000);
  await changeClosure({ store, clock, actor: 'command:lea' }, 'flood-7', { until: '2026-12-31' });
  await Promise.all([
    take(changed({ reason: 'Flood' }), NOON + 120_000),
    take(changed({ urgent: true }), NOON + 120_001),
  ]);
  expect(await store.listAdHoc('acme')).toMatchObject([
    { reason: 'Flood', urgent: true, until: '2026-12-31' },
  ]);
});
test('what a command did stays where a change of the events waits for approval beside it', async () => {
  const { store, clock, take } = await shops();
  const { config, hash } = parseConfig(
    CONFIG.replace(
      'timezone: Europe/Paris',
      'timezone: Europe/Paris, adHoc: { maxShare: 1, maxBusinesses: 10, maxFor: 3d, approval: true }',
    ),
    'closures.yml',
  );
  await store.saveApplied({ config: serializeConfig(config), hash, appliedAt: NOON });
  await take(requested());
  await take(changed({ until: '2026-12-30' }), NOON + 1000);
  await clock.advance(60_000);
  const deps = { store, clock, actor: 'command:lea' };
  await changeClosure(deps, 'flood-7', { text: 'Inondation.', reason: 'Pipe' });
  await take(changed({ urgent: true }), NOON + 120_000);
  expect(await store.listAdHoc('acme')).toMatchObject([
    {
      reason: 'Pipe',
      urgent: true,
      until: '2026-12-22T00:00',
      effect: { offlineMessage: { text: 'Inondation.' } },
      waiting: { changes: { until: '2026-12-30' } },
    },
  ]);
});
test('changed from, new span', async () => {
  const { store, clock, take } = await shops();
  await take(requested());
  await clock.advance(60_000);
  const deps = { store, clock, actor: 'command:lea' };
  await changeClosure(deps, 'flood-7', { from: '2026-12-21', until: '2026-12-31', reason: 'x' });
  await changeClosure(deps, 'flood-7', { reason: null });
  await take(changed({ for: '3d' }), NOON + 120_000);
  expect(await store.listAdHoc('acme')).toMatchObject([
    { from: '2026-12-21', reason: null, until: '2026-12-24T00:00' },
  ]);
});
test('what a command did stays also where version 0.1.0 had taken the events before', async () => {
  const { store, clock, take } = await shops();
  await take(requested());
  await take(changed({ until: '2026-12-24' }), NOON + 1000);
  const name = 'closure-events:flood-7';
  const text = (await store.readNote('', name))!;
  await store.saveNote('', name, text.replace(/,"revision":\d+(?=\},"|\}\}|\},)/g, ''));
  expect(await store.readNote('', name)).toMatch(/^(?:(?!"revision").)*"revision":2\}$/);
  await clock.advance(60_000);
  await changeClosure({ store, clock, actor: 'command:lea' }, 'flood-7', { until: '2026-12-31' });
  await take(changed({ until: '2026-12-24' }), NOON + 1000);
  await take(changed({ reason: 'Flood' }), NOON + 120_000);
  expect(await store.listAdHoc('acme')).toMatchObject([{ reason: 'Flood', until: '2026-12-31' }]);
});
