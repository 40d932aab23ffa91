/** What is over before it is asked for is not taken. */
import { expect, test } from 'vitest';
import { parseConfig, serializeConfig } from '../../../lib/config/index.ts';
import { takeClosureEvent } from '../../../lib/operations/ad-hoc/closure-events.ts';
import { openSqliteStore } from '../../../lib/store/sqlite.ts';
import { manualClock } from '../../support/world/manual-clock.ts';
import { business, directory } from '../../support/world/samples.ts';

const NOON = Date.UTC(2026, 11, 20, 12);
test.each(['2026-12-20T08:00', '2026-12-20T08:00:00Z'])(
  'an event that asks for a closure until %s of that noon is refused',
  async (until) => {
    const store = await openSqliteStore(':memory:');
    const { config, hash } = parseConfig(
      `version: 1
organizations: { acme: { apiKey: env:KEY, timezone: Europe/Paris } }
rules: {}
`,
      'closures.yml',
    );
    await store.saveApplied({ config: serializeConfig(config), hash, appliedAt: NOON });
    await store.saveDirectory('acme', directory([business('b1')]));
    const detail = { id: 'flood-7', businesses: ['b1'], from: '2026-12-20T06:00:00Z', until };
    await expect(
      takeClosureEvent(
        { store, clock: manualClock(NOON) },
        { kind: 'requested', detail },
        { at: NOON, source: 'weather' },
      ),
    ).rejects.toMatchObject({ code: 'stale' });
    expect(await store.listAdHoc('acme')).toEqual([]);
  },
);
