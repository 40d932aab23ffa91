import { createHash } from 'node:crypto';
import type { Clock, Instant } from '../clock.ts';
import { type BusEvent, type EventBus, EventsNotTakenError, putAll } from '../events/bus.ts';
import type { Store } from '../store/store.ts';

/** What the minute path needs before it knows whether there is anything to do. */
export interface MinuteDeps {
  store: Store;
  clock: Clock;
  bus: EventBus;
}

/** How far ahead an organization is woken, to wait in process for the exact instant: a tick, and one that comes late. */
export const WAKE_AHEAD_MILLISECONDS = 90_000;

/** How long events are put: what a bus does not take in this time, the next tick brings again. */
const PUTTING_MILLISECONDS = 8_000;

/**
 * Has every organization reconciled that is due soon. How many; its cost grows with them, not with those that exist.
 * @param options.tells whether the bus is told that it has ticked, after all else
 */
export async function tick(
  { store, clock, bus }: MinuteDeps,
  { tells = false } = {},
): Promise<{ due: number }> {
  const due = await store.listDue(clock.now() + WAKE_AHEAD_MILLISECONDS);
  await putAll(
    bus,
    clock,
    [
      ...due.map(({ organization, dueAt }) => reconciliationDue(organization, dueAt)),
      ...(tells ? [ticked(clock.now())] : []),
    ],
    { until: clock.now() + PUTTING_MILLISECONDS },
  );
  return { due: due.length };
}

/**
 * Has organizations that are due now reconciled at once, without waiting for the tick. Where the bus takes no event, they are
 * due all the same: the next tick, within a minute, wakes them. Whether it took them.
 */
export async function wake(
  { clock, bus }: Pick<MinuteDeps, 'clock' | 'bus'>,
  organizations: readonly string[],
): Promise<boolean> {
  try {
    await putAll(
      bus,
      clock,
      organizations.map((organization) => reconciliationDue(organization, clock.now())),
    );
    return true;
  } catch (error) {
    if (error instanceof EventsNotTakenError) return false;
    throw error;
  }
}

/** Never needed to be right, nor to arrive once: a pass looks for itself what is to be done. */
export function reconciliationDue(organization: string, dueAt: Instant): BusEvent {
  return internalEvent('Reconciliation Due', organization, dueAt);
}

export function refreshRequested(organization: string, at: Instant): BusEvent {
  return internalEvent('Refresh Requested', organization, at);
}

/** It is about no organization. */
function ticked(at: Instant): BusEvent {
  return internalEvent('Ticked', '', at);
}

function internalEvent(type: string, organization: string, at: Instant): BusEvent {
  const eventId = createHash('sha256')
    .update(JSON.stringify([type, organization, at]))
    .digest('hex')
    .slice(0, 32);
  return { type, detail: { version: 1, eventId, organization, at: new Date(at).toISOString() } };
}
