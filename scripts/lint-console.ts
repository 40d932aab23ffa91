/**
 * Holds every page of the console, in every state and language, against the Nu validator of the W3C, with its
 * stylesheet and its icon: npm run lint:console. The validator is 32 MB of Java, so it is no dependency: it comes out of
 * npm, pinned, into `.cache/`, when this is run for the first time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { assetAt, assetPath } from '../lib/http/console/assets/index.ts';
import { SCENES } from './console-scenes.ts';

const VERSION = '26.9.27';
const FOLDER = join(import.meta.dirname, '..', '.cache', `vnu-${VERSION}`);
const JAR = join(FOLDER, 'node_modules', 'vnu-jar', 'build', 'dist', 'vnu.jar');
/** What it asks for to look at a schema of HTML; the rest starts in half the time. */
const JAVA = ['-Xss2m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

const pages = await mkdtemp(join(tmpdir(), 'partoo-closures-pages-'));
try {
  if (!existsSync(JAR))
    run('npm', [
      'install',
      '--prefix',
      FOLDER,
      '--no-save',
      '--silent',
      '--ignore-scripts',
      `vnu-jar@${VERSION}`,
    ]);
  const files = [...(await writePages()), ...(await writeAssets())];
  run('java', [...JAVA, '-jar', JAR, '--Werror', '--also-check-css', '--also-check-svg', ...files]);
  console.log(`${files.length} pages and what they load: nothing to find.`);
} finally {
  await rm(pages, { recursive: true, force: true });
}

async function writePages(): Promise<string[]> {
  const files: string[] = [];
  for (const begin of SCENES) {
    const scene = await begin();
    for (const { name, texts } of scene.documents)
      for (const [language, text] of Object.entries(texts)) {
        files.push(join(pages, `${name}-${language}.html`));
        await writeFile(files.at(-1)!, text);
      }
    await scene.end();
  }
  return files;
}

async function writeAssets(): Promise<string[]> {
  const files: string[] = [];
  for (const path of [assetPath('style'), assetPath('icon')]) {
    files.push(join(pages, basename(path)));
    await writeFile(files.at(-1)!, (await assetAt(path)?.text()) ?? '');
  }
  return files;
}

/** @throws Error where it ends with anything but success; what it says is seen. */
function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ended with ${status ?? error?.message}.`);
}
