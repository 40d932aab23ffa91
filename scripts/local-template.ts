/** What is needed of the compiled CloudFormation to run it here. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Template } from '../serverless/template.ts';

const members = z.record(z.string(), z.unknown());
const resource = z.looseObject({ Type: z.string(), Properties: members.exactOptional() });
const template: z.ZodType<Template> = z.looseObject({ Resources: z.record(z.string(), resource) });

/** @param table what its table is called here; default: as it is written there */
export async function readTemplate(folder: string, table?: string): Promise<Template> {
  const text = await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
  const read = template.parse(JSON.parse(text));
  if (table !== undefined) Object.assign(read.Resources.Table?.Properties ?? {}, { TableName: table });
  return read;
}

export interface DeployedFunction {
  /** As its file in functions/ is called. */
  name: string;
  logicalId: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMegabytes: number;
  retries: number;
  failureQueue: string;
}
export interface DeployedRule {
  detailTypes: string[];
  sources: string[] | null;
  target: string;
}

const functionProperties = z.object({
  FunctionName: z.string(),
  Timeout: z.number(),
  MemorySize: z.number(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});
const invokeProperties = z.object({
  FunctionName: z.object({ Ref: z.string() }),
  MaximumRetryAttempts: z.number(),
  DestinationConfig: z.object({
    OnFailure: z.object({ Destination: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }) }),
  }),
});
const ruleProperties = z.object({
  EventPattern: z.object({
    'detail-type': z.array(z.string()),
    source: z.array(z.string()).optional(),
  }),
  Targets: z.array(z.object({ Arn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }) })),
});

/** Resources of a type, with their properties read. */
function ofType<T>({ Resources }: Template, type: string, schema: z.ZodType<T>): [string, T][] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
    Type === type ? [[id, schema.parse(Properties)] as [string, T]] : [],
  );
}

export function functionsOf(deployed: Template): DeployedFunction[] {
  const invokes = ofType(deployed, 'AWS::Lambda::EventInvokeConfig', invokeProperties);
  return ofType(deployed, 'AWS::Lambda::Function', functionProperties).map(([logicalId, properties]) => {
    const invoke = invokes.find(([, { FunctionName }]) => FunctionName.Ref === logicalId)?.[1];
    if (!invoke) throw new Error(`${logicalId} has no settings for asynchronous invocation`);
    return {
      name: properties.FunctionName.replace(/^.*?partoo-closures-[^-]+-/, ''),
      logicalId,
      environment: Object.fromEntries(
        Object.entries(properties.Environment.Variables).map(([name, value]) => [
          name,
          resolve(deployed, value),
        ]),
      ),
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      retries: invoke.MaximumRetryAttempts,
      failureQueue: invoke.DestinationConfig.OnFailure.Destination['Fn::GetAtt'][0],
    };
  });
}

export function rulesOf(deployed: Template): DeployedRule[] {
  return ofType(deployed, 'AWS::Events::Rule', ruleProperties).flatMap(([, { EventPattern, Targets }]) =>
    Targets.map(({ Arn }) => ({
      detailTypes: EventPattern['detail-type'],
      sources: EventPattern.source ?? null,
      target: Arn['Fn::GetAtt'][0],
    })),
  );
}

const NAMES = ['TableName', 'Name', 'QueueName'];

/** What `Ref`, or `Fn::Sub` with references, becomes once deployed; enough for the environment of functions. */
function resolve(deployed: Template, value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Sub': sub } = value as { Ref?: string; 'Fn::Sub'?: string };
  if (Ref !== undefined) return nameOf(deployed, Ref);
  if (sub !== undefined) return sub.replaceAll(/\$\{(\w+)\}/g, (_, id: string) => nameOf(deployed, id));
  throw new Error(`Cannot resolve ${JSON.stringify(value)} here`);
}

function nameOf({ Resources }: Template, id: string): string {
  const properties = Resources[id]?.Properties ?? {};
  const name = NAMES.map((key) => properties[key]).find((found) => typeof found === 'string');
  if (name === undefined) throw new Error(`${id} has no name`);
  return name as string;
}
