import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Argument, Command } from 'commander';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { completionScript, SHELLS, type Shell } from '../completion/scripts.ts';
import { wordsOf } from '../completion/words.ts';
import { act } from '../context.ts';

const shell = () => new Argument('[shell]', 'default: the one of $SHELL').choices(SHELLS);

/** Has no store and asks nobody: what is completed are commands and options. */
export function completionCommand(): Command {
  return new Command('completion')
    .summary('completion of commands and options by bash, zsh or fish')
    .description('Has the shell complete commands and options.')
    .addCommand(installCommand())
    .addCommand(printCommand());
}

function installCommand(): Command {
  const command = new Command('install')
    .summary('write it where the shell looks for it')
    .description('Writes the completion into the folder of your own in which the shell looks for it.')
    .addArgument(shell());
  return act(command, async ({ out, env }, _options, [name]) => {
    const chosen = shellOf(name, env);
    const path = pathOf(chosen, env);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, scriptFor(command, chosen));
    if (out.json) await out.document({ shell: chosen, path });
    out.line(`${out.paint('green', 'Written')}  ${path}`);
    out.line(NEXT[chosen](dirname(path)));
    return 0;
  });
}

function printCommand(): Command {
  const command = new Command('print')
    .summary('write it to standard output')
    .description('Writes the completion to standard output, for a place of your own.')
    .addArgument(shell());
  return act(command, async ({ out, env }, _options, [name]) => {
    const chosen = shellOf(name, env);
    const script = scriptFor(command, chosen);
    if (out.json) await out.document({ shell: chosen, script });
    else await out.write(script);
    return 0;
  });
}

function scriptFor({ parent }: Command, chosen: Shell): string {
  const program = parent?.parent;
  if (!program) throw new Error('unreachable: the command belongs to the program');
  return completionScript(chosen, wordsOf(program));
}

type Env = Readonly<Record<string, string | undefined>>;

/** @throws UsageError where nobody says which, and it cannot be told */
function shellOf(name: string | undefined, { SHELL }: Env): Shell {
  const wanted = name ?? basename(SHELL ?? '');
  const found = SHELLS.find((one) => one === wanted);
  if (found) return found;
  throw new UsageError('shell', 'Which shell it is for cannot be told.', `Say one of: ${SHELLS.join(', ')}.`);
}

/** Where each looks by itself; zsh has no such folder of somebody's own. */
function pathOf(chosen: Shell, { HOME = homedir(), XDG_DATA_HOME, XDG_CONFIG_HOME }: Env): string {
  const data = XDG_DATA_HOME || join(HOME, '.local', 'share');
  const config = XDG_CONFIG_HOME || join(HOME, '.config');
  return {
    bash: join(data, 'bash-completion', 'completions', 'partoo-closures'),
    zsh: join(data, 'zsh', 'site-functions', '_partoo-closures'),
    fish: join(config, 'fish', 'completions', 'partoo-closures.fish'),
  }[chosen];
}

const NEXT: Readonly<Record<Shell, (folder: string) => string>> = {
  bash: () => 'It counts from the next shell on, where the package bash-completion is installed.',
  zsh: (folder) => `Once, in ~/.zshrc before compinit:  fpath=(${folder} $fpath)`,
  fish: () => 'It counts at once.',
};
