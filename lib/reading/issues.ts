/** One thing that is wrong with a configuration file, an environment variable or a stored configuration. */
export interface ConfigIssue {
  /** The file as it was named, or what stands in its place (`environment`). */
  file: string;
  /** From 1; null where the problem has no place in a text. */
  line: number | null;
  column: number | null;
  /** Keys and list positions from the top. */
  path: (string | number)[];
  /** What is wrong. Never holds a key, and no value that could be one. */
  message: string;
  /** What would be right. */
  remedy: string;
}

/** More than this many are counted, not printed. */
const SHOWN = 200;

/**
 * What was read cannot be used; nothing was changed. Carries every problem that was found, in the order of the file,
 * and prints each as `file:line:column: what is wrong; what would be right`.
 */
export class ConfigError extends Error {
  readonly code = 'config';
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[], options?: ErrorOptions) {
    super(printIssues(issues), options);
    this.name = 'ConfigError';
    this.issues = issues;
  }
}

function printIssues(issues: readonly ConfigIssue[]): string {
  const lines = issues.slice(0, SHOWN).map(formatIssue);
  if (issues.length > SHOWN) lines.push(`… and ${issues.length - SHOWN} more problems`);
  return lines.join('\n');
}

/** One line: `closures.yml:12:15: rules.nights.priority: is text; write a whole number`. */
export function formatIssue({ file, line, column, path, message, remedy }: ConfigIssue): string {
  const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
  const where = path.length === 0 ? '' : `${formatPath(path)}: `;
  return `${place}: ${where}${message}; ${remedy}`;
}

/** `rules.nights.dates[0].from`; a key that is no plain word is put in quotes. */
export function formatPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const key = /^[\p{L}\p{N}_-]+$/u.test(part) ? part : JSON.stringify(part);
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
