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

/** What a store holds of one business cannot be read. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
  readonly code = 'unreadable-record';
  readonly business: string;

  constructor(business: string) {
    super(`What is remembered of the business ${business} cannot be read; it is left as it is.`);
    this.business = business;
  }
}

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
