import { type Lease, LeaseLostError, type LeaseStore } from '../store.ts';
import type { Database } from './database.ts';
import { currentHolder, type Holder, isAlive } from './holder.ts';

interface LeaseRow extends Holder {
  token: number;
  expires_at: number;
  holder: string | null;
}

/**
 * Leases die with their process, whatever their expiry says, and with the opened store (`instance`) that took them.
 * Two opened stores in one process are two holders; a store that asks again for a lease it has is refused as well,
 * since two passes may share it.
 */
export function leases(database: Database, instance: string): LeaseStore {
  const self = currentHolder();
  const rowOf = (organization: string) =>
    database.get<LeaseRow>(
      'SELECT token, expires_at, holder, host, pid, started FROM lease WHERE organization = ?',
      organization,
    );
  // Of itself a process need not ask the system whether it lives.
  const isOurs = ({ host, pid, started }: LeaseRow) =>
    pid === self.pid && host === self.host && started === self.started;
  const isHeld = (row: LeaseRow, now: number) =>
    row.holder !== null && row.expires_at > now && (isOurs(row) || isAlive(row));
  return {
    takeLease: (organization, now, milliseconds) =>
      database.write(() => {
        const row = rowOf(organization);
        if (row !== undefined && isHeld(row, now)) return null;
        const lease = { organization, token: (row?.token ?? 0) + 1, expiresAt: now + milliseconds };
        database.run(
          'REPLACE INTO lease (organization, token, expires_at, holder, host, pid, started) VALUES (?, ?, ?, ?, ?, ?, ?)',
          organization,
          lease.token,
          lease.expiresAt,
          instance,
          self.host,
          self.pid,
          self.started,
        );
        return lease;
      }),

    lastLease: (organization, now) =>
      database.read(() => {
        const row = rowOf(organization);
        if (row === undefined) return null;
        return { organization, token: row.token, expiresAt: row.expires_at, isHeld: isHeld(row, now) };
      }),

    // One that has expired but was taken by nobody is still its holder's.
    renewLease: (lease, now, milliseconds) =>
      database.write(() => {
        const renewed = { ...lease, expiresAt: now + milliseconds };
        const changes = database.run(
          'UPDATE lease SET expires_at = ? WHERE organization = ? AND token = ? AND holder IS NOT NULL',
          renewed.expiresAt,
          lease.organization,
          lease.token,
        );
        return changes === 1 ? renewed : null;
      }),

    releaseLease: (lease) =>
      database.write(() => {
        database.run(
          'UPDATE lease SET holder = NULL WHERE organization = ? AND token = ?',
          lease.organization,
          lease.token,
        );
      }),
  };
}

/** Lets go of every lease that was taken through this opened store. */
export function releaseAll(database: Database, instance: string): Promise<number> {
  return database.write(() => database.run('UPDATE lease SET holder = NULL WHERE holder = ?', instance));
}

/** To be called within the transaction that writes. Throws LeaseLostError. */
export function assertHeld(database: Database, { organization, token }: Lease): void {
  const held = database.get(
    'SELECT 1 FROM lease WHERE organization = ? AND token = ? AND holder IS NOT NULL',
    organization,
    token,
  );
  if (held === undefined) throw new LeaseLostError(organization);
}
