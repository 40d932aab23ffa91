import { expect, test } from 'vitest';
import { CalendarError } from '../../lib/calendars/errors.ts';
import { Problem, problemOf, problemResponse } from '../../lib/http/problem.ts';
import { ConfigError } from '../../lib/reading/issues.ts';
import { UsageError } from '../../lib/reconcile/pass/errors.ts';
import { SilenceError } from '../../lib/reconcile/pass/silence.ts';
import { RecordError, StoreError } from '../../lib/store/errors.ts';

const usage = (code: string) => new UsageError(code, 'It cannot be.', 'Ask for another.');

test.each<[error: unknown, status: number, code: string, detail?: string]>([
  [usage('unknown-closure'), 404, 'unknown-closure', 'It cannot be. Ask for another.'],
  [usage('closure-ended'), 409, 'closure-ended', 'It cannot be. Ask for another.'],
  [usage('window'), 422, 'window', 'It cannot be. Ask for another.'],
  [usage('nothing-applied'), 503, 'nothing-applied', 'It cannot be. Ask for another.'],
  [new CalendarError('cron-never', 'it never fires', []), 422, 'cron-never', 'It never fires.'],
  [new StoreError('busy', '/var/state.db', 'It is.', 'Wait.'), 503, 'store-busy'],
  [new RecordError('b1'), 500, 'unreadable-record'],
  [new ConfigError([]), 503, 'config'],
  [new SilenceError(0), 503, 'deferred'],
])('%o is a problem', async (error, status, code, detail) => {
  const problem = problemOf(error);
  expect(problem).toMatchObject({ status, members: { code } });
  expect(problem?.members.detail).toBe(detail);
  const response = problemResponse(problem as Problem);
  expect(response.headers.get('retry-after')).toBe(status === 503 ? '5' : null);
  expect(await response.json()).toMatchObject({ type: `urn:partoo-closures:problem:${code}`, status });
});

test('a problem stays as it is, and a mistake of ours is none', () => {
  const problem = new Problem(412);
  expect(problemOf(problem)).toBe(problem);
  expect(problemOf(new TypeError('x is undefined'))).toBeNull();
  expect(problemOf('text')).toBeNull();
});
