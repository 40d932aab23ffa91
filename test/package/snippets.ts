import { readdir, readFile } from 'node:fs/promises';

const DOCS = new URL('../../docs/', import.meta.url);

export interface Snippet {
  /** `library.md, line 12`. */
  where: string;
  code: string;
  /** What the page says that it prints: the `text` block right after it, or null. */
  prints: string | null;
}

/** The TypeScript snippets of the documentation that import the package by its name. */
export async function librarySnippets(): Promise<Snippet[]> {
  const pages = (await readdir(DOCS)).filter((name) => name.endsWith('.md')).sort();
  const found = await Promise.all(
    pages.map(async (page) => snippetsOf(page, await readFile(new URL(page, DOCS), 'utf8'))),
  );
  return found.flat();
}

function snippetsOf(page: string, text: string): Snippet[] {
  return [...text.matchAll(/^```ts\n(.*?)^```\n(?:\s*```text\n(.*?)^```)?/gms)]
    .filter(([, code = '']) => code.includes("from 'partoo-closures/"))
    .map(({ 1: code = '', 2: prints = null, index }) => ({
      where: `${page}, line ${text.slice(0, index).split('\n').length}`,
      code,
      prints,
    }));
}
