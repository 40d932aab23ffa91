/**
 * Writes the parts of README.md that come from the program itself: what `npm start` shows (as text, and as the picture
 * docs/npm-start.svg), and the table of commands.
 *
 *   npx node scripts/readme-output.ts              all of it, with the pictures of `plan`, `status` and `explain`
 *   npx node scripts/readme-output.ts pictures     those pictures and the table
 *   npx node scripts/readme-output.ts commands     the table alone, at once
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { createProgram } from '../lib/cli/program.ts';
import type { Scene } from './readme-scene.ts';
import { pictureOf } from './start-picture.ts';

const ROOT = join(import.meta.dirname, '..');
const README = join(ROOT, 'README.md');
const PICTURE = join(ROOT, 'docs', 'npm-start.svg');
const END = '<!-- end -->';

/** The line that each block begins with. */
export const BLOCKS = { start: '<!-- output of: npm start -->', commands: '<!-- commands -->' } as const;
export type BlockName = keyof typeof BLOCKS;

/** What stands between the marks of a block, without blank lines around it. @throws Error where the marks are missing */
export function blockOf(markdown: string, name: BlockName): string {
  const { from, to } = boundsOf(markdown, name);
  return markdown.slice(from, to).trim();
}

function withBlock(markdown: string, name: BlockName, content: string): string {
  const { from, to } = boundsOf(markdown, name);
  return `${markdown.slice(0, from)}\n${content}\n${markdown.slice(to)}`;
}

function boundsOf(markdown: string, name: BlockName): { from: number; to: number } {
  const begin = markdown.indexOf(BLOCKS[name]);
  const from = begin + BLOCKS[name].length + 1;
  const to = markdown.indexOf(END, from);
  if (begin < 0 || to < 0) throw new Error(`README.md has no block that begins with ${BLOCKS[name]}`);
  return { from, to };
}

/** What stands before the picture of a command, and where that is. */
export const PICTURED: Readonly<Record<keyof Scene, string>> = {
  plan: 'npx partoo-closures plan --to 2026-12-26',
  status: 'npx partoo-closures status',
  explain: 'npx partoo-closures explain ST-00010',
};

/** A picture for each command, by the name of its file in docs/. */
export async function scenePictures(): Promise<Record<string, string>> {
  const script = join(import.meta.dirname, 'readme-scene.ts');
  const scene = JSON.parse(await outputOf([script], { ...process.env, TZ: 'Europe/Paris' })) as Scene;
  return Object.fromEntries(
    Object.entries(PICTURED).map(([name, command]) => [
      `${name}.svg`,
      pictureOf(scene[name as keyof Scene].join('\n').trim(), command),
    ]),
  );
}

/** One line for each command, in the order of `--help` and in its words. */
export async function commandsTable(): Promise<string> {
  const { commands } = await createProgram();
  const rows = commands
    .filter((command) => command.name() !== 'help')
    .map((command) => {
      const words = command.registeredArguments.map((one) =>
        one.required ? `<${one.name()}>` : `[${one.name()}]`,
      );
      return `| \`${[command.name(), ...words].join(' ')}\` | ${command.summary().replaceAll('|', '\\|')} |`;
    });
  return ['| command | does |', '|---|---|', ...rows].join('\n');
}

/** What `npm start` prints, as people see it but for the colours. @throws Error where it does not end well */
export async function startOutput(): Promise<string> {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const [node, ...words] = (scripts.start as string).split(' ');
  if (node !== 'node') throw new Error(`npm start is not run by node: ${scripts.start}`);
  return withoutIndent(stripVTControlCharacters(await outputOf(words, process.env)));
}

async function outputOf(words: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, words, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}:\n${out}${err}`);
  return out;
}

function withoutIndent(output: string): string {
  return output
    .split('\n')
    .map((line) => line.replace(/^ {2}/, '').trimEnd())
    .join('\n')
    .trim();
}

if (import.meta.main) {
  const [only] = process.argv.slice(2);
  let markdown = await readFile(README, 'utf8');
  markdown = withBlock(markdown, 'commands', await commandsTable());
  if (only !== 'commands')
    for (const [file, picture] of Object.entries(await scenePictures()))
      await writeFile(join(ROOT, 'docs', file), picture);
  if (only === undefined) {
    const output = await startOutput();
    markdown = withBlock(markdown, 'start', `\`\`\`text\n${output}\n\`\`\``);
    await writeFile(PICTURE, pictureOf(output));
  }
  await writeFile(README, markdown);
  console.log('README.md is up to date.');
}
