/** The call is wrong, or what it asks for is not allowed; nothing was changed. The CLI exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code: string;
  /** What would be right. */
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}
