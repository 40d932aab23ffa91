/** Who asks again after the store has failed is served at once, though what he asks for stands already. */
import { expect, test } from 'vitest';
import { parseConfig, serializeConfig } from '../../../lib/config/index.ts';
import { changeClosure, endClosure, requestClosure } from '../../../lib/operations/ad-hoc/ad-hoc.ts';
import { openSqliteStore } from '../../../lib/store/sqlite.ts';
import { manualClock } from '../../support/world/manual-clock.ts';
import { business, directory } from '../../support/world/samples.ts';

const NOON = Date.UTC(2026, 11, 20, 12);
const LATER = NOON + 3600_000;
const CONFIG = `version: 1
organizations: { acme: { apiKey: env:KEY, timezone: Europe/Paris } }
rules: {}
`;

test.each(['request', 'change', 'end'] as const)('a %s that comes again', async (what) => {
  const store = await openSqliteStore(':memory:');
  const { config, hash } = parseConfig(CONFIG, 'closures.yml');
  await store.saveApplied({ config: serializeConfig(config), hash, appliedAt: NOON });
  await store.saveDirectory('acme', directory([business('b1')]));
  const clock = manualClock(NOON);
  const dying = {
    ...store,
    setDue: async () => {
      throw new Error('throttled');
    },
  } as typeof store;
  const request = {
    ...{ id: 'flood-7', organization: null, scope: { businesses: ['b1'] }, all: false, urgent: false },
    ...{ hold: false, text: null, message: null, reason: null, actor: 'command:lea' },
    ...{ from: null, until: '2026-12-22' },
  };
  const work = (over: typeof store) => {
    const deps = { store: over, clock, actor: 'command:lea' };
    if (what === 'request') return requestClosure(deps, request);
    if (what === 'end') return endClosure(deps, 'flood-7');
    return changeClosure(deps, 'flood-7', { until: '2026-12-24' });
  };
  if (what !== 'request') await requestClosure({ store, clock }, request);
  await store.setDue('acme', LATER);
  await expect(work(dying)).rejects.toThrow('throttled');
  expect(await store.readDue('acme')).toBe(LATER);
  await work(store);
  expect(await store.readDue('acme')).toBe(NOON);
  await store.close();
});
