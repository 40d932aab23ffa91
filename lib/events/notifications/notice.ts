import { createHash } from 'node:crypto';
import type { Instant } from '../../clock.ts';
import {
  type Heartbeat,
  NOTIFICATION_KINDS,
  type NotificationKind,
  type Receiver,
} from '../../config/model.ts';
import type { OutboxFact } from '../../store/store.ts';
import type { BusEvent } from '../bus.ts';

/** Something that a receiver is to be told, as it lies in its queue. */
export interface Notice {
  /** That of the fact: the same however often it is told. */
  id: string;
  kind: NotificationKind;
  /** The detail-type of the event. */
  type: string;
  organization: string;
  /** When it came into the queue. */
  queuedAt: Instant;
  detail: Readonly<Record<string, unknown>>;
}

/** What the summary of a week is called, which is no event of the bus. */
export const DIGEST = 'Digest';

const KIND_OF: Readonly<Record<string, NotificationKind>> = {
  'Closure Late': 'late',
  'Business Failing': 'failing',
  'Key Refused': 'key',
  'Key Expires': 'key',
  'Manual Change Kept': 'kept',
  'Calendar Alert': 'feed',
  'Closure Waiting': 'approval',
  'Closure Decided': 'approval',
  'Closure Open Ended': 'open-ended',
  'Writing Paused': 'paused',
  'Writing Resumed': 'paused',
  [DIGEST]: 'digest',
};

/** Alerts of calendars that are about dates, not about where they come from. */
const OF_DATES = /^(dates|holiday|calendar)-chang/;

/** null for what nobody is notified of: receivers of events have the bus. */
export function kindOf({ type, detail }: Pick<BusEvent, 'type' | 'detail'>): NotificationKind | null {
  if (type === 'Calendar Alert' && OF_DATES.test(String(detail.alert))) return 'holiday-change';
  return KIND_OF[type] ?? null;
}

const BY_DEFAULT: readonly NotificationKind[] = NOTIFICATION_KINDS.filter((kind) => kind !== 'kept');

export function wants(receiver: Receiver, kind: NotificationKind, organization: string): boolean {
  const { on = BY_DEFAULT, organizations } = receiver;
  return on.includes(kind) && (organizations?.includes(organization) ?? true);
}

export function isReceiver(one: Receiver | Heartbeat): one is Receiver {
  return one.way !== 'heartbeat';
}

/**
 * Under which name its queue and its notes stand in the store: by where it is, so that it keeps them wherever it stands in
 * closures.yml. No organization can be called that.
 */
export function queueOf(receiver: Receiver | Heartbeat): string {
  const { way } = receiver;
  const place =
    'url' in receiver ? receiver.url : way === 'email' ? [receiver.smtp, receiver.to] : receiver.topic;
  const name = createHash('sha256')
    .update(JSON.stringify([way, place]))
    .digest('hex')
    .slice(0, 16);
  return `notify:${way}:${name}`;
}

/** A notice as an outbox keeps it. */
export function queued(
  { id, type, organization, queuedAt, detail }: Omit<Notice, 'kind'>,
  queue: string,
): OutboxFact {
  return { id, at: queuedAt, organization: queue, business: null, type, detail: { ...detail, organization } };
}

/** Undefined where it is none (another version's, say). */
export function noticeIn({ id, at, type, detail }: OutboxFact): Notice | undefined {
  const kind = kindOf({ type, detail });
  if (kind === null) return undefined;
  return { id, kind, type, organization: String(detail.organization), queuedAt: at, detail };
}
