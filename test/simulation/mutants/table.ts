import type { Mutant } from './mutant.ts';
import type { Noticed } from './search.ts';

const LONGEST = 100;

export function header(): string {
  return '| rule | mutant | seeds | the last | noticed as |\n|---|---|---|---|---|';
}

/** `null`: nothing noticed it. */
export function rowOf({ rule, name }: Mutant, found: Noticed | null): string {
  const cells =
    found === null
      ? ['–', '–', 'it survives']
      : [found.seeds, found.seed, `${found.world}: ${inCell(found.fault)}`];
  return `| ${[rule, name, ...cells].join(' | ')} |`;
}

function inCell(fault: string): string {
  const line = fault.replaceAll('|', '/').replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
