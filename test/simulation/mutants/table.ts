import type { Mutant } from './mutant.ts';
import type { NoticedBy } from './noticed.ts';
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
      : [found.seeds ?? 'chosen', found.seed, `${found.world}: ${inCell(found.fault)}`];
  return `| ${[rule, name, ...cells].join(' | ')} |`;
}

function inCell(fault: string): string {
  const line = fault.replaceAll('|', '/').replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

const INTRODUCTION = `# Bugs that the simulations notice

What \`npm run simulate:mutants -- --write\` found: each line is a bug that was put into production code, alone, and the simulation
that noticed it ([decision 115](decisions/0115-mutants.md)). *Seeds* is how many worlds were played until then, those first that show
most; *chosen*: the seed was picked because its world comes to the place.

| Rule | Bug | What goes wrong then | Seeds | Noticed by |
|---|---|---|---|---|
`;

const OPEN = `
## Not noticed yet

Each is a hole in a checker, or in what worlds come to. Tests of the product hold most of them.

| Rule | Bug | What goes wrong then |
|---|---|---|
`;

/** The page of the documentation: the mutants that were noticed, by rule, and those that nothing has noticed yet. */
export function pageOf(mutants: readonly Mutant[], noticed: { [name: string]: NoticedBy }): string {
  const number = ({ rule }: Mutant) => (rule === 'staged' ? Number.POSITIVE_INFINITY : rule);
  const inOrder = mutants.toSorted((a, b) => number(a) - number(b));
  const rows = inOrder.flatMap(({ rule, name, harm }) => {
    const record = noticed[name];
    if (record === undefined) return [];
    const { world, seed, seeds, checker } = record;
    return `| ${[rule, name, harm, seeds ?? 'chosen', `${checker} (${world} ${seed})`].join(' | ')} |\n`;
  });
  const open = inOrder
    .filter(({ name }) => !Object.hasOwn(noticed, name))
    .map(({ rule, name, harm }) => `| ${[rule, name, harm].join(' | ')} |\n`);
  return `${INTRODUCTION}${rows.join('')}${open.length === 0 ? '' : `${OPEN}${open.join('')}`}`;
}
