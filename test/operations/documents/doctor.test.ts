import { expect, test } from 'vitest';
import type { Check } from '../../../lib/operations/doctor/check.ts';
import { doctorDocument, exitOfDoctor } from '../../../lib/operations/documents/doctor.ts';

const check = (name: Check['check'], result: Check['result'] = 'ok', code?: string): Check => ({
  ...{ organization: 'acme', check: name, result, message: 'It is so.', remedy: null },
  ...(code === undefined ? {} : { code }),
});
const refused = check('key', 'failed', 'key-refused');

test.each<[exit: number, organizations: number, checks: Check[]]>([
  [0, 1, []],
  [0, 1, [check('store'), check('rights', 'warning')]],
  [1, 1, [check('store', 'failed', 'store-busy')]],
  [2, 0, [check('configuration', 'failed', 'config')]],
  [1, 2, [refused, check('key')]],
  [3, 2, [refused, refused]],
])('doctor exits with %i', (exit, organizations, checks) => {
  expect(exitOfDoctor(checks, organizations)).toBe(exit);
});

test('the document has each check, nothing that is internal, and a probe where one was made', () => {
  const { code: _code, ...shown } = refused;
  expect(doctorDocument([refused], null)).toEqual({ healthy: false, checks: [shown] });
  const probe = { at: 250, organization: 'acme', business: 'ST-1', restored: true, findings: [] };
  expect(doctorDocument([check('key')], probe)).toEqual({
    healthy: true,
    checks: [check('key')],
    probe: { ...probe, at: '1970-01-01T00:00:00Z' },
  });
});
