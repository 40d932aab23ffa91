import { reserve } from '../slots.ts';
import type { SlotStore } from '../store.ts';
import type { Database } from './database.ts';

export function slots(database: Database): SlotStore {
  return {
    reserveSlots: (organization, count, spacing, now, longestWait) =>
      database.write(() => {
        const row = database.get<{ next_at: number; reserved_at: number | null }>(
          'SELECT next_at, reserved_at FROM slots WHERE organization = ?',
          organization,
        );
        const before = row === undefined ? null : { nextAt: row.next_at, reservedAt: row.reserved_at };
        const { first, state } = reserve(before, count, spacing, now, longestWait);
        database.run(
          'REPLACE INTO slots (organization, next_at, reserved_at) VALUES (?, ?, ?)',
          organization,
          state.nextAt,
          state.reservedAt,
        );
        return first;
      }),

    delaySlots: (organization, until) =>
      database.write(() => {
        database.run(
          `INSERT INTO slots (organization, next_at) VALUES (?, ?)
           ON CONFLICT DO UPDATE SET next_at = max(next_at, excluded.next_at)`,
          organization,
          until,
        );
      }),

    hastenSlots: (organization, at) =>
      database.write(() => {
        database.run('UPDATE slots SET next_at = min(next_at, ?) WHERE organization = ?', at, organization);
      }),
  };
}
