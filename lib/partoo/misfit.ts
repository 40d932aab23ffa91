import type * as z from 'zod';
import { PartooAnswerError } from './errors/answer-error.ts';
import type { Incomplete } from './list-end.ts';
import { OPERATIONS, type OperationId } from './operations.ts';
import { type AsDocumented, asItIs, check } from './schemas/check.ts';
import type { Reply } from './transport.ts';

/** The error for a 2xx answer whose JSON is not what Partoo documents. It is not retried: it would come back the same. */
export function answerMisfit(reply: Reply, issue: string): PartooAnswerError {
  const { status, requestId, attempts, outgoing } = reply;
  const { method, path } = outgoing;
  const mayHaveArrived = method !== 'GET';
  const circumstances = {
    method,
    path,
    attempts,
    mayHaveArrived,
    gaveUp: 'final',
    status,
    requestId,
    issue,
  } as const;
  return new PartooAnswerError('unexpected-shape', circumstances);
}

/**
 * The answer's JSON if it fits.
 * @param asDocumented brings it into the shape that is documented
 * @throws PartooAnswerError if not
 */
export function fitted<T>(schema: z.ZodType<T>, reply: Reply, asDocumented: AsDocumented = asItIs): T {
  const read = check(schema, asDocumented(reply.json));
  if (!read.ok) throw answerMisfit(reply, read.issue);
  return read.value;
}

/** What becomes of a list of which nobody wants to hear that it is incomplete: it is none. */
export function refuseIncomplete(operation: OperationId): (incomplete: Incomplete) => never {
  return ({ reason, found, count }) => {
    const issue = `${count === null ? found : `${found} of ${count}`} items, ${reason}`;
    const { method, path } = OPERATIONS[operation];
    const circumstances = { method, path, attempts: 1, mayHaveArrived: false, gaveUp: 'final' } as const;
    throw new PartooAnswerError('incomplete', { ...circumstances, status: 200, requestId: null, issue });
  };
}
