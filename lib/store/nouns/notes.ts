import type { Instant } from '../../clock.ts';

/** A note in its stored form: see `notes.ts`. */
export interface WrittenNote {
  organization: string;
  name: string;
  value: string;
}

/** Notes in their stored form; everybody but a store goes by `notes.ts`. */
export interface NoteStore {
  /** null where there is none of this name. */
  readNote(organization: string, name: string): Promise<string | null>;
  /** Several at once, in one request, by name; what is not there is left out. */
  readNotes(organization: string, names: readonly string[]): Promise<Map<string, string>>;
  saveNote(organization: string, name: string, value: string | null): Promise<void>;
  /**
   * Replaces `before` (null: there is none) by `value`; false, changing nothing, where something else is there. Some time
   * after `forgetAt` the note is gone by itself: DynamoDB deletes it, of a file `forgetPast`. Default null: never.
   */
  swapNote(
    organization: string,
    name: string,
    before: string | null,
    value: string,
    forgetAt?: Instant | null,
  ): Promise<boolean>;
}
