/** Every command line of the documentation is one that works. Pages are read from top to bottom, as by a user. */
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../lib/cli/program.ts';
import { type Desk, desk, type Finished } from '../support/desk/desk.ts';
import { commandLines, inlineCommandLines, readPage, readPages } from './support.ts';
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

describe.each(told)('$path', (page) => {
  test('can be followed, line by line', { timeout: 120_000 }, async () => {
    await using user = await desk('', { businesses: 9 });
    await user.configure(quick(wholeFileOf(page) ?? standard));
    const before = JSON.stringify(user.sandbox.settings());
    const type = typist(user);
    await prepare(user, type, page);
    const years = yearsUntilAhead(page.lines.flatMap(({ args }) => args));
    for (const { line, args } of page.lines) {
      const { code, stderr } = await type(here(args).map((word) => later(word, years)));
      expect(code, `${line}\n${stderr}`).toBe(0);
    }
    if (page.path === 'docs/going-back.md') expect(JSON.stringify(user.sandbox.settings())).toBe(before);
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

const program = await createProgram();

function commandOf(args: readonly string[]): { command: Command; rest: string[] } {
  let command: Command = program;
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

/** `ID` stands for what the last `close` or `hold` printed. */
function typist(user: Desk): (args: readonly string[]) => Promise<Finished> {
  let id = '';
  return async (args) => {
    const finished = await user.run(args.map((word) => (word === 'ID' ? id : word)));
    id = /^((?:close|hold)-\w+)$/m.exec(finished.stdout)?.[1] ?? id;
    return finished;
  };
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
async function prepare(
  { sandbox }: Desk,
  type: ReturnType<typeof typist>,
  { path, lines }: (typeof told)[number],
): Promise<void> {
  if (lines.some(({ args }) => args[0] === 'check')) return;
  const setUp = [['apply', '--yes'], ['run']];
  const closing = ['close', '--codes', 'ST-00001,ST-00002', '--reason', 'Works'];
  if (WITH_KEPT_FIELDS.includes(path)) setUp.push(closing, ['run']);
  for (const args of setUp) await type(args);
  if (!WITH_KEPT_FIELDS.includes(path)) return;
  const named = lines.flatMap(({ args }) => (args[0] === 'restore' ? (args[1] ?? []) : []));
  for (const code of named) sandbox.person.edit(code, { offline_message: 'We are painting the walls.' });
  for (const args of [['reopen', 'ID'], ['run']]) await type(args);
}
