import { expect, test } from 'vitest';
import { CalendarError } from '../../../lib/calendars/errors.ts';
import { type Failure, failureDocument, failureOf } from '../../../lib/operations/documents/failure.ts';
import { PartooApiError } from '../../../lib/partoo/errors/api-error.ts';
import { DurationError } from '../../../lib/reading/duration.ts';
import { ConfigError } from '../../../lib/reading/issues.ts';
import { UsageError } from '../../../lib/reconcile/pass/errors.ts';
import { SilenceError } from '../../../lib/reconcile/pass/silence.ts';
import { RecordError, StoreError } from '../../../lib/store/errors.ts';

const ISSUE = {
  file: 'closures.yml',
  line: 3,
  column: 5,
  path: ['rules'],
  message: 'is 7',
  remedy: 'name some',
};

function refused(
  status: number,
  path: string,
  more: Partial<{ retryAfterSeconds: number; gaveUp: 'total-time' }> = {},
) {
  return new PartooApiError({
    method: 'GET',
    path,
    attempts: 1,
    mayHaveArrived: false,
    gaveUp: 'final',
    status,
    requestId: null,
    retryAfterSeconds: null,
    refusal: { details: null, fields: {} },
    ...more,
  });
}

const store = (code: 'newer-version' | 'busy') => new StoreError(code, 'state.db', 'It is.', 'Do that.');

test.each<[what: string, error: unknown, failure: Partial<Failure>]>([
  [
    'a file with faults',
    new ConfigError([ISSUE]),
    { exitCode: 2, status: 503, code: 'config', remedy: null },
  ],
  [
    'a wrong call',
    new UsageError('no-selectors', 'Which?', 'Say --all.'),
    { exitCode: 2, status: 422, code: 'no-selectors', remedy: 'Say --all.' },
  ],
  [
    'a calendar',
    new CalendarError('cron-never', 'it never fires', []),
    { exitCode: 2, code: 'cron-never', message: 'It never fires.' },
  ],
  ['a duration', new DurationError('soon'), { exitCode: 2, code: 'duration' }],
  [
    'a store of a newer release',
    store('newer-version'),
    { exitCode: 2, status: 503, code: 'store-newer-version' },
  ],
  ['a store that may be there later', store('busy'), { exitCode: 1, code: 'store-busy', remedy: null }],
  [
    'a refused key',
    refused(401, '/user/me'),
    { exitCode: 3, status: 502, code: 'key-refused', remedy: expect.stringContaining('apiKey') },
  ],
  ['a 401 that is not the key’s', refused(401, '/business/search'), { exitCode: 1, code: 'unauthorized' }],
  ['Partoo in trouble', refused(503, '/business/search'), { exitCode: 1, code: 'server-error' }],
  [
    'a status nobody knows',
    refused(418, '/business/search'),
    { exitCode: 1, remedy: expect.stringContaining('doctor') },
  ],
  [
    'a redirect',
    refused(302, '/business/search'),
    { exitCode: 1, remedy: expect.stringContaining('Check `baseUrl`') },
  ],
  [
    'an address that ends too soon',
    refused(404, '/business/search'),
    { exitCode: 1, code: 'not-found', remedy: expect.stringContaining('ends in /v2') },
  ],
  [
    'a shop that is not there',
    refused(404, '/business/5409c3'),
    { exitCode: 1, code: 'not-found', remedy: expect.stringContaining('doctor') },
  ],
  [
    'a wait that nobody sits out',
    refused(429, '/business/search', { retryAfterSeconds: 600, gaveUp: 'total-time' }),
    { exitCode: 1, code: 'deferred', remedy: 'Try again then.' },
  ],
  ['a silence that Partoo asked for', new SilenceError(0), { exitCode: 1, code: 'deferred', remedy: null }],
  [
    'a record that cannot be read',
    new RecordError('b1'),
    { exitCode: 1, status: 500, code: 'unreadable-record' },
  ],
  [
    'a mistake of ours',
    new TypeError('x is undefined'),
    { exitCode: 1, code: 'unexpected', message: 'Unexpected: x is undefined.' },
  ],
  ['what is no error', 'text', { exitCode: 1, code: 'unexpected' }],
])('%s has its code, its exit code, its status and its remedy', (_what, error, failure) => {
  expect(failureOf(error)).toMatchObject(failure);
});

test('a failure is told to programs in one sentence, and a file’s with where each fault is', () => {
  const document = (error: unknown) => failureDocument(failureOf(error), error);
  expect(document(new UsageError('no-selectors', 'Which?', 'Say --all.'))).toEqual({
    error: { code: 'no-selectors', message: 'Which? Say --all.' },
  });
  expect(document(new ConfigError([ISSUE]))).toMatchObject({ error: { code: 'config', issues: [ISSUE] } });
});
