import { type Answer, createAttempt, type Outgoing } from './attempt.ts';
import { createKeyDoubt } from './doubt.ts';
import type { GaveUp, PartooError } from './errors/partoo-error.ts';
import { type Failure, toError } from './failure.ts';
import { fillPath, OPERATIONS, type Operation, type OperationId } from './operations.ts';
import type { Call, CompleteOptions } from './options.ts';
import { prepare, type Ready } from './prepare.ts';
import { planRetry } from './retry.ts';

/** Members that are undefined are left out; an array repeats its name. */
export type Query = Readonly<Record<string, string | number | readonly (string | number)[] | undefined>>;

interface Request {
  operation: OperationId;
  /** For the path. */
  parameters?: Readonly<Record<string, string | number>>;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
}

/** Attempts that were sent: GET are reads, the others writes; whatever came after a call's first is a retry as well. */
export interface RequestCounts {
  reads: number;
  writes: number;
  retries: number;
}

/** A good answer, and what it took to get it. */
export interface Reply extends Answer {
  outgoing: Outgoing;
  attempts: number;
}

/** Sends a request, and again as the retry rule has it. @throws PartooError */
export type Send = (request: Request, call?: Call) => Promise<Reply>;

/** The loop around attempts: a key and a slot, an attempt, and what follows if it fails. */
export function createSend(options: CompleteOptions, counts: RequestCounts): Send {
  const { clock, limiter, random, maxAttempts, attemptTimeoutMilliseconds, totalTimeoutMilliseconds } =
    options;
  const longestWait = options.longestWaitMilliseconds;
  const attempt = createAttempt(options);
  const doubt = createKeyDoubt(clock, (call) => send({ operation: 'getMyUser' }, call));
  return send;

  async function send(request: Request, call: Call = {}): Promise<Reply> {
    const operation: Operation = OPERATIONS[request.operation];
    const outgoing = outgoingOf(operation, request);
    let attempts = 0;
    let mayHaveArrived = false;
    let remaining = totalTimeoutMilliseconds;
    let last: Failure | null = null;

    for (;;) {
      const ready: Ready = await prepare(options, call);
      if (!ready.ok) {
        // A slot that comes too late for a retry leaves the failure that the retry was for.
        const failure = ready.late ? (last ?? ready.failure) : ready.failure;
        throw end(failure, ready.late ? 'deadline' : 'final');
      }
      count();
      const begun = clock.now();
      const milliseconds = Math.min(attemptTimeoutMilliseconds, remaining);
      const outcome = await attempt(outgoing, { key: ready.key, milliseconds, signal: call.signal });
      ready.over();
      remaining -= clock.now() - begun;
      if (outcome.ok) return { ...outcome.answer, outgoing, attempts };
      mayHaveArrived ||= outcome.failure.mayHaveArrived;
      last = await doubt.weigh(outcome.failure, { outgoing, attempts, mayHaveArrived }, call);
      await tellLimiter(last);
      const { repeat } = operation;
      const standing = {
        repeat,
        attempts,
        maxAttempts,
        now: clock.now(),
        deadline: call.deadline,
        comesBack: call.comesBack === true,
        longestWait,
        remaining,
      };
      const step = planRetry(last, standing, random);
      if ('gaveUp' in step) throw end(last, step.gaveUp);
      remaining -= step.counted;
      options.onWait(clock.now() + step.wait, last.kind === 'status' ? String(last.status) : last.code);
      await pause(step.wait);
    }

    function count(): void {
      counts[operation.method === 'GET' ? 'reads' : 'writes'] += 1;
      if (attempts > 0) counts.retries += 1;
      attempts += 1;
    }

    function end(failure: Failure, gaveUp: GaveUp): PartooError {
      const { method, path } = outgoing;
      return toError(failure, { method, path, attempts, mayHaveArrived, gaveUp });
    }

    async function tellLimiter(failure: Failure): Promise<void> {
      if (failure.kind !== 'status' || failure.status !== 429 || failure.retryAfterSeconds === null) return;
      try {
        await limiter.pauseUntil?.(clock.now() + failure.retryAfterSeconds * 1000);
      } catch (cause) {
        throw end({ kind: 'transport', code: 'limiter', mayHaveArrived, cause }, 'final');
      }
    }

    async function pause(milliseconds: number): Promise<void> {
      try {
        await clock.sleep(milliseconds, call.signal);
      } catch (cause) {
        throw end({ kind: 'transport', code: 'aborted', mayHaveArrived, cause }, 'final');
      }
    }
  }
}

function outgoingOf({ method, path }: Operation, { parameters = {}, query = {}, body }: Request): Outgoing {
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) pairs.push([name, String(one)]);
  }
  return { method, path: fillPath(path, parameters), query: pairs, body };
}
