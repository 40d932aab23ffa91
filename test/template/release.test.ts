import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { takeZips } from '../../scripts/deploy.ts';
import { readTemplate } from '../../scripts/local-template.ts';
import { functionNames } from '../../scripts/package.ts';
import { released } from '../../scripts/release.ts';
import { made } from '../support/deployment/made.ts';
import { faultsOf } from './cloudformation.ts';

let folder: string;
beforeAll(async () => {
  folder = await made('artefacts');
}, 180_000);

test('a release is plain CloudFormation: each function names the zip beside it, and no bucket of a framework is left', async () => {
  const template = released(await readTemplate(folder));
  expect(JSON.stringify(template)).not.toContain('ServerlessDeploymentBucket');
  const files = await readdir(folder);
  const codes = Object.values(template.Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::Function' ? [Properties?.Code] : [],
  );
  expect(codes).toHaveLength(4);
  for (const code of codes) expect(files).toContain(code);
  // The path of a zip is for `aws cloudformation package` to replace; all else CloudFormation takes as it is.
  expect(faultsOf(template).filter((fault) => !/\.Code\b/.test(fault))).toEqual([]);
});

test('what CloudFormation takes only from a bucket is deployed with one', async () => {
  const most = 51_200;
  expect(JSON.stringify(released(await readTemplate(folder)), null, 2).length).toBeGreaterThan(most);
  const page = await readFile(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8');
  const lines = page.split('\n').filter((line) => line.startsWith('aws cloudformation deploy'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('--s3-bucket');
});

test('zips are deployed as they lie there; one that is missing is named, and nothing is taken', async () => {
  const from = await mkdtemp(join(tmpdir(), 'release-'));
  const target = join(from, 'target');
  const names = await functionNames();
  for (const name of names.slice(1)) await writeFile(join(from, `${name}.zip`), name);
  await expect(takeZips(from, target)).rejects.toThrow(`${names[0]}.zip is missing`);
  await writeFile(join(from, `${names[0]}.zip`), names[0] ?? '');
  await takeZips(from, target);
  for (const name of names) expect(await readFile(join(target, `${name}.zip`), 'utf8')).toBe(name);
  await rm(from, { recursive: true });
});
