import { expect, it } from 'vitest';
import { sourceFiles } from './imports.ts';

const LINES = 300;

it.each(['lib/reconcile', 'lib/operations', 'lib/events'])(
  'no file of %s is longer than 300 lines',
  (folder) => {
    const lengths = sourceFiles(folder).map(({ path, text }) => ({
      path,
      lines: text.split('\n').length - 1,
    }));
    expect(lengths.length).toBeGreaterThan(5);
    expect(lengths.filter(({ lines }) => lines > LINES)).toEqual([]);
  },
);
