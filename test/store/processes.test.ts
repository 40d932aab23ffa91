import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from '../../lib/store/sqlite.ts';
import type { Lease, Store } from '../../lib/store/store.ts';
import { program } from '../support/program.ts';
import { MINUTE, NOW, stored, textOf } from '../support/world/samples.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/world/temporary-folder.ts';
import type { Command } from './process.ts';

let folder: TemporaryFolder;
let path: string;
let store: Store;
let children: ChildProcess[];
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'state.db');
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map(kill));
  await store.close();
  await folder[Symbol.asyncDispose]();
});

test('processes that create the same file at once all get a working store', async () => {
  const started = await Promise.all(Array.from({ length: 4 }, start));
  store = await openSqliteStore(path);
  expect(started).toHaveLength(4);
  expect(await store.listMarks('acme')).toEqual([]);
});

test('processes that reserve slots at once never share one, and keep the spacing', async () => {
  store = await openSqliteStore(path);
  const processes = await Promise.all(Array.from({ length: 4 }, start));
  const command: Command = { do: 'reserve', times: 25, count: 3, spacing: 250 };
  const firsts = (await Promise.all(processes.map((child) => ask<number[]>(child, command)))).flat();
  expect(firsts.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => NOW + index * 750));
});

test('of processes that want the lease at once one gets it, and kill -9 of that one frees it', async () => {
  store = await openSqliteStore(path);
  for (let token = 1; token <= 3; token++) {
    const processes = await Promise.all(Array.from({ length: 4 }, start));
    const answers = await Promise.all(
      processes.map((child) => ask<Lease | null>(child, { do: 'take-lease' })),
    );
    expect(answers.filter((lease) => lease !== null).map((lease) => lease.token)).toEqual([token]);

    const holder = processes[answers.findIndex((lease) => lease !== null)]!;
    const others = processes.filter((child) => child !== holder);
    await Promise.all(others.map(kill));
    expect(await store.takeLease('acme', NOW, MINUTE)).toBeNull();
    await kill(holder);
  }
  expect((await store.takeLease('acme', NOW, MINUTE))?.token).toBe(4);
});

test.each([
  { dieAt: 0, count: 100, saved: false },
  { dieAt: 1, count: 100, saved: false },
  // By then SQLite has spilled pages of the unfinished transaction into the log.
  { dieAt: 2999, count: 3000, saved: false },
  { dieAt: 3000, count: 3000, saved: true },
])('kill -9 before business $dieAt of $count is saved leaves all saved: $saved', async (one) => {
  const { dieAt, count, saved } = one;
  store = await openSqliteStore(path);
  const lease = (await store.takeLease('acme', NOW, MINUTE))!;
  const ids = Array.from({ length: count }, (_, index) => `b${index}`);
  await store.saveBusinesses(
    lease,
    ids.map((id) => stored(id, 'old')),
  );

  const child = await start();
  child.send({ do: 'save-and-die', lease, count, dieAt } satisfies Command);
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');

  const reopened = await openSqliteStore(path);
  for (const open of [store, reopened]) {
    const texts = [...(await open.readBusinesses('acme', ids)).values()].map(textOf);
    expect(texts).toHaveLength(count);
    expect(new Set(texts)).toEqual(new Set([saved ? 'new'.repeat(500) : 'old']));
  }
  await store.saveBusinesses(lease, [stored('b0', 'goes on')]);
  await reopened.close();
});

async function start(): Promise<ChildProcess> {
  const { file, env } = await program('store');
  const child = fork(file, [path], { execArgv: [], env: { ...process.env, ...env } });
  children.push(child);
  await reply(child);
  return child;
}

async function ask<Answer>(child: ChildProcess, command: Command): Promise<Answer> {
  const answered = reply<Answer>(child);
  child.send(command);
  return answered;
}

function reply<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error('the process ended without an answer'));
    child.once('exit', failed);
    child.once('message', (message: { result: Answer }) => {
      child.off('exit', failed);
      resolve(message.result);
    });
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
