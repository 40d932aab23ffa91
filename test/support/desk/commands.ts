/** Command lines, where the process that runs one is not what a test is about: starting Node takes longer than most commands. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { program } from '../program.ts';

export interface CommandLine {
  args: string[];
  folder: string;
  /** All that the command sees of an environment. */
  env: Record<string, string | undefined>;
}

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

let started: ChildProcess | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** Runs a command to its end, after those that were typed before it, as one process would: nobody looks at a terminal. */
export function type(line: CommandLine): Promise<Outcome> {
  const outcome = turn.then(() => outcomeOf(line));
  turn = outcome.catch(() => {});
  return outcome;
}

async function outcomeOf(line: CommandLine): Promise<Outcome> {
  const child = await commandProcess();
  const over = new AbortController();
  const ended = once(child, 'exit', over).then(([code]) => {
    throw new Error(`The process of commands ended with ${code} at: ${line.args.join(' ')}`);
  });
  ended.catch(() => {});
  child.send(line);
  try {
    const [outcome] = await Promise.race([once(child, 'message', over), ended]);
    return outcome as Outcome;
  } finally {
    over.abort();
  }
}

/** One for all files that share this process; it ends with it. */
async function commandProcess(): Promise<ChildProcess> {
  if (started?.connected) return started;
  const { file, env } = await program('command-process');
  started = fork(file, {
    env: { ...process.env, ...env },
    execArgv: [],
    // Its end ends with the test's process: nothing of it is waited for.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  started.unref();
  started.channel?.unref();
  return started;
}
