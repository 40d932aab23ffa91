/** What a ledger asks for, in the words of closures. */
import { isoOf } from '../../clock.ts';
import type { Scope } from '../../closures/model.ts';
import { endAfter } from './closure-bounds.ts';
import type { ClosureLedger } from './closure-ledger.ts';
import type { ClosureRequest } from './closure-request.ts';

/** The request that a ledger has, in the form that commands have. */
export function requestOf({ request }: ClosureLedger): ClosureRequest {
  if (request === null) throw new Error('unreachable: only a ledger with a request is carried out');
  const { at, value } = request;
  const {
    id,
    all,
    from,
    until,
    for: span,
    message,
    text,
    language,
    reason,
    urgent,
    hold,
    source,
    actor = `event:${source}`,
    ...scope
  } = value;
  const start = from ?? isoOf(at);
  return {
    id,
    organization: null,
    scope: scope satisfies Scope,
    all: all === true,
    from: start,
    until: span === undefined ? (until ?? null) : endAfter(start, span),
    message: message ?? null,
    text: text ?? null,
    language: language ?? null,
    reason: reason ?? null,
    urgent: urgent ?? false,
    hold: hold ?? false,
    actor,
  };
}

/** The end that a change asks for; null: until further notice. */
export function endOfChange(
  { until, for: span }: { until?: string | null; for?: string },
  from: string,
): string | null {
  return span ? endAfter(from, span) : (until ?? null);
}
