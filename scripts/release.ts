/**
 * `npm run release -- [--stage prod] [--param=…]`: template and zips as one folder that needs nothing of this repository to be
 * deployed: `aws cloudformation package` uploads the zips, `aws cloudformation deploy` takes what it writes.
 */
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Template } from '../serverless/template.ts';
import { readTemplate } from './local-template.ts';
import { packageAll } from './package.ts';

const ROOT = join(import.meta.dirname, '..');
const BUCKET = 'ServerlessDeploymentBucket';

/** The template with each function's zip beside it, and without the framework's bucket for artefacts. */
export function released({
  Resources,
  Outputs = {},
  ...template
}: Template & { Outputs?: object }): Template {
  const kept = Object.entries(Resources).filter(([id]) => !id.startsWith(BUCKET));
  const outputs = Object.entries(Outputs).filter(([id]) => !id.startsWith(BUCKET));
  return {
    ...template,
    Resources: Object.fromEntries(
      kept.map(([id, one]) => {
        if (one.Type !== 'AWS::Lambda::Function') return [id, one];
        const properties = one.Properties as { Code: { S3Key: string } };
        return [id, { ...one, Properties: { ...properties, Code: properties.Code.S3Key.split('/').at(-1) } }];
      }),
    ),
    Outputs: Object.fromEntries(outputs),
  } as Template;
}

/** Writes `template.json` and the zips that it names into `target`. */
export async function release(target: string, options: readonly string[]): Promise<void> {
  const packed = join(target, 'packed');
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await packageAll(packed, options);
  await writeFile(
    join(target, 'template.json'),
    `${JSON.stringify(released(await readTemplate(packed)), null, 2)}\n`,
  );
  for (const file of await readdir(packed))
    if (file.endsWith('.zip')) await copyFile(join(packed, file), join(target, file));
  await rm(packed, { recursive: true });
}

if (import.meta.main) {
  await release(join(ROOT, 'release'), process.argv.slice(2));
  console.log('release/: template.json and the zips that it names. docs/deploy.md says how to deploy it.');
}
