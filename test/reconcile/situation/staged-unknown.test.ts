import { expect, test } from 'vitest';
import { newRecord } from '../../../lib/closures/record.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import { makeSituation } from '../../../lib/reconcile/pass/session.ts';
import { candidates } from '../../../lib/reconcile/situation/candidates.ts';
import { markOf } from '../../../lib/reconcile/situation/marks.ts';
import { Wanting } from '../../../lib/reconcile/situation/wanted.ts';
import { business } from '../../support/world/samples.ts';
import { closuresYml } from '../../support/world/world.ts';

const NOW = Date.parse('2026-12-22T12:00:00+01:00');
const GRID = { monday: ['09:00-19:00'] };

test.each([
  ['of a rule that is staged stay', true, []],
  ['of another rule do not', false, ['b0']],
])('weekly hours in place, where the calendar is not known %s', (_, staged, expected) => {
  const rules = `rules:\n  r: { staged: ${staged}, dates: [{ from: 2026-12-25 }] }\n`;
  const { config } = parseConfig(closuresYml('http://127.0.0.1:1', rules), 'closures.yml');
  const [organization] = config.organizations;
  if (!organization) throw new Error('unreachable: there is one');
  const businesses = [business('b0', { code: 'ST-0', region: 'FR-75', zipcode: '75001', city: 'Paris' })];
  const remembered = {
    directory: { readAt: 0, businesses, missing: {}, templates: {} },
    calendars: {
      configHash: 'hash',
      at: 0,
      window: { from: '2026-12-01', to: '2027-01-31' },
      occurrences: {},
    },
  };
  const situation = makeSituation(config, organization, remembered, []);
  const overlay = { chatHours: GRID, staged: true } as const;
  const inPlace = {
    baseline: '{}',
    amended: {},
    taken: [],
    overlay,
    overlayKey: JSON.stringify([['chatHours', GRID]]),
  };
  const record = { ...newRecord('b0', 'ST-0'), inPlace, seenAt: NOW, seenDecidedAt: NOW };

  const found = candidates({
    ...{ situation, wanting: new Wanting(situation), at: NOW, now: NOW, spacing: 1000, eager: false },
    marks: new Map([['b0', markOf(record, NOW)]]),
  });

  expect(found.map((one) => one.business.id)).toEqual(expected);
});
