import { expect, test } from 'vitest';
import { printHistory } from '../../lib/cli/history-lines.ts';
import type { HistoryReport } from '../../lib/operations/index.ts';
import { printed } from '../support/desk/printed.ts';

const NOW = Date.parse('2026-12-24T10:00:00Z');

function entry(reason: string, timezone: string | null): HistoryReport['entries'][number] {
  return {
    ...{ at: '2026-12-24T10:00:00+01:00', timezone, organization: 'acme', business: null, code: null },
    ...{ action: 'close', reason, actor: 'command:ana', before: null, after: null },
  };
}

// biome-ignore format: a case a line
test.each([
  ['ad-hoc:flood: Flood, until 2026-12-25T08:00:00Z', 'Europe/Paris', 'ad-hoc:flood: Flood, until 25 Dec 09:00 Europe/Paris'],
  ['ad-hoc:flood, until 2027-01-02T08:00:00.000Z', 'Europe/Paris', 'ad-hoc:flood, until 2 Jan 2027 09:00 Europe/Paris'],
  ['ad-hoc:flood, until 2026-12-25T08:00:00+01:00', null, 'ad-hoc:flood, until 25 Dec 07:00 UTC'],
  ['ad-hoc:flood, until 2026-12-25T17:00', null, 'ad-hoc:flood, until 25 Dec 17:00'],
  ['ad-hoc:flood, until 2026-12-26 (waits for approval)', null, 'ad-hoc:flood, until 26 Dec 00:00 (waits for approval)'],
  ['ad-hoc:flood: Back, until 2026-12-25, we hope, until further notice', null, 'ad-hoc:flood: Back, until 2026-12-25, we hope, until further notice'],
  ['public-holidays: Noël', 'Europe/Paris', 'public-holidays: Noël'],
])('%s (%s)', (reason, zone, words) => {
  const lines = printed(Number.POSITIVE_INFINITY, (out) =>
    printHistory(out, [entry(reason, zone)], { limit: 100, now: NOW }),
  );
  expect(lines[1]).toContain(` close   ${words}  command:ana`);
});
