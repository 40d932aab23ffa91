import { StoreError, type StoreErrorCode } from '../errors.ts';

type Explanation = [code: StoreErrorCode, problem: string, remedy: string];

const THROTTLED: Explanation = [
  'busy',
  'is throttled',
  'Try again; if it lasts, look at the alarms of the table.',
];
const CONFLICT: Explanation = ['busy', 'stayed locked by other transactions', 'Try again.'];
const UNREACHABLE: Explanation = [
  'io',
  'cannot be reached',
  'Check the network and the region, then try again.',
];
const SIGN_IN = 'Sign in to AWS, or set AWS_PROFILE.';

/** By the name or the code of what the SDK threw. */
const FAILURES: Record<string, Explanation> = {
  ResourceNotFoundException: [
    'missing-table',
    'does not exist in this account and region',
    'Deploy first, or name the table that the deployment printed.',
  ],
  AccessDeniedException: ['refused', 'may not be used', 'Give this role or user the rights to the table.'],
  UnrecognizedClientException: ['refused', 'cannot be used: AWS does not know the credentials', SIGN_IN],
  ExpiredTokenException: ['refused', 'cannot be used: the AWS credentials have expired', SIGN_IN],
  CredentialsProviderError: ['refused', 'cannot be used: there are no AWS credentials', SIGN_IN],
  ProvisionedThroughputExceededException: THROTTLED,
  ThrottlingException: THROTTLED,
  RequestLimitExceeded: THROTTLED,
  TransactionCanceledException: CONFLICT,
  TransactionConflictException: CONFLICT,
  TimeoutError: UNREACHABLE,
  AbortError: UNREACHABLE,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
};

/** What AWS said, as a StoreError where somebody can do something about it; else unchanged. */
export function explainFailure(error: unknown, table: string): unknown {
  if (!(error instanceof Error)) return error;
  const known = FAILURES[error.name] ?? FAILURES['code' in error ? String(error.code) : ''];
  if (known === undefined) return error;
  return new StoreError(known[0], table, `The table ${table} ${known[1]}.`, known[2], { cause: error });
}
