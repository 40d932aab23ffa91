import { readFileSync } from 'node:fs';

/** A bug that somebody could plausibly write into production code; a simulation has to notice it. */
export interface Mutant {
  /** Unique; what is broken, in two to four words. */
  name: string;
  /** The design rule that it breaks; `staged`: those of staged closures. */
  rule: number | 'staged';
  /** From the root of the repository. */
  file: string;
  /** Stands in the file exactly once. */
  code: string;
  bug: string;
  /** What goes wrong then, in a sentence. */
  harm: string;
}

const ROOT = new URL('../../../', import.meta.url);

export function addressOf({ file }: Mutant): string {
  return new URL(file, ROOT).href;
}

export function sourceOf({ file }: Mutant): string {
  return readFileSync(new URL(file, ROOT), 'utf8');
}

/** @throws where the code does not stand there exactly once: it was changed, and the mutant has to follow it */
export function mutated({ name, file, code, bug }: Mutant, source: string): string {
  const pieces = source.split(code);
  const [before, after] = pieces;
  if (pieces.length !== 2) throw new Error(`${name}: its code stands ${pieces.length - 1} times in ${file}.`);
  return `${before}${bug}${after}`;
}
