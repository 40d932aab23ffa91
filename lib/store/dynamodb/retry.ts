import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';

/** With the pauses below about 10 seconds, which is well within the shortest time-out of a function. */
export const ATTEMPTS = 20;
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 1_000;

/** Waits before attempt number `attempt + 1`: growing, and random so that those who collided do not do so again. */
export function pause(attempt: number): Promise<void> {
  return sleep(Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt));
}

/** A condition of ours does not hold: an answer, not a failure. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException) return true;
  return codesOf(error).includes('ConditionalCheckFailed');
}

/** Gone when tried again, and not among what the SDK tries again: it takes a cancelled transaction for final. */
export function isPassing(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  const codes = codesOf(error);
  return codes.length > 0 && codes.every((code) => PASSING.has(code));
}
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Why a transaction was cancelled; actions that were not to blame say `None`. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).flatMap(({ Code }) =>
    Code === undefined || Code === 'None' ? [] : [Code],
  );
}

/** Of a batch that stays unprocessed DynamoDB does not say why; this is what it means. */
export function throttling(): Error {
  return new ProvisionedThroughputExceededException({ message: 'nothing was processed', $metadata: {} });
}
