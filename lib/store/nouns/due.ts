import type { Instant } from '../../clock.ts';

/** When organizations want a pass. */
export interface DueStore {
  /** When the organization's next pass is due; null: not known, which counts as due at once. */
  readDue(organization: string): Promise<Instant | null>;
  setDue(organization: string, at: Instant): Promise<void>;
  /** Organizations due at or before `until`, earliest first. */
  listDue(until: Instant): Promise<{ organization: string; dueAt: Instant }[]>;
}
