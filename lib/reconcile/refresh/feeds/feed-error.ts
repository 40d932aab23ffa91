/** A feed that cannot be had, or not as it is. The message says why in words, without the address. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
