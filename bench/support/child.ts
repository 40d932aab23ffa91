import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/partoo-closures.js', import.meta.url));
const USAGE = new URL('report-usage.ts', import.meta.url).href;

/** What one whole process took, from its start to the end of its output. */
export interface Usage {
  milliseconds: number;
  /** Of all its threads, user and system. */
  cpuMilliseconds: number;
  peakMegabytes: number;
  /** Until the first byte of standard output. */
  firstByteMilliseconds: number;
  outputMegabytes: number;
  lines: number;
}

export interface ChildOptions {
  folder: string;
  env: Record<string, string>;
  /** What is run. Default: the command of this version. */
  script?: string;
  /** The reader stops for so long after the first byte. Default 0. */
  pauseMilliseconds?: number;
}

const usageFile = ({ folder }: ChildOptions): string => join(folder, 'usage.json');

function start(args: readonly string[], options: ChildOptions) {
  const { folder, env, script = BIN } = options;
  const cache = { NODE_COMPILE_CACHE: join(folder, 'cache') };
  return spawn(process.execPath, ['--import', USAGE, script, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, BENCH_USAGE: usageFile(options), ...cache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What a process that goes on for long took since it was sent SIGUSR2. */
export interface Stretch {
  sinceCpuMilliseconds: number;
  /** For how long the event loop did nothing else, in milliseconds; `stretch`: at most, by its own work alone. */
  heldUp: { p99: number; longest: number; stretch: number };
  /** Kilobytes. */
  maxRSS: number;
}

/** Starts the command, and resolves to what follows `prompt` in its output, once it is there. */
export async function startServing(
  args: readonly string[],
  prompt: string,
  options: ChildOptions,
): Promise<{ said: string; kill: ChildProcess['kill']; ended: Promise<Stretch> }> {
  const child = start(args, options);
  child.stderr.pipe(process.stderr);
  const ended = once(child, 'close').then(
    async () => JSON.parse(await readFile(usageFile(options), 'utf8')) as Stretch,
  );
  let output = '';
  for await (const [chunk] of on(child.stdout, 'data', { close: ['end'] })) {
    output += chunk;
    const said = output.split(prompt)[1];
    if (said?.includes('\n')) {
      child.stdout.resume();
      return { said: said.split('\n')[0]!, kill: child.kill.bind(child), ended };
    }
  }
  throw new Error(`${args.join(' ')} ended before it said "${prompt}".`);
}

/** Runs the command, or another script, in a process of its own. Rejects where it fails. */
export async function measure(args: readonly string[], options: ChildOptions): Promise<Usage> {
  const { pauseMilliseconds = 0 } = options;
  const started = performance.now();
  const child = start(args, options);
  let firstByteMilliseconds = 0;
  let bytes = 0;
  let lines = 0;
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  child.stdout.on('data', (chunk: Buffer) => {
    if (bytes === 0) {
      firstByteMilliseconds = performance.now() - started;
      if (pauseMilliseconds > 0) {
        child.stdout.pause();
        setTimeout(() => child.stdout.resume(), pauseMilliseconds);
      }
    }
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  const milliseconds = performance.now() - started;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${errors}`);
  const used = JSON.parse(await readFile(usageFile(options), 'utf8')) as NodeJS.ResourceUsage;
  return {
    milliseconds,
    cpuMilliseconds: (used.userCPUTime + used.systemCPUTime) / 1000,
    peakMegabytes: used.maxRSS / 1024,
    firstByteMilliseconds,
    outputMegabytes: bytes / 1e6,
    lines,
  };
}

/** The quickest of some runs: what the machine takes where nothing else disturbs it. */
export async function quickest(times: number, run: () => Promise<Usage>): Promise<Usage> {
  let best = await run();
  for (let time = 1; time < times; time += 1) {
    const usage = await run();
    if (usage.milliseconds < best.milliseconds) best = usage;
  }
  return best;
}
