import { randomUUID } from 'node:crypto';
import { StoreError } from '../errors.ts';
import { reserve, type SlotState } from '../slots.ts';
import type { SlotStore } from '../store.ts';
import { type Key, ofOrganization } from './items.ts';
import { ATTEMPTS, pause } from './retry.ts';
import type { Table } from './table.ts';

/** The state, under a random word that changes with every write: whoever writes names the one it has seen. */
type SlotItem = { nextAt: number; reservedAt?: number; revision: string };

const keyOf = (organization: string): Key => ({ pk: ofOrganization(organization), sk: 'slots' });

/**
 * Slots are written on the condition that nobody else has written them since they were seen; else seen again, and
 * tried again. What this process wrote last is remembered, so that alone it needs one request a reservation; before its
 * first it looks, since a write that is refused costs five times as much as a look.
 * A write whose answer was lost counts as spent.
 */
export function slots(table: Table): SlotStore {
  const seen = new Map<string, SlotItem>();

  async function see(organization: string): Promise<void> {
    const found = await table.get<SlotItem>(keyOf(organization));
    if (found === undefined) seen.delete(organization);
    else seen.set(organization, found);
  }

  async function swap<T>(
    organization: string,
    change: (state: SlotState | null) => { state: SlotState; answer: T },
  ): Promise<T> {
    if (!seen.has(organization)) await see(organization);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = seen.get(organization);
      const { state, answer } = change(
        before === undefined ? null : { nextAt: before.nextAt, reservedAt: before.reservedAt ?? null },
      );
      const after: SlotItem = {
        nextAt: state.nextAt,
        ...(state.reservedAt === null ? {} : { reservedAt: state.reservedAt }),
        revision: randomUUID(),
      };
      const key = keyOf(organization);
      const done = await (before === undefined
        ? table.put({ ...key, ...after }, 'attribute_not_exists(#pk)')
        : table.put({ ...key, ...after }, '#revision = :revision', { revision: before.revision }));
      if (done) {
        seen.set(organization, after);
        return answer;
      }
      if (attempt > 1) await pause(Math.min(attempt, 4));
      await see(organization);
    }
    throw new StoreError(
      'busy',
      table.name,
      `The request slots of organization "${organization}" are taken by too many processes at once.`,
      'Try again.',
    );
  }

  const reserveSlots: SlotStore['reserveSlots'] = (organization, count, spacing, now, longestWait) =>
    swap(organization, (before) => {
      const { first, state } = reserve(before, count, spacing, now, longestWait);
      return { state, answer: first };
    });

  return {
    reserveSlots,

    delaySlots: (organization, until) =>
      swap(organization, (before) => ({
        state: {
          nextAt: Math.max(before?.nextAt ?? until, until),
          reservedAt: before?.reservedAt ?? null,
        },
        answer: undefined,
      })),

    hastenSlots: (organization, at) =>
      swap(organization, (before) => ({
        state: { nextAt: Math.min(before?.nextAt ?? at, at), reservedAt: before?.reservedAt ?? null },
        answer: undefined,
      })),
  };
}
