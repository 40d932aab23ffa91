/** Works the parameters of a stage into what the framework compiles. */
import { type Parameters, readParameters } from './parameters.ts';
import type { Template } from './template.ts';
import { type TagsOf, workIn } from './work-in.ts';

/** What is used of the framework. */
interface Serverless {
  service: {
    custom: { stage: unknown; optional: Readonly<Record<Optional, Part>> };
    functions: Record<string, unknown>;
    resources: Part;
    provider: {
      compiledCloudFormationTemplate: Template;
      stackTags?: Record<string, string>;
      deploymentBucket?: string;
      iam?: Record<string, unknown>;
      deploymentBucketObject?: Record<string, unknown>;
    };
  };
}

type Optional = 'http' | 'notify';
/** Sections of a template. */
type Part = Partial<Record<'Resources' | 'extensions' | 'Outputs', Record<string, unknown>>>;

export default class StageParameters {
  readonly hooks: Record<string, () => void | Promise<void>>;

  constructor(serverless: Serverless) {
    const parameters = () => readParameters(serverless.service.custom.stage);
    const { provider } = serverless.service;
    this.hooks = {
      initialize: () => {
        chooseParts(serverless.service, parameters());
        settleArtefacts(provider, parameters());
      },
      'after:aws:package:finalize:mergeCustomProviderResources': async () => {
        const { compiledCloudFormationTemplate: compiled } = provider;
        provider.compiledCloudFormationTemplate = workIn(
          compiled,
          parameters(),
          await readTagsOf(parameters()),
        );
      },
    };
  }
}

/** What a stage does not ask for is as if it were not there. */
function chooseParts(
  { custom, functions, resources }: Pick<Serverless['service'], 'custom' | 'functions' | 'resources'>,
  parameters: Parameters,
): void {
  for (const [name, part] of Object.entries(custom.optional) as [Optional, Part][]) {
    if (!parameters[name]) delete functions[name];
    else
      for (const section of ['Resources', 'extensions', 'Outputs'] as const)
        resources[section] = { ...resources[section], ...part[section] };
  }
}

/** The stack itself, and where its zips lie, are the framework's own affair. */
function settleArtefacts(
  provider: Serverless['service']['provider'],
  { tags, deploymentBucket, deploymentRole, kmsKeyArn }: Parameters,
): void {
  const hasTags = Object.keys(tags).length > 0;
  if (hasTags) provider.stackTags = tags;
  provider.deploymentBucketObject = {
    ...provider.deploymentBucketObject,
    ...(hasTags ? { tags } : {}),
    ...(kmsKeyArn === '' ? {} : { serverSideEncryption: 'aws:kms', sseKMSKeyId: kmsKeyArn }),
  };
  if (deploymentBucket !== '') provider.deploymentBucket = deploymentBucket;
  if (deploymentRole !== '') provider.iam = { ...provider.iam, deploymentRole };
}

/** AWS's descriptions of its resources are large, and read only where there are tags. */
async function readTagsOf({ tags }: Parameters): Promise<TagsOf> {
  if (Object.keys(tags).length === 0) return () => null;
  const { tagsOf } = await import('./tags-of.ts');
  return tagsOf;
}
