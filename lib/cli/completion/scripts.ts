/** Scripts by which shells complete command lines; each finds the command among the words so far, then says what may follow. */
import type { CommandWords } from './words.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const PROGRAM = 'partoo-closures';

export function completionScript(shell: Shell, words: readonly CommandWords[]): string {
  return { bash, zsh, fish }[shell](words);
}

const keyOf = (path: readonly string[]) => path.map((name) => ` ${name}`).join('');
/** A pattern for every command there is. */
const known = (words: readonly CommandWords[]) =>
  words
    .filter(({ path }) => path.length > 0)
    .map(({ path }) => `'${keyOf(path)}'`)
    .join('|');

function bash(words: readonly CommandWords[]): string {
  const cases = words.map(({ path, commands, options, choices }) => {
    const all = [...commands.map(({ name }) => name), ...options.map(({ flag }) => flag), ...choices];
    return `    '${keyOf(path)}') found='${all.join(' ')}' ;;`;
  });
  return `# ${PROGRAM} completion for bash
_partoo_closures() {
  local at='' found='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$at $word" in ${known(words)}) at="$at $word" ;; esac
  done
  case "$at" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$found" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _partoo_closures ${PROGRAM}
`;
}

function zsh(words: readonly CommandWords[]): string {
  const cases = words.map(({ path, commands, options, choices }) => {
    const described = [
      ...commands.map(({ name, description }) => `${name}:${description}`),
      ...options.map(({ flag, description }) => `${flag}:${description}`),
      ...choices,
    ];
    return `    ('${keyOf(path)}') found=(${described.map((one) => `'${one}'`).join(' ')}) ;;`;
  });
  return `#compdef ${PROGRAM}
# ${PROGRAM} completion for zsh
_partoo_closures() {
  local at='' word
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$at $word" in (${known(words)}) at="$at $word" ;; esac
  done
  case "$at" in
${cases.join('\n')}
  esac
  _describe -o '${PROGRAM}' found || _files
}
_partoo_closures "$@"
`;
}

function fish(words: readonly CommandWords[]): string {
  const lines = words.flatMap(({ path, commands, options, choices }) => {
    const when = conditionOf(
      path,
      commands.map(({ name }) => name),
    );
    const base = `complete -c ${PROGRAM} -n '${when}'`;
    return [
      ...commands.map(({ name, description }) => `${base} -f -a '${name}' -d '${description}'`),
      ...options.map(({ flag, description }) => `${base} -l '${flag.slice(2)}' -d '${description}'`),
      ...choices.map((choice) => `${base} -f -a '${choice}'`),
    ];
  });
  return `# ${PROGRAM} completion for fish\n${lines.join('\n')}\n`;
}

/** Behind all commands of the path, and none of those that may follow. */
function conditionOf(path: readonly string[], below: readonly string[]): string {
  if (path.length === 0) return '__fish_use_subcommand';
  const seen = path.map((name) => `__fish_seen_subcommand_from ${name}`);
  return [...seen, ...(below.length > 0 ? [`not __fish_seen_subcommand_from ${below.join(' ')}`] : [])].join(
    '; and ',
  );
}
