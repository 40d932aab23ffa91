import type { Clock, Instant } from '../clock.ts';
import type { Outgoing } from './attempt.ts';
import { PartooApiError } from './errors/api-error.ts';
import { isRefusedKey, KEY_PATH } from './errors/refused-key.ts';
import type { Failure } from './failure.ts';
import type { Call } from './options.ts';

/** How long it counts that the key was accepted, ms: long enough for the answers to what was sent at once. */
const BELIEVED_MILLISECONDS = 30_000;

/** How often what was refused with an accepted key is tried again. */
const MOST_REPEATS = 2;

/** Whom a client asks whether its key is accepted. Resolves if so; @throws PartooError */
export type AskMe = (call: Call) => Promise<unknown>;

/** The attempt that failed. */
interface Standing {
  outgoing: Outgoing;
  /** Attempts of the call so far. */
  attempts: number;
  /** Whether one of them may have been carried out. */
  mayHaveArrived: boolean;
}

/** Whether the client's own key is refused, of which a single answer proves nothing. */
export interface KeyDoubt {
  /**
   * The failure of an attempt as it is to be judged: a 401 or 403 counts as doubtful once `/user/me` accepts the key.
   * @throws PartooApiError of `/user/me`, where that refuses the key too
   */
  weigh(failure: Failure, of: Standing, call: Call): Promise<Failure>;
}

export function createKeyDoubt(clock: Clock, askMe: AskMe): KeyDoubt {
  let asked: { answer: Promise<unknown>; until: Instant } | null = null;

  /** Requests that were under way together ask once together. */
  function ask(call: Call): Promise<unknown> {
    if (asked && clock.now() < asked.until) return asked.answer;
    const answer = askMe(call);
    const mine = { answer, until: clock.now() + BELIEVED_MILLISECONDS };
    asked = mine;
    answer.catch(() => {
      if (asked === mine) asked = null;
    });
    return answer;
  }

  return {
    async weigh(failure, { outgoing, attempts, mayHaveArrived }, call) {
      if (failure.kind !== 'status' || outgoing.path === KEY_PATH) return failure;
      if (failure.status !== 401 && failure.status !== 403) return failure;
      try {
        await ask(call);
      } catch (error) {
        if (isRefusedKey(error)) throw refusedKey(error, mayHaveArrived);
        return failure;
      }
      // 403 is what a role may not do as well, which does not pass: of writes that is believed.
      const mayPass = failure.status === 401 || outgoing.method === 'GET';
      return mayPass && attempts <= MOST_REPEATS ? { ...failure, isDoubtful: true } : failure;
    },
  };
}

/** What `/user/me` said, as the end of a call whose write may have been carried out by an attempt before. */
function refusedKey(error: PartooApiError, mayHaveArrived: boolean): PartooApiError {
  const { status, requestId, retryAfterSeconds, details, fields, method, path, attempts, gaveUp } = error;
  const circumstances = { method, path, attempts, gaveUp, mayHaveArrived };
  return new PartooApiError({
    ...circumstances,
    status,
    requestId,
    retryAfterSeconds,
    refusal: { details, fields },
  });
}
