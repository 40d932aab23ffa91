import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A file of the project, as imports are read from it. */
export interface SourceFile {
  /** From the root, with slashes: `lib/store/store.ts`. */
  path: string;
  text: string;
}

/** One file naming another. */
export interface Import {
  from: string;
  line: number;
  to: string;
}

const ROOT = join(import.meta.dirname, '..', '..');

/** Every TypeScript file below the given folders. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => posix.join(folder, name))
      .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
  );
}

/** What files name by a relative path: imports, types too, what they pass on, and what they load later. */
export function importsOf(files: readonly SourceFile[]): Import[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map((match) => ({
      from: path,
      line: text.slice(0, match.index).split('\n').length,
      to: posix.join(posix.dirname(path), match[1]!),
    })),
  );
}
