/**
 * Builds one small zip a function into .cache/functions/, has the framework compile the template, and puts both into
 * .serverless/. Offline and without credentials. `node scripts/package.ts --bundles` builds the zips alone.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { ZipFile } from 'yazl';
import { calendarParts } from './calendar-parts.ts';
import { httpAlone } from './http-alone.ts';
import { noJsonSchema } from './no-json-schema.ts';

const ROOT = join(import.meta.dirname, '..');
const BUNDLES = join(ROOT, '.cache', 'functions');
const TARGET = join(ROOT, '.serverless');
/** Kilobytes that a function's zip may have. `refresh` carries the holiday data of every country. */
const BUDGETS: Record<string, number> = {
  tick: 400,
  reconcile: 400,
  'closure-events': 400,
  refresh: 900,
  http: 900,
  notify: 500,
};
/** What a zip says of when its files were made: always the same, so that the same code gives the same zip. */
const MADE_AT = new Date('2020-01-01T00:00:00');

export interface Bundle {
  name: string;
  zip: Buffer;
  /** What it is made of, by path. */
  inputs: Metafile['outputs'][string]['inputs'];
}

/** Names of the functions: one file in functions/ each. */
export async function functionNames(): Promise<string[]> {
  const files = await readdir(join(ROOT, 'functions'), { withFileTypes: true });
  return files.filter((file) => file.isFile()).map((file) => basename(file.name, '.ts'));
}

/** How what runs on Node is put into one file. */
export const ONE_FILE = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Not esbuild's own order: the CommonJS builds of the SDK are half as large again, and slower to load.
  mainFields: ['module', 'main'],
  // What is not an ES module calls `require`. A long name: the short ones are the minifier's.
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module';const require = createRequireOfBundle(import.meta.url);",
  },
  plugins: [httpAlone],
  logLevel: 'warning',
} satisfies BuildOptions;

/** Functions whose schemas are asked for: by `GET /v1/openapi.json`. */
const SAYING_SCHEMAS: readonly string[] = ['http'];

/**
 * Functions as Lambda gets them, by name and source: each one minified module, everything in it, the AWS SDK too (60 ms faster
 * than the runtime's). As many at once as can be, since what several hold is read once.
 */
export async function bundle(entryPoints: Record<string, string>): Promise<Bundle[]> {
  const alike = Object.groupBy(Object.entries(entryPoints), ([name]) =>
    SAYING_SCHEMAS.includes(name) ? 'saying' : 'others',
  );
  const made = [
    bundleAlike(Object.fromEntries(alike.others ?? []), [noJsonSchema]),
    bundleAlike(Object.fromEntries(alike.saying ?? []), []),
  ];
  return (await Promise.all(made)).flat();
}

async function bundleAlike(
  entryPoints: Record<string, string>,
  plugins: readonly Plugin[],
): Promise<Bundle[]> {
  if (Object.keys(entryPoints).length === 0) return [];
  const { outputFiles, metafile } = await build({
    ...ONE_FILE,
    absWorkingDir: ROOT,
    entryPoints,
    outdir: '.',
    write: false,
    minify: true,
    plugins: [...ONE_FILE.plugins, calendarParts, ...plugins],
    metafile: true,
    legalComments: 'none',
  });
  return Promise.all(
    outputFiles.map(async ({ path, contents }) => ({
      name: basename(path, '.js'),
      zip: await zipOf(Buffer.from(contents)),
      inputs: metafile.outputs[relative(ROOT, path)]?.inputs ?? {},
    })),
  );
}

/** Where the source of each function lies, by its name. */
export const sourcesOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `functions/${name}.ts`]));

async function zipOf(code: Buffer): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(code, 'index.mjs', { mtime: MADE_AT, mode: 0o100644, compressionLevel: 9 });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Builds every function's zip. Where each lies, by name. */
export async function writeBundles(folder = BUNDLES): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true });
  const bundles = await bundle(sourcesOf(await functionNames()));
  const written = new Map<string, string>();
  for (const { name, zip } of bundles) {
    const path = join(folder, `${name}.zip`);
    // Beside it, then renamed: whoever reads it meanwhile sees one or the other, whole.
    await writeFile(`${path}.${process.pid}`, zip);
    await rename(`${path}.${process.pid}`, path);
    written.set(name, path);
    reportSize(name, zip.length / 1024);
  }
  return written;
}

async function bundlesIn(folder: string): Promise<Map<string, string>> {
  return new Map((await functionNames()).map((name) => [name, join(folder, `${name}.zip`)]));
}

function reportSize(name: string, kilobytes: number): void {
  const budget = BUDGETS[name];
  if (budget === undefined) throw new Error(`scripts/package.ts knows no budget for the function ${name}`);
  console.error(`${name.padEnd(16)} ${kilobytes.toFixed(0).padStart(4)} KB of ${budget}`);
  if (kilobytes > budget) throw new Error(`${name} has outgrown its ${budget} KB`);
}

/**
 * Compiles the template into `target`, with the zips beside it. `options` go to the framework. Throws what it refuses.
 * @param packed a folder in which that was done already: its zips are taken, since no option changes a function's code
 */
export async function packageAll(
  target: string = TARGET,
  options: readonly string[] = [],
  packed: string | null = null,
): Promise<void> {
  const zips = packed === null ? await writeBundles() : await bundlesIn(packed);
  await rm(target, { recursive: true, force: true });
  await promisify(execFile)(
    process.execPath,
    [
      join(ROOT, 'node_modules', 'serverless', 'bin', 'serverless.js'),
      ...['package', '--package', relative(ROOT, target)],
      ...options,
    ],
    // Nothing of it may leave this machine.
    { cwd: ROOT, env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' } },
  ).catch((error: { stdout?: string; stderr?: string }) => {
    throw new Error(`The framework refused serverless.yml:\n${error.stdout ?? ''}${error.stderr ?? ''}`);
  });
  await mkdir(target, { recursive: true });
  for (const [name, path] of zips) await copyFile(path, join(target, `${name}.zip`));
}

if (import.meta.main) {
  const options = process.argv.slice(2);
  if (options.includes('--bundles')) await writeBundles();
  else await packageAll(TARGET, options);
}
