/**
 * `npm run deploy -- --stage prod`: builds the zips and hands them to CloudFormation. With `--from DIR` the zips that lie there
 * are deployed as they are, so that every stage gets the same: built once, promoted from one to the next, or put back.
 */
import { execFileSync } from 'node:child_process';
import { access, copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { functionNames, writeBundles } from './package.ts';

const ROOT = join(import.meta.dirname, '..');
const BUNDLES = join(ROOT, '.cache', 'functions');

/** Puts the zips of a folder where the framework looks for them. @throws where one is missing */
export async function takeZips(folder: string, target = BUNDLES): Promise<void> {
  const names = await functionNames();
  const paths = names.map((name) => [join(folder, `${name}.zip`), join(target, `${name}.zip`)] as const);
  for (const [from] of paths)
    await access(from).catch(() => {
      throw new Error(
        `--from: ${from} is missing. Name a folder that \`npm run release\` or \`npm run package\` wrote.`,
      );
    });
  await mkdir(target, { recursive: true });
  for (const [from, to] of paths) await copyFile(from, to);
}

if (import.meta.main) {
  const words = process.argv.slice(2);
  const at = words.indexOf('--from');
  if (at < 0) await writeBundles();
  else await takeZips(resolve(words.splice(at, 2)[1] ?? ''));
  const cli = join(ROOT, 'node_modules', 'serverless', 'bin', 'serverless.js');
  execFileSync(process.execPath, [cli, 'deploy', ...words], { cwd: ROOT, stdio: 'inherit' });
}
