import { expect, test } from 'vitest';
import { printOrganization } from '../../lib/cli/results.ts';
import type { BusinessResult, OrganizationReport } from '../../lib/operations/index.ts';
import { printed } from '../support/desk/printed.ts';

const WHY =
  'Partoo answered 403 to POST /messaging/settings: the key may not change messaging settings of this business.';

function results(number: number, overrides: Partial<BusinessResult>): BusinessResult[] {
  return Array.from({ length: number }, (_, index) => ({
    ...{ business: `b${index}`, code: `ST-0000${index}`, action: 'close', outcome: 'applied', kept: [] },
    reason: 'public-holidays: Weihnachten und der zweite Feiertag',
    ...overrides,
  })) as BusinessResult[];
}

test('what a pass did fits 80 columns, and why something failed is said in full', () => {
  const report = {
    ...{ id: 'acme', requests: { reads: 2, writes: 9, retries: 0 }, warnings: [], dueAt: null },
    results: [
      ...results(6, {}),
      ...results(2, { outcome: 'failed', error: { code: 'forbidden', message: WHY } }),
    ],
  } as OrganizationReport;
  const lines = printed(80, (out) => printOrganization(out, report, { dryRun: false }));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  const said = lines.join('\n');
  expect(said).toMatch(/^ {2}closed +6 shops +public-holidays:… +ST-00000 /m);
  expect(said).toMatch(/^ {2}failed \(close\) +2 shops /m);
  expect(said.replace(/\s+/g, ' ')).toContain(WHY);
  expect(said).not.toMatch(/converged|propagating|baseline/);
});
