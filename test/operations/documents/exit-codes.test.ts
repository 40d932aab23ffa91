import { expect, test } from 'vitest';
import type { ApplyReport } from '../../../lib/operations/apply.ts';
import { applyDocument, exitOfApply } from '../../../lib/operations/documents/apply.ts';
import {
  exitOf,
  exitOfPutBack,
  organizationDocument,
  runDocument,
} from '../../../lib/operations/documents/passes.ts';
import type { OrganizationReport } from '../../../lib/reconcile/pass/report.ts';

const AT = Date.UTC(2026, 11, 25, 7, 0, 3, 250);
type Outcome = OrganizationReport['results'][number]['outcome'];

function report(error: string | null, outcomes: Outcome[] = [], id = 'acme'): OrganizationReport {
  const result = { business: 'b1', code: 'ST-1', action: 'close' as const, reason: 'holidays: Noël' };
  return {
    id,
    requests: { reads: 1, writes: 2, retries: 0 },
    results: outcomes.map((outcome) => ({ ...result, outcome })),
    warnings: [],
    ...(error === null ? {} : { error: { code: error, message: 'It failed.' } }),
    dueAt: AT,
  } as OrganizationReport;
}

test.each<[exit: number, converged: boolean, errors: (string | null)[], refusedKeys: string[]]>([
  [0, true, [null, null], []],
  [1, false, [null, null], []],
  [1, false, ['unauthorized', null], ['a']],
  [3, false, ['unauthorized', 'unauthorized'], ['a', 'b']],
  [2, false, ['config', 'config'], []],
  [1, false, ['config', 'server-error'], []],
])(
  'a pass exits with %i: converged %j, errors %j, refused keys %j',
  (exit, converged, errors, refusedKeys) => {
    expect(
      exitOf(
        errors.map((error) => report(error)),
        { converged, refusedKeys },
      ),
    ).toBe(exit);
  },
);

test.each<[exit: number, organizations: OrganizationReport[]]>([
  [0, [report(null, ['applied', 'unchanged', 'kept'])]],
  [1, [report(null, ['applied', 'failed'])]],
  [1, [report(null, ['deferred'])]],
  [1, [report('deferred')]],
  [3, [report('unauthorized')]],
  [1, [report('unauthorized'), report(null)]],
])('putting back exits with %i', (exit, organizations) => {
  expect(exitOfPutBack({ organizations })).toBe(exit);
});

const applied = (more: Partial<ApplyReport>, errors: (string | null)[] = [null]) =>
  ({
    applied: true,
    warnings: [],
    refusedKeys: [],
    organizations: errors.map((code) => ({ id: 'acme', nextAt: AT, ...(code ? { error: { code } } : {}) })),
    ...more,
  }) as unknown as ApplyReport;

test.each<[exit: number, report: ApplyReport]>([
  [0, applied({})],
  [2, applied({ applied: false })],
  [1, applied({}, [null, 'server-error'])],
  [3, applied({ refusedKeys: ['acme'] }, ['unauthorized'])],
  [2, applied({}, ['config', 'config'])],
])('applying exits with %i', (exit, report) => {
  expect(exitOfApply(report)).toBe(exit);
});

test('documents tell instants to the second, and nothing that is internal', () => {
  const one = { ...report('config'), refusedKey: true };
  expect(organizationDocument(one)).toEqual({
    id: 'acme',
    requests: { reads: 1, writes: 2, retries: 0 },
    results: [],
    warnings: [],
    error: { code: 'config', message: 'It failed.' },
    dueAt: '2026-12-25T07:00:03Z',
  });
  const { error: _, ...fine } = organizationDocument(report(null));
  expect(organizationDocument(report(null))).toEqual(fine);
  const run = { at: AT, converged: true, organizations: [], refusedKeys: [] };
  expect(runDocument(run)).toEqual({ at: '2026-12-25T07:00:03Z', converged: true, organizations: [] });
  expect(applyDocument(applied({}))).toMatchObject({ organizations: [{ nextAt: '2026-12-25T07:00:03Z' }] });
});
