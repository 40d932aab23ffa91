import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { made } from './deployment/made.ts';
import { PROGRAMS } from './programs.ts';

export interface Program {
  /** What Node is given to start it. */
  file: string;
  /** What its environment needs: what one process has compiled the next one need not. */
  env: { NODE_COMPILE_CACHE: string };
}

let folder: Promise<string> | undefined;

/** One of {@link PROGRAMS}, made where nobody has asked for any before. */
export async function program(name: keyof typeof PROGRAMS): Promise<Program> {
  folder ??= made('programs');
  return {
    file: join(await folder, PROGRAMS[name]),
    env: { NODE_COMPILE_CACHE: join(await folder, 'compiled') },
  };
}

/** What it prints, to the end, on a machine in a zone; whatever it says on standard error is an error. */
export async function printedUnder(TZ: string, name: keyof typeof PROGRAMS): Promise<string> {
  const { file, env } = await program(name);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], {
    env: { ...process.env, ...env, TZ },
    maxBuffer: 100_000_000,
  });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}
