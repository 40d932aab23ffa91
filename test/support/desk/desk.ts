import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { realClock } from '../../../lib/clock.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../lib/sandbox/index.ts';
import { type Program, program } from '../program.ts';
import { type } from './commands.ts';

/** As a clone runs it, from its sources: which takes three times as long as what {@link Desk.start} starts. */
export const BIN = fileURLToPath(new URL('../../../bin/partoo-closures.js', import.meta.url));
export const KEY = 'sandbox-key';

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Standard output as the one JSON document that it has to be. */
  json(): Json;
}
type Row = Record<string, unknown>;

/** What tests read of the documents of --json, all commands together. */
interface Json {
  error: { code: string; message: string; issues: Row[] };
  from: string;
  to: string;
  closures: Row[];
  waves: Row[];
  requests: { reads: number; writes: number };
  warnings: Row[];
  inWords: Row[];
  feeds: Row[];
  webhooks: Row[];
  converged: boolean;
  organizations: [{ results: Row[] }];
  businesses: Row[];
  entries: Row[];
  fields: { is_launched: { winner: Row } };
  next: string;
  id: string;
  passes: Row[];
  checks: { check: string; result: string }[];
  templates: (Row & { text: string })[];
  holidays: Row[];
}

/** A user's working folder: a configuration, a store, and a sandbox in place of Partoo. */
export interface Desk extends AsyncDisposable {
  sandbox: Sandbox;
  folder: string;
  /** Types a command and waits for its end. All that are typed share one process, one after the other. */
  run(args: string[], env?: Record<string, string>): Promise<Finished>;
  /** Starts the binary as a process of its own. */
  start(args: string[], env?: Record<string, string>): Started;
  configure(yaml: string): Promise<void>;
}

export interface Started {
  /** Resolves once standard output holds this. */
  says(text: string): Promise<void>;
  /** Standard output so far. */
  printed(): string;
  kill: ChildProcess['kill'];
  finished: Promise<Finished>;
}

export interface DeskOptions extends Partial<SandboxOptions> {
  /** What commands are told that Partoo's address is, where something stands before the sandbox; is given its own. */
  before?: (url: string) => string;
}

export const ORGANIZATIONS = `version: 1
organizations:
  acme: { apiKey: env:PARTOO_API_KEY, baseUrl: env:PARTOO_BASE_URL, timezone: Europe/Paris, language: fr, requestsPerMinute: 6000 }
`;

/** A closure of everything that began yesterday and lasts until tomorrow. */
export function closedNow(name: string, scope = ''): string {
  return `  ${name}: { ${scope}dates: [{ from: ${day(-1)}, to: ${day(2)} }] }\n`;
}

/** A civil day so many days from now. */
export function day(offset: number): string {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
}

/** @param rules the part of closures.yml below `rules:` */
export async function desk(rules: string, { before, ...options }: DeskOptions = {}): Promise<Desk> {
  const sandbox = await startSandbox({ clock: realClock, businesses: 12, requestsPerMinute: 0, ...options });
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-desk-'));
  const configure = (yaml: string) => writeFile(join(folder, 'closures.yml'), yaml);
  await configure(`${ORGANIZATIONS}rules:\n${rules}`);
  const command = await program('command');
  const account = { PARTOO_API_KEY: KEY, PARTOO_BASE_URL: before?.(sandbox.url) ?? sandbox.url };
  const started: Started[] = [];
  const start: Desk['start'] = (args, env) => {
    const one = startProgram(command, folder, args, { ...account, ...env });
    started.push(one);
    return one;
  };
  return {
    sandbox,
    folder,
    configure,
    start,
    run: (args, env) => runCommand(folder, args, { ...account, ...env }),
    async [Symbol.asyncDispose]() {
      // A case that has failed stops nothing any more.
      for (const one of started) one.kill('SIGKILL');
      await Promise.allSettled(started.map(({ finished }) => finished));
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a user's shell has beside what a test adds: a zone that no rule is written for, and a name. */
const shell = (env: Record<string, string>) => ({
  PATH: process.env.PATH,
  TZ: 'Pacific/Kiritimati',
  USER: 'tester',
  ...env,
});

/** As {@link Desk.run}, in any folder. */
export async function runCommand(
  folder: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Finished> {
  return finished(await type({ args, folder, env: shell(env) }));
}

const finished = (outcome: Omit<Finished, 'json'>): Finished => ({
  ...outcome,
  json: () => JSON.parse(outcome.stdout) as Json,
});

/** The binary in a folder and environment of its own, where nobody looks at a terminal. */
export async function startCommand(folder: string, args: string[]): Promise<Started> {
  return startProgram(await program('command'), folder, args, {});
}

function startProgram(
  command: Program,
  folder: string,
  args: string[],
  env: Record<string, string>,
): Started {
  const child = spawn(process.execPath, [command.file, ...args], {
    cwd: folder,
    env: { ...shell(env), ...command.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithTest(child);
  let [stdout, stderr] = ['', ''];
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(finished({ code, stdout, stderr })));
  });
  return {
    finished: ended,
    printed: () => stdout,
    kill: (signal) => child.kill(signal),
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => stdout.includes(text) && resolve();
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without saying "${text}":\n${stdout}\n${stderr}`)));
      }),
  };
}

/** One that has run out of its time clears nothing away. */
function endWithTest(child: ChildProcess): void {
  if (expect.getState().currentTestName !== undefined) onTestFinished(() => void child.kill('SIGKILL'));
}

/** Types a command where no Partoo and no configuration is needed. */
export async function bare(args: string[], env: Record<string, string> = {}): Promise<Finished> {
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-cli-'));
  try {
    return await runCommand(folder, args, env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
