import { type Instant, realClock } from '../clock.ts';
import type { FaultKind } from './fault-kinds.ts';

/** One request below the base URL, in the order of arrival. */
export interface LoggedRequest {
  /** By the sandbox' clock. */
  at: Instant;
  /** By the machine's, for measuring real pace; nothing else of the sandbox depends on it. */
  realAt: Instant;
  method: string;
  /** Below the base URL, without the query: `/messaging/settings/700042`. */
  path: string;
  query: string;
  /** As sent; 0 where the connection was torn down instead of an answer, or as long as there is none. */
  status: number;
  fault: Exclude<FaultKind, 'slow'> | null;
  businessId: string | null;
  /** True where the request changed something, answered or not. */
  wrote: boolean;
}

/** Adds a request to the log; the rest is filled in as it becomes known. */
export function logRequest(
  log: LoggedRequest[],
  at: Instant,
  { method, path, query }: Pick<LoggedRequest, 'method' | 'path' | 'query'>,
): LoggedRequest {
  const entry: LoggedRequest = {
    at,
    realAt: realClock.now(),
    method,
    path,
    query,
    status: 0,
    fault: null,
    businessId: null,
    wrote: false,
  };
  log.push(entry);
  return entry;
}
