import type { Bound } from './model.ts';

/** The first few names of many. */
export interface Few {
  names: string[];
  more: number;
}

/** What somebody asked for, as data; sentences are made of it by {@link deedInWords}, and never read again. */
export type DeedCause =
  /** A closure or a hold, or a change of one; `until` null: until further notice, left out: at once. */
  | { kind: 'asked'; closure: string; name: string | null; until?: Bound | null; waits: boolean }
  /** Stopping or resuming all writing. */
  | { kind: 'writing'; closure: null }
  /** A configuration, with the rules that differ; null: it is the one that was in force. */
  | { kind: 'applied'; closure: null; rules: Record<'added' | 'removed' | 'changed', Few> | null }
  /** Baselines put back for good. */
  | { kind: 'let-go'; closure: null; businesses: number };

/** In English, as history says it. */
export function deedInWords(cause: DeedCause): string {
  switch (cause.kind) {
    case 'asked':
      return askedInWords(cause);
    case 'writing':
      return 'all writing';
    case 'applied':
      return appliedInWords(cause.rules);
    case 'let-go':
      return `${cause.businesses} of its shops put back and let go`;
  }
}

function askedInWords({ closure, name, until, waits }: DeedCause & { kind: 'asked' }): string {
  const end = until === undefined ? '' : `, until ${until ?? 'further notice'}`;
  return `${closure}${name === null ? '' : `: ${name}`}${end}${waits ? ' (waits for approval)' : ''}`;
}

function appliedInWords(rules: (DeedCause & { kind: 'applied' })['rules']): string {
  if (rules === null) return 'the same file as before';
  const parts = Object.entries(rules).flatMap(([what, { names, more }]) =>
    names.length === 0 ? [] : `${what} ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  );
  return parts.length > 0 ? parts.join('; ') : 'no rule changed';
}
