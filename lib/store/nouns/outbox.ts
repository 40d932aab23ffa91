import type { Instant } from '../../clock.ts';
import type { WrittenNote } from './notes.ts';

/** Something that happened and that others are to be told of. It stays in the outbox until that is done. */
export interface OutboxFact {
  /** The same for the same fact, however often it is told. */
  id: string;
  at: Instant;
  organization: string;
  business: string | null;
  /** The detail-type of the event that tells it. */
  type: string;
  detail: Record<string, unknown>;
}

/** What others are still to be told. */
export interface OutboxStore {
  /**
   * A fact that is there already (by id) is told once. What is to be remembered of it is saved with it or after it, never
   * before: whoever dies in between tells it again, under the same id.
   */
  appendOutbox(facts: readonly OutboxFact[], remembered?: WrittenNote): Promise<void>;
  /** Oldest first; they stay until {@link ackOutbox}. */
  takeOutbox(organization: string, limit: number): Promise<OutboxFact[]>;
  /** Forgets facts that have been told. */
  ackOutbox(facts: readonly OutboxFact[]): Promise<void>;
}
