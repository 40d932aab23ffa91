import type { Instant } from '../../clock.ts';

/** The configuration that is in force, as `apply` stored it. */
export interface Applied {
  /** The parsed configuration as JSON text (a `Config`). */
  config: string;
  /** SHA-256 of the file's bytes, hex. */
  hash: string;
  appliedAt: Instant;
}

/** The configuration that is in force. */
export interface AppliedStore {
  readApplied(): Promise<Applied | null>;
  saveApplied(applied: Applied): Promise<void>;
}
