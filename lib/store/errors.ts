/** What is wrong with a store, for code that reacts to it; the message and the remedy are for people. */
export type StoreErrorCode =
  | 'unknown-store'
  | 'missing-table'
  | 'refused'
  | 'unwritable'
  | 'not-a-database'
  | 'foreign-database'
  | 'newer-version'
  | 'corrupt'
  | 'full'
  | 'busy'
  | 'closed'
  | 'io';

/** The store cannot be opened or used. `remedy` says in one sentence what its owner can do about it. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  /** Where the state is kept, as the user named it. */
  readonly location: string;
  readonly remedy: string;

  constructor(
    code: StoreErrorCode,
    location: string,
    problem: string,
    remedy: string,
    options?: { cause?: unknown },
  ) {
    super(`${problem} ${remedy}`, options);
    this.code = code;
    this.location = location;
    this.remedy = remedy;
  }
}
