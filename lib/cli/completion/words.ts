import type { Command } from 'commander';

/** What may come after a command: others that belong to it, and its options. */
export interface CommandWords {
  /** Names of commands that lead here; empty: the program itself. */
  path: string[];
  commands: { name: string; description: string }[];
  options: { flag: string; description: string }[];
  /** Values that are one of a few: of options and arguments. */
  choices: string[];
}

/** Every command of a program, so that what is completed is what there is. */
export function wordsOf(command: Command, path: string[] = []): CommandWords[] {
  const { commands } = command;
  const mine = {
    path,
    commands: commands.map((one) => ({
      name: one.name(),
      description: shortOf(one.summary() || one.description()),
    })),
    options: command.options
      .filter(({ hidden, long }) => !hidden && long)
      .map(({ long, description }) => ({ flag: long!, description: shortOf(description) })),
    choices: command.options.flatMap(({ argChoices }) => argChoices ?? []),
  };
  return [mine, ...commands.flatMap((one) => wordsOf(one, [...path, one.name()]))];
}

const LONGEST = 70;

/** Shells show a line for each word, and each has its own idea of quotes and colons. */
function shortOf(description: string): string {
  const plain = description.replace(/['"`:\\$[\]]/g, '').replace(/\s+/g, ' ');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 1)}…`;
}
