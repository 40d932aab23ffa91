import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../lib/cli/program.ts';

const text = readFileSync(join(import.meta.dirname, '../../examples/github-actions/workflow.yml'), 'utf8');

let parser: typeof import('@actions/workflow-parser');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workflow-'));
  // It imports JSON as bundlers allow and Node does not.
  const outfile = join(folder, 'parser.mjs');
  const entryPoints = ['@actions/workflow-parser'];
  const banner =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
  });
  parser = await import(outfile);
});
afterAll(() => rm(folder, { recursive: true }));

/** What GitHub's own parser finds wrong. */
const faultsOf = (content: string): string[] =>
  parser
    .parseWorkflow({ name: 'workflow.yml', content }, new parser.NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(String);

describe('the example of a workflow', () => {
  test('is one to the parser that GitHub publishes', () => {
    expect(faultsOf(text)).toEqual([]);
    expect(faultsOf(text.replace('runs-on:', 'runs-onn:')).join()).toContain('Line: 22, Col: 5');
  });

  test('types commands and options that there are', async () => {
    const { jobs } = parse(text) as { jobs: { plan: { steps: { run?: string }[] } } };
    const lines = jobs.plan.steps.flatMap(({ run }) => /partoo-closures\.js (.*)/.exec(run ?? '')?.[1] ?? []);
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const [name, ...words] = line.replace(/ \|\|.*/, '').split(' ');
      const command = (await createProgram([name!])).commands.find((one) => one.name() === name);
      const options = command?.options.map(({ long }) => long);
      for (const word of words.filter((one) => one.startsWith('--'))) expect(options).toContain(word);
    }
  });
});
