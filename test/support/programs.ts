/**
 * What tests start as processes of their own, each put together into one file: reading the hundreds that it is made of is
 * most of what starting it takes. Made once a run, by `deployment/once-a-run.ts`; tests have them from `program.ts`.
 */
import { copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
/** Where each lies, built, by the name that tests call it. */
export const PROGRAMS = {
  command: 'bin/partoo-closures.js',
  'command-process': 'dist/cli/command-process.js',
  store: 'dist/cli/store.js',
  'host-zone': 'dist/cli/host-zone.js',
  zones: 'dist/cli/zones.js',
} as const;
/** By where they lie, built: at the depth of their sources, since a command finds the examples by its own place. */
const SOURCES = {
  'dist/cli/main': 'lib/cli/main.ts',
  'dist/cli/apart-thread': 'lib/cli/apart-thread.ts',
  'dist/cli/command-process': 'test/support/desk/command-process.ts',
  'dist/cli/store': 'test/store/process.ts',
  'dist/cli/host-zone': 'test/stories/host-zone.script.ts',
  'dist/cli/zones': 'test/calendars/zones.script.ts',
};

/** A folder laid out as the published package. */
export async function writePrograms(): Promise<{ folder: string; remove(): Promise<void> }> {
  const [{ build }, { ONE_FILE }] = await Promise.all([
    import('esbuild'),
    import('../../scripts/package.ts'),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-programs-'));
  await build({
    ...ONE_FILE,
    absWorkingDir: ROOT,
    entryPoints: SOURCES,
    outdir: folder,
    minifyWhitespace: true,
  });
  await mkdir(join(folder, 'bin'));
  await copyFile(join(ROOT, 'bin', 'partoo-closures.js'), join(folder, 'bin', 'partoo-closures.js'));
  await copyFile(join(ROOT, 'package.json'), join(folder, 'package.json'));
  await symlink(join(ROOT, 'examples'), join(folder, 'examples'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10 }) };
}
