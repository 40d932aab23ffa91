/** What shells are handed to complete command lines by: held against the shells that are there. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completionScript, SHELLS } from '../../lib/cli/completion/scripts.ts';
import { wordsOf } from '../../lib/cli/completion/words.ts';
import { createProgram } from '../../lib/cli/program.ts';
import { closedNow, desk } from '../support/desk/desk.ts';

const words = wordsOf(await createProgram());
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partoo-closures-completion-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What bash offers for the last of some words. */
async function offered(...line: string[]): Promise<string[]> {
  const script = `${completionScript('bash', words)}
COMP_WORDS=(partoo-closures ${line.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${line.length}
_partoo_closures; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', script]);
  return stdout.trim().split('\n');
}

test.each([
  [['sta'], ['status']],
  [['status', '--wa'], ['--watch']],
  [
    ['--organization', 'acme', 'token', ''],
    ['create', 'list', 'revoke'],
  ],
  [['token', 'create', 'x', '--sco'], ['--scopes']],
  [['status', '--state', 'zone'], ['zone-unknown']],
])('bash completes %j to %j', async (line, wanted) => {
  expect(await offered(...line)).toEqual(expect.arrayContaining(wanted));
});

test('bash offers nothing of another command', async () => {
  expect(await offered('pause', '--')).not.toContain('--watch');
});

for (const shell of SHELLS)
  test.skipIf(!existsSync(`/usr/bin/${shell}`))(`${shell} takes its script`, async () => {
    const path = join(folder, shell);
    await writeFile(path, completionScript(shell, words));
    await promisify(execFile)(shell, ['-n', path]);
  });

test('is installed by a command, where the shell looks for it', async () => {
  await using one = await desk(closedNow('flood', 'scope: { codes: [ST-00001] }, '));
  for (const [shell, path] of [
    ['bash', '.local/share/bash-completion/completions/partoo-closures'],
    ['zsh', '.local/share/zsh/site-functions/_partoo-closures'],
    ['fish', '.config/fish/completions/partoo-closures.fish'],
  ] as const) {
    const env = { HOME: folder, SHELL: `/bin/${shell}`, XDG_DATA_HOME: '', XDG_CONFIG_HOME: '' };
    expect((await one.run(['completion', 'install'], env)).code).toBe(0);
    expect(await readFile(join(folder, path), 'utf8')).toBe(completionScript(shell, words));
    expect((await one.run(['completion', 'print', shell], env)).stdout).toBe(completionScript(shell, words));
  }
  expect((await one.run(['completion', 'install'], { SHELL: '/bin/tcsh' })).code).toBe(2);
});

test('status --watch shows what changes, until stopped', async () => {
  await using one = await desk(closedNow('flood', 'scope: { codes: [ST-00001] }, '));
  expect((await one.run(['apply', '--yes', '--allow-now', '5'])).code).toBe(0);
  const watching = one.start(['status', '--watch']);
  await watching.says('1 is not');
  await one.run(['run']);
  await watching.says('are as they should be');
  watching.kill('SIGTERM');
  expect((await watching.finished).code).toBe(0);
}, 60_000);
