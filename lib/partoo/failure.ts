import { PartooAnswerError, type PartooAnswerErrorCode } from './errors/answer-error.ts';
import { PartooApiError } from './errors/api-error.ts';
import type { Circumstances, PartooError } from './errors/partoo-error.ts';
import type { Refusal } from './errors/refusal.ts';
import { PartooTransportError, type PartooTransportErrorCode } from './errors/transport-error.ts';

/** What went wrong with one attempt, as a value. An error is made of it only if no other attempt follows. */
export type Failure = { mayHaveArrived: boolean } & (
  | {
      kind: 'status';
      status: number;
      requestId: string | null;
      retryAfterSeconds: number | null;
      refusal: Refusal;
      /** 401 or 403, although the key is accepted elsewhere: it may be another one's fault, and pass. */
      isDoubtful?: boolean;
    }
  | {
      kind: 'answer';
      code: Exclude<PartooAnswerErrorCode, 'unexpected-shape' | 'incomplete'>;
      status: number;
      requestId: string | null;
      cause?: Error;
    }
  | { kind: 'transport'; code: PartooTransportErrorCode; cause?: unknown }
);

/** The one place where a failure becomes an error class. `circumstances` speak of all attempts of the call. */
export function toError(failure: Failure, circumstances: Circumstances): PartooError {
  switch (failure.kind) {
    case 'status':
      return new PartooApiError({ ...failure, ...circumstances });
    case 'answer':
      return new PartooAnswerError(
        failure.code,
        { ...failure, ...circumstances, issue: null },
        failure.cause,
      );
    case 'transport':
      return new PartooTransportError(failure.code, circumstances, failure.cause);
  }
}
