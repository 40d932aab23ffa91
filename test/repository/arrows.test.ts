import { expect, it } from 'vitest';
import { circles, forbiddenPairs, offences, roomOf } from './arrows.ts';
import { importsOf, type SourceFile, sourceFiles } from './imports.ts';

const files = sourceFiles('lib', 'functions');
const imports = importsOf(files);

it('has imports run one way through the rooms, and past no door', () => {
  expect(imports.length).toBeGreaterThan(500);
  expect(offences(imports)).toEqual([]);
});

it('has no files that import each other in a circle', () => {
  expect(circles(imports)).toEqual([]);
});

it.each(forbiddenPairs())('notices an import that is planted from %s to %s', (from, to) => {
  const [planted, target] = [fileOf(from), fileOf(to)];
  const source = `import type { Planted } from '${up(planted.path)}${target.path}';\n`;
  const found = offences(importsOf([{ path: planted.path, text: `// A line before.\n${source}` }]));
  expect(found).toEqual([expect.stringContaining(`${planted.path}:2 imports ${target.path}`)]);
});

it('notices an import past a door', () => {
  const text = "import { x } from '../store/sqlite/leases.ts';\n";
  expect(offences(importsOf([{ path: 'lib/cli/main.ts', text }]))).toEqual([
    expect.stringMatching(
      /^lib\/cli\/main\.ts:1 imports lib\/store\/sqlite\/leases\.ts: past the door of store/,
    ),
  ]);
});

it('notices a circle of three files, of which one is loaded later and one passes on a type', () => {
  const planted = importsOf([
    { path: 'lib/cli/a.ts', text: "import { b } from './b.ts';" },
    { path: 'lib/cli/b.ts', text: "const c = await import('./c.ts');" },
    { path: 'lib/cli/c.ts', text: "export type { A } from './a.ts';" },
  ]);
  expect(circles([...imports, ...planted])).toEqual([['lib/cli/a.ts', 'lib/cli/b.ts', 'lib/cli/c.ts']]);
});

function fileOf(room: string): SourceFile {
  const file = files.find(({ path }) => roomOf(path) === room);
  if (!file) throw new Error(`the room "${room}" is empty`);
  return file;
}

function up(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}
