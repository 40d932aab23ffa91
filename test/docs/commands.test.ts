/** Every command line of the documentation is one that works. Pages are read from top to bottom, as by a user. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../lib/cli/program.ts';
import { realClock } from '../../lib/clock.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/index.ts';
import { commandLines, inlineCommandLines, type Page, readPage, readPages } from './support.ts';
import { wholeFileOf } from './yaml.ts';

/** These run until they are stopped, or for long: only their options are looked at. */
const NOT_RUN = ['sandbox', 'watch', 'simulate'];
/** On these pages a person has changed texts during a closure before the first line is typed. */
const WITH_KEPT_FIELDS = ['docs/changes-by-hand.md', 'docs/going-back.md'];

const pages = (await readPages()).map((page) => ({ ...page, lines: commandLines(page) }));
const standard = wholeFileOf(await readPage('docs/first-closure.md')) ?? '';

describe('the options of every line are in --help', () => {
  const lines = pages.flatMap(({ path, text, lines: all }) =>
    [...all, ...inlineCommandLines(text)].map((one) => ({ path, ...one })),
  );
  test('lines are found', () => expect(lines.length).toBeGreaterThan(40));

  test.each(lines)('$path: $line', ({ args }) => {
    const { command, rest } = commandOf(args);
    const known = command.options.flatMap(({ long, short }) => [long, short]);
    for (const word of rest.filter((one) => one.startsWith('-'))) expect(known).toContain(word);
  });
});

const told = pages
  .map((page) => ({ ...page, lines: page.lines.filter(({ args }) => !NOT_RUN.includes(args[0] ?? '')) }))
  .filter(({ lines }) => lines.length > 0);

// One process for all pages: starting it takes longer than most commands.
const child = fork(new URL('./driver.ts', import.meta.url), { execArgv: [] });
afterAll(() => child.kill());

describe.each(told)('$path', (page) => {
  test('can be followed, line by line', { timeout: 120_000 }, async () => {
    await using desk = await sitDown(page);
    const before = JSON.stringify(desk.sandbox.settings());
    await prepare(desk, page);
    const years = yearsUntilAhead(page.lines.flatMap(({ args }) => args));
    for (const { line, args } of page.lines) {
      const { code, stderr } = await desk.type(here(args).map((word) => later(word, years)));
      expect(code, `${line}\n${stderr}`).toBe(0);
    }
    if (page.path === 'docs/going-back.md') expect(JSON.stringify(desk.sandbox.settings())).toBe(before);
  });
});

/** The same line with the embedded store: one contract holds for it and for the table that the page names. */
function here(args: readonly string[]): string[] {
  const at = args.findIndex((word, index) => args[index - 1] === '--store' && word.startsWith('dynamodb:'));
  return at < 0 ? [...args] : args.toSpliced(at - 1, 2);
}

const DATE = /\b(\d{4})(?=-\d{2}-\d{2})/g;

/** How many years a page's dates have to be moved by, so that its examples still lie ahead. */
function yearsUntilAhead(words: readonly string[]): number {
  const dates = words.flatMap((word) => word.match(/\b\d{4}-\d{2}-\d{2}/) ?? []).sort();
  const today = new Date().toISOString().slice(0, 10);
  let years = 0;
  while (dates[0] !== undefined && later(dates[0], years) <= today) years += 1;
  return years;
}

function later(word: string, years: number): string {
  return word.replace(DATE, (year) => String(Number(year) + years));
}

function commandOf(args: readonly string[]): { command: Command; rest: string[] } {
  let command: Command = createProgram();
  const rest = [...args];
  for (;;) {
    const next = command.commands.find((one) => one.name() === rest[0]);
    if (!next) break;
    command = next;
    rest.shift();
  }
  if (command.parent === null) throw new Error(`There is no command "${args[0]}".`);
  return { command, rest };
}

interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** A user with a closures.yml, a store and a sandbox instead of Partoo. */
interface Desk extends AsyncDisposable {
  sandbox: Sandbox;
  /** `ID` stands for what the last `close` or `hold` printed. */
  type(args: readonly string[]): Promise<Finished>;
}

async function sitDown(page: Page): Promise<Desk> {
  const sandbox = await startSandbox({ clock: realClock, businesses: 9, requestsPerMinute: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-docs-'));
  await writeFile(join(folder, 'closures.yml'), quick(wholeFileOf(page) ?? standard));
  const env = { PARTOO_API_KEY: 'sandbox-key', PARTOO_BASE_URL: sandbox.url };
  let id = '';
  return {
    sandbox,
    async type(args) {
      const words = args.map((word) => (word === 'ID' ? id : word));
      const finished = await answerOf({ args: words, folder, env });
      id = /^((?:close|hold)-\w+)$/m.exec(finished.stdout)?.[1] ?? id;
      return finished;
    },
    async [Symbol.asyncDispose]() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answerOf(typed: { args: string[]; folder: string; env: object }): Promise<Finished> {
  const over = new AbortController();
  const ended = once(child, 'exit', over).then(([code]) => {
    throw new Error(`The process ended with ${code} at: ${typed.args.join(' ')}`);
  });
  ended.catch(() => {});
  child.send(typed);
  try {
    const [answer] = await Promise.race([once(child, 'message', over), ended]);
    return answer as Finished;
  } finally {
    over.abort();
  }
}

/** The sandbox in place of the real Partoo, without the waiting that its quota asks for. */
function quick(yaml: string): string {
  return yaml
    .replace(/^ *baseUrl:.*\n/m, '')
    .replace(
      /^( *)apiKey:.*\n/m,
      '$1apiKey: env:PARTOO_API_KEY\n$1baseUrl: env:PARTOO_BASE_URL\n$1requestsPerMinute: 6000\n',
    );
}

/** What has happened before the first line of a page is typed. */
async function prepare(desk: Desk, { path, lines }: (typeof told)[number]): Promise<void> {
  if (lines.some(({ args }) => args[0] === 'check')) return;
  const setUp = [['apply', '--yes'], ['run']];
  const closing = ['close', '--codes', 'ST-00001,ST-00002', '--reason', 'Works'];
  if (WITH_KEPT_FIELDS.includes(path)) setUp.push(closing, ['run']);
  for (const args of setUp) await desk.type(args);
  if (!WITH_KEPT_FIELDS.includes(path)) return;
  const named = lines.flatMap(({ args }) => (args[0] === 'restore' ? (args[1] ?? []) : []));
  for (const code of named) desk.sandbox.person.edit(code, { offline_message: 'We are painting the walls.' });
  for (const args of [['reopen', 'ID'], ['run']]) await desk.type(args);
}
