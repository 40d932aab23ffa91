/**
 * Kinds of calendars stand once, in the registry, which has all of them: too much for a function that only reads what
 * is stored, or only looks occurrences up. In bundles a file beside the registry (`stored.ts`, say) therefore sees of
 * each kind's folder only the file of its own name. kinds.ts sees the folders whole.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const PART = 'part-of-calendars';

export const calendarParts: Plugin = {
  name: PART,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/registry\.ts$/ }, ({ importer, resolveDir }) => {
      const part = basename(importer);
      if (part === 'kinds.ts') return null;
      return { path: join(resolveDir, 'registry.ts'), suffix: `?${part}`, namespace: PART };
    });
    onLoad({ filter: /./, namespace: PART }, async ({ path, suffix }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll('index.ts', suffix.slice(1)),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
  },
};
