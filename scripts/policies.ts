/**
 * `node scripts/policies.ts deploy|resources|apply [--stage prod] [--region eu-west-3] [--param=…]`: prints the IAM policy of whoever
 * deploys a stage, of what makes its resources, or of whoever applies to it.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { readParameters } from '../serverless/parameters.ts';
import { type Deployed, POLICIES } from '../serverless/policies/policies.ts';
import { readTemplate } from './local-template.ts';
import { packageAll } from './package.ts';

const ROOT = join(import.meta.dirname, '..');
const REGION = 'eu-west-3';

const state = z.object({ service: z.object({ custom: z.object({ stage: z.unknown() }) }) });

/** What was compiled into a folder, and with which parameters. */
export async function readDeployed(folder: string, region = REGION, account = '*'): Promise<Deployed> {
  const { service } = state.parse(JSON.parse(await readFile(join(folder, 'serverless-state.json'), 'utf8')));
  return {
    template: await readTemplate(folder),
    parameters: readParameters(service.custom.stage),
    place: { partition: partitionOf(region), region, account },
  };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

if (import.meta.main) {
  const [name = '', ...options] = process.argv.slice(2);
  const make = POLICIES[name];
  if (!make) throw new Error(`Which policy? One of: ${Object.keys(POLICIES).join(', ')}.`);
  const { values } = parseArgs({
    args: options,
    options: { region: { type: 'string', short: 'r' } },
    strict: false,
  });
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache', 'policies-'));
  try {
    await packageAll(folder, options);
    const region = typeof values.region === 'string' ? values.region : REGION;
    console.log(JSON.stringify(await make(await readDeployed(folder, region)), null, 2));
  } finally {
    await rm(folder, { recursive: true });
  }
}
