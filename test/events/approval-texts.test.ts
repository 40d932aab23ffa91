/** Whoever is asked to agree reads to what, who asked, and since when it waits. */
import { expect, test } from 'vitest';
import type { AdHocClosure, Waiting } from '../../lib/closures/model.ts';
import { decidedFact, openEndedFact, waitingFact } from '../../lib/events/agreement-facts.ts';
import { messageOf } from '../../lib/events/notifications/texts.ts';
import type { OutboxFact } from '../../lib/store/store.ts';
import { closure } from '../support/world/samples.ts';

const AT = Date.parse('2026-12-24T09:00:00Z');
const FROM = '2026-12-21T09:00:00+01:00';

const waiting = (kind: Waiting['kind'], reason: string | null): AdHocClosure & { waiting: Waiting } => ({
  ...closure('close-1', { reason, from: FROM }),
  waiting: { kind, changes: {}, by: ['token:till'], at: AT, beyond: 'businesses' },
});

function linesOf({ type, detail }: OutboxFact): string[] {
  const notice = {
    ...{ id: 'n', kind: 'approval' as const, type },
    organization: 'acme',
    queuedAt: AT,
    detail,
  } as const;
  return messageOf([notice], () => 'Europe/Paris').lines;
}

const ASKED = '12 shops, asked for by till (token), Thu 24 Dec, 10:00 (Europe/Paris)';
test.each([
  ['closure', 'flood', `• close-1, ${ASKED}: flood`],
  ['closure', null, `• close-1, ${ASKED}`],
  ['change', 'flood', `• a change of close-1, ${ASKED}: flood`],
  ['end', 'flood', `• the end of close-1, ${ASKED}: flood`],
] as const)('a %s that waits, because of %s', (kind, reason, line) => {
  expect(linesOf(waitingFact('acme', waiting(kind, reason), 12))).toEqual([
    line,
    'Type: partoo-closures approve close-1 (or decline close-1)',
  ]);
});

test('one that waits because it is long says so', () => {
  const long = waiting('closure', null);
  long.waiting.beyond = 'time';
  expect(linesOf(waitingFact('acme', long, 1))[0]).toMatch(
    /^• close-1, 1 shop for a long time, asked for by till \(token\), /,
  );
});

test('what was decided', () => {
  const decided = { decision: 'approved', by: 'token:boss', at: AT } as const;
  expect(linesOf(decidedFact('acme', waiting('closure', 'flood'), decided, 1))).toEqual([
    '• close-1, 1 shop, approved by boss (token), Thu 24 Dec, 10:00 (Europe/Paris): flood',
  ]);
});

test('what has no end', () => {
  const lasting = closure('close-1', { reason: 'flood', from: FROM });
  expect(linesOf(openEndedFact('acme', lasting, { at: AT, days: 3 }, 1))[0]).toBe(
    '• close-1, 1 shop, since Mon 21 Dec, 09:00 (Europe/Paris): flood',
  );
});
