import type * as z from 'zod';
import { PartooAnswerError } from './errors/answer-error.ts';
import { check } from './schemas/check.ts';
import type { Reply } from './transport.ts';

/** The error for a 2xx answer whose JSON is not what Partoo documents. It is not retried: it would come back the same. */
export function answerMisfit(reply: Reply, issue: string): PartooAnswerError {
  const { status, requestId, attempts, outgoing } = reply;
  const { method, path } = outgoing;
  const mayHaveArrived = method !== 'GET';
  const facts = {
    method,
    path,
    attempts,
    mayHaveArrived,
    gaveUp: 'final',
    status,
    requestId,
    issue,
  } as const;
  return new PartooAnswerError('unexpected-shape', facts);
}

/** The answer's JSON if it fits. @throws PartooAnswerError if not */
export function fitted<T>(schema: z.ZodType<T>, reply: Reply): T {
  const read = check(schema, reply.json);
  if (!read.ok) throw answerMisfit(reply, read.issue);
  return read.value;
}
