/** Where in a calendar something is: keys and indexes as they stand in closures.yml, below the rule. */
export type CalendarPath = (string | number)[];

/** A calendar that cannot be expanded. The message says what is wrong and what would be right. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
  /** What is wrong, such as `cron-never`; stable, for programs to tell cases apart. */
  readonly code: string;
  readonly path: CalendarPath;
  /** What was probably meant, likeliest first; may be empty. */
  readonly suggestions: string[];

  constructor(code: string, message: string, path: CalendarPath, suggestions: string[] = []) {
    super(message);
    this.code = code;
    this.path = path;
    this.suggestions = suggestions;
  }
}
