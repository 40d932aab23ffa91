import { createHash } from 'node:crypto';
import type { Instant } from '../../clock.ts';
import type { ClosureCancelled, ClosureChanged, ClosureRequested } from '../../events/schemas/incoming.ts';

export type ClosureEvent =
  | { kind: 'requested'; detail: ClosureRequested }
  | { kind: 'changed'; detail: ClosureChanged }
  | { kind: 'cancelled'; detail: ClosureCancelled };

/** Something that a sender said, and when it decided so. */
interface Dated<T> {
  at: Instant;
  value: T;
  /** The revision that brought it, at the latest; left out: version 0.1.0 took it, and that of the ledger is. */
  revision?: number;
}
type Request = Omit<ClosureRequested, 'at' | 'version'> & Sender;

/** Who sent an event. */
export interface Sender {
  source: string;
  /** As history names it. Default: `event:` and the source. */
  actor?: string;
}

/** What a change may change; each is decided by itself. */
interface Changes {
  ending?: Dated<{ until?: string | null; for?: string }>;
  text?: Dated<{ message?: string; text?: string; language?: string }>;
  reason?: Dated<string>;
  urgent?: Dated<boolean>;
}

/**
 * Everything that events have said of one closure. Merging is commutative, associative and idempotent: in whatever order
 * events arrive, and however often, the ledger ends the same, and so does the closure that it stands for.
 */
export interface ClosureLedger {
  request: Dated<Request> | null;
  changes: Changes;
  cancelledAt: Instant | null;
  /** Where the closure was put. */
  organizations: string[];
  /** How often something new was merged. */
  revision: number;
}

export const EMPTY_LEDGER: ClosureLedger = {
  request: null,
  changes: {},
  cancelledAt: null,
  organizations: [],
  revision: 0,
};

/** The ledger with one more event, which its sender decided at `at`; the same ledger where that says nothing new. */
export function mergeEvent(
  ledger: ClosureLedger,
  event: ClosureEvent,
  at: Instant,
  sender: Sender,
): ClosureLedger {
  const known = counted(ledger);
  const merged = merge(known, event, at, sender);
  return JSON.stringify(merged) === JSON.stringify(known)
    ? ledger
    : { ...merged, revision: ledger.revision + 1 };
}

function counted(ledger: ClosureLedger): ClosureLedger {
  const count = <T>(one: Dated<T>): Dated<T> => ({ ...one, revision: one.revision ?? ledger.revision });
  const changes = Object.entries(ledger.changes).map(([what, one]) => [what, count<unknown>(one)]);
  return {
    ...ledger,
    request: ledger.request && count(ledger.request),
    changes: Object.fromEntries(changes) as Changes,
  };
}

function merge(ledger: ClosureLedger, event: ClosureEvent, at: Instant, sender: Sender): ClosureLedger {
  const revision = ledger.revision + 1;
  switch (event.kind) {
    case 'requested': {
      const { at: _at, version: _version, ...said } = event.detail;
      // Two requests under one id: whoever asked first has it.
      return { ...ledger, request: earlier(ledger.request, { at, value: { ...said, ...sender }, revision }) };
    }
    case 'changed':
      return { ...ledger, changes: mergeChanges(ledger.changes, event.detail, { at, revision }) };
    case 'cancelled':
      return { ...ledger, cancelledAt: Math.min(ledger.cancelledAt ?? at, at) };
  }
}

type Saying = Omit<Dated<unknown>, 'value'>;

function mergeChanges(known: Changes, detail: ClosureChanged, saying: Saying): Changes {
  const { until, for: span, message, text, language, reason, urgent } = detail;
  const merged: Changes = {};
  const ending = span !== undefined ? { for: span } : until !== undefined ? { until } : undefined;
  const words =
    text !== undefined
      ? { text, ...(language === undefined ? {} : { language }) }
      : message !== undefined
        ? { message }
        : undefined;
  set(merged, 'ending', later(known.ending, ending, saying));
  set(merged, 'text', later(known.text, words, saying));
  set(merged, 'reason', later(known.reason, reason, saying));
  set(merged, 'urgent', later(known.urgent, urgent, saying));
  return merged;
}

function set<K extends keyof Changes>(changes: Changes, name: K, value: Changes[K] | undefined): void {
  if (value !== undefined) changes[name] = value;
}

function earlier<T>(known: Dated<T> | null, said: Dated<T>): Dated<T> {
  return known === null || isBefore(said, known) ? said : known;
}

function later<T>(
  known: Dated<T> | undefined,
  value: T | undefined,
  { at, ...saying }: Saying,
): Dated<T> | undefined {
  if (value === undefined) return known;
  const said = { at, value, ...saying };
  return known === undefined || isBefore(known, said) ? said : known;
}

/** Of the same instant, the content decides: not wisely, but the same way everywhere. */
function isBefore<T>(one: Dated<T>, other: Dated<T>): boolean {
  return one.at < other.at || (one.at === other.at && hashOf(one.value) < hashOf(other.value));
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
