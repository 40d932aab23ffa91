/** A closure as what it causes tells of it. */
interface ClosureNamed {
  /** The rule's name, or `ad-hoc:ID`. */
  closure: string;
  /** What people call it; null: nothing else than `closure`. */
  name: string | null;
}

/** Why a business becomes what it does, as data. Sentences are made of it by {@link sentenceOf}, and never read again. */
export type Cause =
  | ({ kind: 'in-force' | 'over' | 'announced' | 'staged' } & ClosureNamed)
  /** A person changed these fields, in what closure; null: in none. */
  | { kind: 'changed'; closure: string | null; fields: string[] }
  | { kind: 'restored'; closure: null; fields: string[] }
  | { kind: 'released' | 'relaunched' | 'nothing'; closure: null };

/** In English, as history, results and events say it. */
export function sentenceOf(cause: Cause): string {
  switch (cause.kind) {
    case 'in-force':
      return closureInWords(cause);
    case 'announced':
      return `${closureInWords(cause)} is announced`;
    case 'staged':
      return `${closureInWords(cause)} is staged`;
    case 'over':
      return `${closureInWords(cause)} is over`;
    case 'changed':
      return `changed by a person: ${cause.fields.join(', ')}`;
    case 'restored':
      return `baseline of ${cause.fields.join(', ')} put back on demand`;
    case 'released':
      return 'released';
    case 'relaunched':
      return 'relaunched by a person';
    case 'nothing':
      return 'nothing is in force';
  }
}

/** What a closure is called: one that somebody asked for without a reason has no name beside its id. */
export function closureInWords({ closure, name }: ClosureNamed): string {
  return name === null || name === closure ? closure : `${closure}: ${name}`;
}
