/** Every piece of TypeScript of the documentation compiles, and runs against a sandbox. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realClock } from '../../lib/clock.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/index.ts';
import { ROOT, readPages } from './support.ts';

const run = promisify(execFile);
const snippets = (await readPages()).flatMap(({ path, snippets: all }) =>
  all
    .filter(({ language }) => language === 'ts')
    .map(({ text, line }) => ({
      name: `${path}:${line}`,
      file: `${path}-${line}.ts`.replaceAll('/', '-'),
      text,
    })),
);

let folder: string;
let sandbox: Sandbox;

beforeAll(async () => {
  // Inside the repository, where packages are found, but in a folder that git ignores.
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  folder = await mkdtemp(join(ROOT, '.cache', 'docs-'));
  for (const { file, text } of snippets) await writeFile(join(folder, file), inClone(text));
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'] }),
  );
  sandbox = await startSandbox({ clock: realClock, businesses: 5, requestsPerMinute: 0 });
});

afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

test('they compile', { timeout: 120_000 }, async () => {
  const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
  const { stdout } = await run(tsc, ['-p', folder, '--checkers', '1'], { cwd: folder }).catch(
    (error) => error,
  );
  expect(stdout).toBe('');
});

describe('they run', () => {
  test.each(snippets)('$name', async ({ file }) => {
    // What one of them has parsed the next one need not.
    const NODE_COMPILE_CACHE = join(folder, 'compiled');
    const env = {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE,
      PARTOO_API_KEY: 'sandbox-key',
      PARTOO_BASE_URL: sandbox.url,
    };
    await expect(run(process.execPath, [join(folder, file)], { env })).resolves.toMatchObject({ stderr: '' });
  });

  test('and do what they say', () => {
    expect(sandbox.settingsRow('ST-00001').offline_message).toBe('Back on Monday.');
  });
});

/** A snippet as it would stand in the root of a clone, from where the test put it. */
function inClone(text: string): string {
  return text
    .replaceAll(/'partoo-closures\/(\w+)'/g, "'../../lib/$1/index.ts'")
    .replaceAll(/'\.\/lib\//g, "'../../lib/");
}
