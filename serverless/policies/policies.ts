/** IAM policies of those who deploy a stage and of those who apply to it, made of the template that the stage deploys. */
import { arnOf, type Place } from '../arns.ts';
import type { Parameters } from '../parameters.ts';
import { ofType, statementsOf, type Template } from '../template.ts';
import { merged, type Statement, settled } from './merged.ts';
import { bucketsOf, functionsOf, needsOf, rolesOf, type Stage } from './needs.ts';

export interface Policy {
  Version: '2012-10-17';
  Statement: Statement[];
}

export interface Deployed {
  template: Template;
  parameters: Parameters;
  place: Place;
}

/**
 * - `deploy`: of whoever runs `npm run deploy`, or `aws cloudformation deploy`: starts it, and looks on
 * - `resources`: makes what the stack holds. Of the role that CloudFormation takes on, where the stage names one (`deploy` may then
 *   hand over that role, and no other); else of whoever deploys, too. Two, because one would be longer than IAM allows.
 * - `apply`: of whoever types commands with `--store dynamodb:…`
 */
export const POLICIES: Readonly<Record<string, (deployed: Deployed) => Promise<Policy>>> = {
  deploy: async (deployed) => policy([...startStack(deployed), ...handOver(deployed)]),
  resources: async (deployed) => policy(await makeResources(deployed)),
  apply: async ({ template, place }) => applyPolicy(template, place),
};

const policy = (statements: Statement[]): Policy => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string[], Resource: string[], Condition?: object): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});

/** What a refresh may of table, keys and secrets, by hand; and to ask the table's indexes. Of commands with `--store`. */
export function applyPolicy(template: Template, place: Place): Policy {
  const taken = statementsOf(template, 'RefreshRole').filter(({ Sid }) =>
    ['Table', 'Parameters', 'Secrets', 'Key', 'SecretsKey'].includes(Sid),
  );
  const statements = taken.map(({ Sid, Action, Resource, Condition }) => {
    const resources = [Resource].flat().map((one) => arnOf(template, one, place));
    const indexes = Sid === 'Table' ? resources.map((table) => `${table}/index/*`) : [];
    const condition = Condition === undefined ? undefined : inPlace(template, Condition, place);
    return allow([Action].flat(), [...resources, ...indexes], condition);
  });
  return policy(statements);
}

/** With texts in place of `Fn::Sub`. */
function inPlace(template: Template, value: unknown, place: Place): object {
  const text = JSON.stringify(value, (_, one) =>
    typeof one === 'object' && one !== null && 'Fn::Sub' in one ? arnOf(template, one, place) : one,
  );
  return JSON.parse(text) as object;
}

function stageOf({ template, parameters, place }: Deployed): Stage {
  // The dashboard is called as the stack is, and always there.
  const [[, { DashboardName }] = ['', {}]] = ofType(template, 'AWS::CloudWatch::Dashboard');
  const name = String(DashboardName);
  const { rolePath, busName } = parameters;
  return { ...place, name, rolePath, bus: busName === '' ? name : busName };
}

/** The bucket of ours or theirs, and what lies in it. */
function bucketOf(deployed: Deployed): string {
  const { deploymentBucket } = deployed.parameters;
  const { partition } = deployed.place;
  return deploymentBucket === '' ? bucketsOf(stageOf(deployed)) : `arn:${partition}:s3:::${deploymentBucket}`;
}

const CHANGES = ['CreateChangeSet', 'CreateStack', 'DeleteStack', 'UpdateStack'];
const LOOKS = [
  ...['DeleteChangeSet', 'DescribeChangeSet', 'DescribeStackEvents', 'DescribeStackResource'],
  ...['DescribeStackResources', 'DescribeStacks', 'ExecuteChangeSet', 'GetTemplate', 'GetTemplateSummary'],
  ...['ListStackResources', 'TagResource', 'UntagResource'],
];
const ofStacks = (actions: string[]) => actions.map((action) => `cloudformation:${action}`);

/** What the framework, or AWS's command, does itself: uploads the zips, has the stack changed, and looks on. */
function startStack(deployed: Deployed): Statement[] {
  const stage = stageOf(deployed);
  const { deploymentRole, kmsKeyArn } = deployed.parameters;
  const stack = `arn:${stage.partition}:cloudformation:${stage.region}:${stage.account}:stack/${stage.name}/*`;
  const bucket = bucketOf(deployed);
  const byRole = { StringEquals: { 'cloudformation:RoleArn': deploymentRole } };
  return [
    allow(ofStacks(CHANGES), [stack], deploymentRole === '' ? undefined : byRole),
    allow(ofStacks(LOOKS), [stack]),
    allow(ofStacks(['ValidateTemplate']), ['*']),
    allow(['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketVersions'], [bucket]),
    allow(
      [
        's3:DeleteObject',
        's3:DeleteObjectVersion',
        's3:GetObject',
        's3:GetObjectVersion',
        's3:PutObject',
        's3:PutObjectTagging',
      ],
      [`${bucket}/*`],
    ),
    allow(['lambda:GetFunction'], [functionsOf(stage)]),
    ...(kmsKeyArn === '' ? [] : [allow(['kms:Decrypt', 'kms:GenerateDataKey'], [kmsKeyArn])]),
  ];
}

const passing = (role: string, ...services: string[]) =>
  allow(['iam:PassRole'], [role], { StringEquals: { 'iam:PassedToService': services } });

function handOver({ parameters: { deploymentRole } }: Deployed): Statement[] {
  return deploymentRole === '' ? [] : [passing(deploymentRole, 'cloudformation.amazonaws.com')];
}

/** What makes the resources of the template: everything on what bears the stage's name. */
async function makeResources(deployed: Deployed): Promise<Statement[]> {
  const { template, parameters } = deployed;
  const stage = stageOf(deployed);
  const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
  const needs = [...types].sort().flatMap((type) => needsOf(type, stage));
  const { permissionsBoundary, subnetIds, kmsKeyArn } = parameters;
  return [
    ...(await settled(merged(needs), permissionsBoundary)),
    passing(rolesOf(stage), 'lambda.amazonaws.com', 'scheduler.amazonaws.com'),
    allow(['s3:GetObject', 's3:GetObjectVersion'], [`${bucketOf(deployed)}/*`]),
    ...(subnetIds.length === 0
      ? []
      : [allow(['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'], ['*'])]),
    ...(kmsKeyArn === '' ? [] : withKey(kmsKeyArn)),
  ];
}

/** The key of one's own: to have services use it, and to read what lies under it. */
function withKey(key: string): Statement[] {
  return [
    allow(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'], [key]),
    allow(['kms:CreateGrant'], [key], { Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
  ];
}
