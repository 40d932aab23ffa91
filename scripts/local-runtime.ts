/** Lambda's Runtime API on this machine: runs a packaged function from its zip, in processes of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onlyFileOf } from './local-zip.ts';

export interface LocalFunctionOptions {
  name: string;
  zip: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMegabytes: number;
  /** Milliseconds that the function's clock is ahead of the machine's. */
  shift(): number;
  /** What each invocation that succeeded took. */
  used?(usage: Usage): void;
  /** The main file of AWS's own runtime client, in whose place a few lines stand by default; its clock cannot be shifted. */
  client?: string | undefined;
  /** Every line that the function writes. */
  line(line: string): void;
}

/** What came of an invocation, as Lambda tells a destination. */
export type Invoked = { ok: true; value: unknown } | { ok: false; errorType: string; errorMessage: string };

/** With the start of its process, where it was the first in it. */
export interface Usage {
  isCold: boolean;
  cpuMilliseconds: number;
  /** Of the process until then: resident, Node's own included. */
  maxMegabytes: number;
}

interface Invocation {
  id: string;
  event: unknown;
  settle(invoked: Invoked): void;
  timer?: NodeJS.Timeout;
}

/** One function: as many processes as invocations run at once, each reused like Lambda does. */
export class LocalFunction {
  readonly #options: LocalFunctionOptions;
  readonly #folder: string;
  readonly #idle: Instance[] = [];
  readonly #all = new Set<Instance>();

  private constructor(options: LocalFunctionOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
  }

  static async open(options: LocalFunctionOptions): Promise<LocalFunction> {
    const folder = await mkdtemp(join(tmpdir(), `partoo-closures-${options.name}-`));
    await writeFile(join(folder, 'index.mjs'), onlyFileOf(await readFile(options.zip)));
    return new LocalFunction(options, folder);
  }

  get running(): number {
    return this.#all.size - this.#idle.length;
  }

  async invoke(event: unknown): Promise<Invoked> {
    const instance = this.#idle.pop() ?? (await this.#start());
    const invoked = await instance.run(event, this.#options.timeoutSeconds * 1000);
    if (instance.isAlive) this.#idle.push(instance);
    return invoked;
  }

  /** Ends every process at once, as if the machine under it had gone. How many were at work. */
  kill(): number {
    const atWork = this.running;
    this.#idle.length = 0;
    for (const instance of this.#all) instance.kill();
    return atWork;
  }

  /** Kills what there is and waits until it is gone, so that the next invocation begins from nothing. */
  async gone(): Promise<void> {
    this.kill();
    await Promise.all([...this.#all].map(({ ended }) => ended));
  }

  tellShift(): void {
    for (const instance of this.#all) instance.tellShift(this.#options.shift());
  }

  async close(): Promise<void> {
    this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #start(): Promise<Instance> {
    const instance = await Instance.start(this.#options, this.#folder);
    this.#all.add(instance);
    void instance.ended.then(() => {
      this.#all.delete(instance);
      const index = this.#idle.indexOf(instance);
      if (index >= 0) this.#idle.splice(index, 1);
    });
    return instance;
  }
}

const BOOTSTRAP = join(import.meta.dirname, 'local-bootstrap.mjs');

/** One process with the Runtime API that it talks to. */
class Instance {
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  #current: Invocation | null = null;
  /** The process asks for its next event, and there is none yet. */
  #asking: ServerResponse | null = null;
  #deadline = 0;
  isAlive = true;

  static async start(options: LocalFunctionOptions, folder: string): Promise<Instance> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Instance(options, folder, server);
  }

  private constructor(options: LocalFunctionOptions, folder: string, server: Server) {
    server.on('request', (request, response) => void this.#answer(request, response));
    const { port } = server.address() as AddressInfo;
    this.#child = spawn(process.execPath, [options.client ?? BOOTSTRAP], {
      cwd: folder,
      env: {
        ...options.environment,
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        AWS_LAMBDA_FUNCTION_NAME: options.name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(options.memoryMegabytes),
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        LAMBDA_TASK_ROOT: folder,
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${options.name}`,
        AWS_LAMBDA_LOG_STREAM_NAME: 'local',
        _HANDLER: 'index.handler',
        LOCAL_MODULE: pathToFileURL(join(folder, 'index.mjs')).href,
        LOCAL_CLOCK_SHIFT: String(options.shift()),
        TZ: ':UTC',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) eachLine(stream, options.line);
    this.#child.on('message', (message) => {
      const { usage } = message as { usage: Usage };
      options.used?.(usage);
    });
    this.ended = once(this.#child, 'exit').then(([code, signal]) => {
      this.isAlive = false;
      server.close();
      server.closeAllConnections();
      this.#settle({ ok: false, errorType: 'Runtime.ExitError', errorMessage: `exit ${signal ?? code}` });
    });
  }

  run(event: unknown, timeoutMilliseconds: number): Promise<Invoked> {
    return new Promise((settle) => {
      this.#deadline = Date.now() + timeoutMilliseconds;
      const timer = setTimeout(() => this.kill(), timeoutMilliseconds);
      this.#current = { id: randomUUID(), event, settle, timer };
      if (!this.isAlive) this.#settle({ ok: false, errorType: 'Runtime.ExitError', errorMessage: 'dead' });
      else this.#handOut();
    });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  tellShift(shift: number): void {
    if (this.isAlive && this.#child.connected) this.#child.send({ shift });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (path.endsWith('/invocation/next')) {
      this.#asking = response;
      this.#handOut();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || 'null');
    response.writeHead(202).end();
    this.#settle(path.endsWith('/response') ? { ok: true, value: body } : { ok: false, ...body });
  }

  #handOut(): void {
    if (!this.#asking || !this.#current) return;
    this.#asking.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': this.#current.id,
      'lambda-runtime-deadline-ms': String(this.#deadline),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:local:000000000000:function:local',
    });
    this.#asking.end(JSON.stringify(this.#current.event));
    this.#asking = null;
  }

  #settle(invoked: Invoked): void {
    const current = this.#current;
    this.#current = null;
    if (!current) return;
    clearTimeout(current.timer);
    current.settle(invoked);
  }
}

function eachLine(stream: NodeJS.ReadableStream | null, line: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) line(one);
  });
}
