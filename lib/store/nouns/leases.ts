import type { Instant } from '../../clock.ts';

/** A lease on one organization. While it is held no other pass writes to that organization's businesses. */
export interface Lease {
  organization: string;
  /** Grows by one each time that the lease changes hands. */
  token: number;
  expiresAt: Instant;
}

export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly code = 'lease-lost';
  readonly organization: string;
  constructor(organization: string) {
    super(
      `The lease on organization "${organization}" has passed to another process; nothing more is written here.`,
    );
    this.organization = organization;
  }
}

/** Who works on an organization. */
export interface LeaseStore {
  /** null where another live holder has it at `now`. */
  takeLease(organization: string, now: Instant, milliseconds: number): Promise<Lease | null>;
  /** The lease that was taken last, and whether somebody still holds it at `now`; null where none ever was. */
  lastLease(organization: string, now: Instant): Promise<(Lease & { isHeld: boolean }) | null>;
  /** null where it was lost. */
  renewLease(lease: Lease, now: Instant, milliseconds: number): Promise<Lease | null>;
  releaseLease(lease: Lease): Promise<void>;
}
