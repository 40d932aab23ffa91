import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONSUMER = fileURLToPath(new URL('consumer', import.meta.url));
/** All that packing reads. The copy keeps a build that is under way in the clone out of the test, and the other way round. */
const SOURCES = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
];
const FOLDERS = ['bin', 'lib', 'examples'];

/** A project of somebody else's that has installed the packed tarball and its dependencies, and nothing else of ours. */
export interface Consumer {
  folder: string;
  /** The installed package. */
  installed: string;
  /** Compiles all of the project. Rejects with what the compiler says. */
  compile(): Promise<void>;
  /** Runs a compiled file, or any other of the project, and gives its standard output. */
  run(file: string, args?: string[], env?: Record<string, string>): Promise<string>;
  end(): Promise<void>;
}

export async function makeConsumer(): Promise<Consumer> {
  const temporary = await mkdtemp(join(tmpdir(), 'partoo-closures-package-'));
  const folder = join(temporary, 'consumer');
  const installed = join(folder, 'node_modules', 'partoo-closures');
  await cp(CONSUMER, folder, { recursive: true });
  const tarball = await pack(join(temporary, 'clone'));
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed]);
  await linkDependencies(installed, join(folder, 'node_modules'));
  return {
    folder,
    installed,
    compile: async () => {
      const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
      await run(process.execPath, [compiler, '-p', folder, '--checkers', '1']).catch(
        (error: { stdout: string }) => {
          throw new Error(`The consumer does not compile:\n${error.stdout}`);
        },
      );
    },
    run: async (file, args = [], env = {}) => {
      const { PATH } = process.env;
      // What one of them has parsed the next need not, and nothing of it is left when the project is gone.
      const NODE_COMPILE_CACHE = join(temporary, 'compiled');
      const around = { PATH, NODE_COMPILE_CACHE, ...env };
      const done = await run(process.execPath, [file, ...args], { cwd: folder, env: around });
      return done.stdout;
    },
    end: () => rm(temporary, { recursive: true, force: true }),
  };
}

/** Packs as `npm publish` would, `prepack` included. @returns the tarball's path */
async function pack(clone: string): Promise<string> {
  for (const name of [...SOURCES, ...FOLDERS]) {
    await cp(join(ROOT, name), join(clone, name), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
  // That the sources fit their types is checked elsewhere (`npm run types`), and costs as much as building.
  const building = join(clone, 'tsconfig.build.json');
  const { compilerOptions, ...rest } = JSON.parse(await readFile(building, 'utf8'));
  await writeFile(
    building,
    JSON.stringify({ ...rest, compilerOptions: { ...compilerOptions, noCheck: true } }),
  );
  await run('npm', ['pack', '--silent'], { cwd: clone });
  const { name, version } = JSON.parse(await readFile(join(clone, 'package.json'), 'utf8'));
  return join(clone, `${name}-${version}.tgz`);
}

/** What `npm install` would bring, from our own `node_modules`: no network, and no development dependency but types. */
async function linkDependencies(installed: string, modules: string): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  }
}
