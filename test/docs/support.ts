/** The documentation as tests see it: its pages, their snippets and command lines. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface Page {
  /** Relative to the repository. */
  path: string;
  text: string;
  snippets: Snippet[];
}

interface Snippet {
  language: string;
  text: string;
  /** Of its first line, from 1. */
  line: number;
}

/** The pages of this documentation: those at the root, and all in docs. */
export async function readPages(): Promise<Page[]> {
  const files = await readdir(join(ROOT, 'docs'), { recursive: true });
  const paths = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...files.filter((file) => file.endsWith('.md')).map((file) => join('docs', file)),
  ];
  return Promise.all(paths.sort().map((path) => readPage(path)));
}

export async function readPage(path: string): Promise<Page> {
  const text = await readFile(join(ROOT, path), 'utf8');
  return { path: relative(ROOT, join(ROOT, path)), text, snippets: snippetsOf(text) };
}

function snippetsOf(text: string): Snippet[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ 1: language, 2: body, index }) => ({
    language: language ?? '',
    text: body ?? '',
    line: text.slice(0, index).split('\n').length + 1,
  }));
}

/** The arguments of every `npx partoo-closures …` line of a page, in order. */
export function commandLines({ snippets }: Page): { line: string; args: string[] }[] {
  return snippets
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => line.startsWith('npx partoo-closures'))
    .map((line) => ({ line, args: wordsOf(line).slice(2) }));
}

/** The same of `code` within sentences, as far as a line is spelt out. */
export function inlineCommandLines(text: string): { line: string; args: string[] }[] {
  return codeIn(text)
    .filter((line) => /^npx partoo-closures \w/.test(line))
    .map((line) => ({
      line,
      args: wordsOf(line)
        .slice(2)
        .filter((word) => word !== '…'),
    }));
}

/** Splits a line as a shell does, as far as the documentation uses one: double quotes and comments. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/"([^"]*)"|(\S+)/g)) {
    if (plain?.startsWith('#')) break;
    words.push(quoted ?? plain ?? '');
  }
  return words;
}

/** Rows of the tables of a text: the cells of each, without heads and rules. */
export function tableRows(text: string): string[][] {
  const lines = text.split('\n');
  return lines
    .filter(
      (line, index) =>
        line.startsWith('|') && !/^\|[-|]+\|$/.test(line) && !/^\|[-|]+\|$/.test(lines[index + 1] ?? ''),
    )
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

/** What stands in `backticks`. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] as string);
}
