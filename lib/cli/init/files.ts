import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CLOSURES_SCHEMA, SCHEMA_FILE, SCHEMA_TITLE } from '../../config/json-schema.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';

export interface Written {
  file: string;
  schema: string;
  /** Where the file that was there before is now. */
  backup: string | null;
}

/** @throws UsageError where a file is there that must not be overwritten, or no folder to write into */
export async function refuseExisting(path: string, force: boolean): Promise<void> {
  if (!(await exists(dirname(path))))
    throw new UsageError(
      'no-folder',
      `There is no folder ${dirname(path)}.`,
      'Make it first, or take another --config.',
    );
  if ((await exists(path)) && !force)
    throw new UsageError(
      'file-exists',
      `${path} is there already, and is not overwritten.`,
      'Take another name with --config, or say --force: the present file is kept as a backup.',
    );
  const schema = schemaPath(path);
  if ((await exists(schema)) && !(await isOurs(schema)) && !force)
    throw new UsageError(
      'file-exists',
      `${schema} is there already, and is not the schema of closures.yml.`,
      'Move it away, or say --force.',
    );
}

/** Writes closures.yml and the schema beside it. What was there is moved aside first, never written over. */
export async function writeStarter(path: string, yaml: string, now: number): Promise<Written> {
  const schema = schemaPath(path);
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const moved = async (file: string) => {
    const backup = `${file}.${stamp}.bak`;
    await rename(file, backup);
    return backup;
  };
  const backup = (await exists(path)) ? await moved(path) : null;
  if ((await exists(schema)) && !(await isOurs(schema))) await moved(schema);
  await writeFile(schema, `${JSON.stringify(CLOSURES_SCHEMA, null, 2)}\n`);
  // Exclusive: whatever came to be there meanwhile is somebody's work.
  await writeFile(path, yaml, { flag: 'wx' });
  return { file: path, schema, backup };
}

function schemaPath(path: string): string {
  return join(dirname(path), SCHEMA_FILE);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A schema that an earlier version wrote may be written anew. */
async function isOurs(schema: string): Promise<boolean> {
  return (await readFile(schema, 'utf8')).includes(`"title": "${SCHEMA_TITLE}"`);
}
