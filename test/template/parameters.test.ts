/** What a company's AWS account asks of a deployment: each parameter of a stage alone, and all together. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, type ScalarTag } from 'yaml';
import { kindOf } from '../../lib/events/notifications/notice.ts';
import { OUTGOING } from '../../lib/events/schemas/outgoing.ts';
import { readTemplate } from '../../scripts/local-template.ts';
import { type Parameters, readParameters } from '../../serverless/parameters.ts';
import { tagsOf } from '../../serverless/tags-of.ts';
import type { Template } from '../../serverless/template.ts';
import { workIn } from '../../serverless/work-in.ts';
import { packaged } from '../support/deployment/deployment.ts';
import { made } from '../support/deployment/made.ts';
import { faultsOf } from './cloudformation.ts';
import { tooWide } from './too-wide.ts';
import { BOUNDARY, KEY, OFF, ON_TEXTS, OTHER_TOPIC, SECRETS_KEY, TOPIC } from './values.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const REF: ScalarTag = { tag: '!Ref', resolve: (name) => ({ Ref: name }) };
const GET_ATTRIBUTE: ScalarTag = { tag: '!GetAtt', resolve: (name) => ({ 'Fn::GetAtt': name.split('.') }) };

/** As compiled with every parameter off, and with every one on. */
let off: Template;
let all: Template;

beforeAll(async () => {
  const artefacts = await made('artefacts');
  off = await readTemplate(artefacts);
  const given = Object.entries({ ...ON_TEXTS, namePrefix: 'acme-', logRetentionDays: '7' });
  const options = given.map(([name, value]) => `--param=${name}=${value}`);
  const { folder, remove } = await packaged(options, artefacts);
  all = await readTemplate(folder);
  await remove();
}, 180_000);

const withOne = (parameters: Partial<Parameters>) => workIn(off, { ...OFF, ...parameters }, tagsOf);
const propertiesOf = (template: Template, type: string) =>
  Object.values(template.Resources).flatMap(({ Type, Properties = {} }) =>
    Type === type ? [Properties] : [],
  );

test('off, nothing is other than it was compiled', () => {
  expect(withOne({})).toEqual(off);
  expect(Object.keys(off.Resources).filter((id) => /^(Http|Notify)/.test(id))).toEqual([]);
  expect(JSON.stringify(off)).not.toMatch(/NOTIFIES/);
  expect(JSON.stringify(off)).not.toMatch(/"(Tags|PermissionsBoundary|VpcConfig|KmsKeyArn|LOG_LEVEL)"/);
});

describe('all together', () => {
  test('CloudFormation knows every property, and nothing is named that is not there', () => {
    expect(faultsOf(all)).toEqual([]);
  });

  test('no policy has `*` where a resource can be named', () => {
    expect(tooWide(all)).toEqual([]);
  });

  test('every role has boundary and path', () => {
    const roles = propertiesOf(all, 'AWS::IAM::Role');
    expect(roles.length).toBeGreaterThan(4);
    for (const role of roles)
      expect.soft(role).toMatchObject({ PermissionsBoundary: BOUNDARY, Path: '/teams/web/' });
  });

  test('every resource that can have tags has them', () => {
    const untagged = Object.entries(all.Resources).filter(
      ([, { Type, Properties = {} }]) => tagsOf(Type) && !JSON.stringify(Properties).includes('4711'),
    );
    expect(untagged.map(([id]) => id)).toEqual([]);
    const taggable = new Set(Object.values(all.Resources).map(({ Type }) => tagsOf(Type) && Type));
    for (const type of [
      'Lambda::Function',
      'DynamoDB::Table',
      'SQS::Queue',
      'IAM::Role',
      'CloudWatch::Alarm',
    ])
      expect(taggable).toContain(`AWS::${type}`);
  });

  test('nothing of ours is made where theirs is used', () => {
    for (const id of ['Key', 'Bus', 'AlarmTopic', 'ServerlessDeploymentBucket'])
      expect.soft(all.Resources).not.toHaveProperty(id);
    expect(propertiesOf(all, 'AWS::CloudWatch::Alarm')[0]).toMatchObject({ AlarmActions: [TOPIC] });
  });

  test('the doors are there, logged and held back, and only named topics are published to', () => {
    expect(propertiesOf(all, 'AWS::ApiGatewayV2::Stage')).toMatchObject([
      {
        DefaultRouteSettings: { ThrottlingRateLimit: 100 },
        AccessLogSettings: { Format: expect.not.stringMatching(/query/i) },
      },
    ]);
    expect(all.Outputs).toHaveProperty('HttpUrl');
    const publishers = Object.entries(all.Resources).filter(([, { Properties }]) =>
      JSON.stringify(Properties ?? {}).includes('sns:Publish'),
    );
    expect(publishers.map(([id]) => id)).toEqual(['NotifyRole']);
    expect(JSON.stringify(publishers)).toContain(OTHER_TOPIC);
    const [tick] = propertiesOf(all, 'AWS::Lambda::Function').filter(({ FunctionName }) =>
      String(FunctionName).endsWith('-tick'),
    );
    expect(tick).toMatchObject({ Environment: { Variables: { PARTOO_CLOSURES_NOTIFIES: 'true' } } });
  });

  test('somebody is asked about every event that is a notification, and only about those', () => {
    const rules = propertiesOf(all, 'AWS::Events::Rule');
    const { EventPattern } = rules.find(({ Name }) => String(Name).endsWith('-notify')) as {
      EventPattern: Record<string, string[]>;
    };
    const kinds = Object.keys(OUTGOING).filter((type) => kindOf({ type, detail: {} }) !== null);
    expect(EventPattern['detail-type']?.toSorted()).toEqual([...kinds, 'Ticked'].toSorted());
  });

  test('everything that we name begins with the prefix', () => {
    for (const { Properties = {} } of Object.values(all.Resources))
      for (const [member, value] of Object.entries(Properties))
        if (/^(\w*Name)$/.test(member) && typeof value === 'string' && value.includes('partoo-closures-'))
          expect.soft(value).toMatch(/^(\/aws\/lambda\/)?acme-partoo-closures-dev/);
  });

  test('everything that is kept is under the key', () => {
    for (const table of propertiesOf(all, 'AWS::DynamoDB::Table'))
      expect(table.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY });
    for (const queue of propertiesOf(all, 'AWS::SQS::Queue')) {
      expect(queue.KmsMasterKeyId).toBe(KEY);
      expect(queue).not.toHaveProperty('SqsManagedSseEnabled');
    }
    for (const log of propertiesOf(all, 'AWS::Logs::LogGroup'))
      expect(log).toMatchObject({ KmsKeyId: { 'Fn::Sub': KEY }, RetentionInDays: 7 });
    for (const one of propertiesOf(all, 'AWS::Lambda::Function')) expect(one.KmsKeyArn).toBe(KEY);
  });
});

describe('alone', () => {
  test.each<[Partial<Parameters>, string, Record<string, unknown>]>([
    [{ deletionProtection: true }, 'AWS::DynamoDB::Table', { DeletionProtectionEnabled: true }],
    [
      { subnetIds: ['subnet-a'], securityGroupIds: ['sg-a'] },
      'AWS::Lambda::Function',
      { VpcConfig: { SubnetIds: ['subnet-a'], SecurityGroupIds: ['sg-a'] } },
    ],
    [
      { logLevel: 'error' },
      'AWS::Lambda::Function',
      { Environment: { Variables: { PARTOO_CLOSURES_LOG_LEVEL: 'error' } } },
    ],
    [{ permissionsBoundary: BOUNDARY }, 'AWS::IAM::Role', { PermissionsBoundary: BOUNDARY }],
    [{ rolePath: '/web/' }, 'AWS::IAM::Role', { Path: '/web/' }],
    [{ alarmTopicArn: TOPIC }, 'AWS::CloudWatch::Alarm', { AlarmActions: [TOPIC], OKActions: [TOPIC] }],
    [{ kmsKeyArn: KEY }, 'AWS::SNS::Topic', { KmsMasterKeyId: KEY }],
    [{ tags: { owner: 'web' } }, 'AWS::KMS::Key', { Tags: [{ Key: 'owner', Value: 'web' }] }],
  ])('%j', (parameters, type, expected) => {
    const template = withOne(parameters);
    expect(faultsOf(template)).toEqual([]);
    const found = propertiesOf(template, type);
    expect(found).not.toEqual([]);
    for (const properties of found) expect.soft(properties).toMatchObject(expected);
  });

  test('a function that is given a share of the account keeps it, one that does not exist is named', () => {
    const template = withOne({ reservedConcurrency: { tick: 1 } });
    expect(template.Resources.TickLambdaFunction?.Properties).toMatchObject({
      ReservedConcurrentExecutions: 1,
    });
    expect(faultsOf(template)).toEqual([]);
    expect(() => withOne({ reservedConcurrency: { ticks: 1 } })).toThrow('there is no function ticks');
  });

  test('senders from elsewhere may put events, but none that pretends to be ours', () => {
    const template = withOne({ senderAccounts: ['444455556666'], senderOrganization: 'o-exampleorgid' });
    expect(faultsOf(template)).toEqual([]);
    const policies = propertiesOf(template, 'AWS::Events::EventBusPolicy');
    expect(policies).toHaveLength(2);
    for (const { Statement } of policies)
      expect.soft(Statement).toMatchObject({
        Action: 'events:PutEvents',
        Condition: { StringNotEquals: { 'events:source': 'partoo-closures' } },
      });
    expect(policies[1]?.Statement).toMatchObject({
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    });
  });

  test('only named sources are heard', () => {
    const rule = withOne({ eventSources: ['weather-desk'] }).Resources.ClosureEventsRule?.Properties;
    expect(rule).toMatchObject({ EventPattern: { source: ['weather-desk'] } });
  });

  test('who reads API keys may decrypt them, and nobody else', () => {
    const template = withOne({ secretsKmsKeyArn: SECRETS_KEY });
    const may = Object.entries(template.Resources).filter(
      ([, { Type, Properties }]) =>
        Type === 'AWS::IAM::Role' && JSON.stringify(Properties).includes(SECRETS_KEY),
    );
    expect(may.map(([id]) => id).toSorted()).toEqual(['ReconcileRole', 'RefreshRole']);
  });
});

test.each<[keyof Parameters, unknown, string]>([
  ['permissionsBoundary', 'boundary', 'permissionsBoundary: has to be the ARN of a policy'],
  ['rolePath', 'teams', 'rolePath: has to begin and end with a slash'],
  ['subnetIds', 'subnet-a', 'securityGroupIds: subnets and security groups go together'],
  ['subnetIds', 'vpc-1', 'subnetIds.0: has to be ids of subnets'],
  ['kmsKeyArn', 'alias/mine', 'kmsKeyArn: has to be the ARN of a key'],
  ['busName', 'arn:aws:events:eu-west-3:1:event-bus/x', 'busName: has to be the name of a bus, not its ARN'],
  ['senderAccounts', 'acme', 'senderAccounts.0: has to be ids of accounts'],
  ['reservedConcurrency', 'reconcile=many', 'reservedConcurrency.reconcile: '],
  ['deletionProtection', 'maybe', 'deletionProtection: has to be true or false'],
  ['logLevel', 'verbose', 'logLevel: '],
])('%s: %s is refused, by name', (name, value, message) => {
  expect(() => readParameters({ ...OFF, [name]: value })).toThrow(message);
});

test('the rule for senders is one that CloudFormation takes, and forwards what our own rule hears', async () => {
  const text = await readFile(join(ROOT, 'examples', 'sender', 'template.yml'), 'utf8');
  const sender = parse(text, { customTags: [REF, GET_ATTRIBUTE] });
  const { Parameters: given, ...template } = sender;
  const standIns = Object.keys(given).map((name) => [name, { Type: 'AWS::SNS::Topic' }]);
  expect(
    faultsOf({ ...template, Resources: { ...template.Resources, ...Object.fromEntries(standIns) } }),
  ).toEqual([]);
  const heard = off.Resources.ClosureEventsRule?.Properties?.EventPattern as Record<string, string[]>;
  expect(sender.Resources.ForwardRule.Properties.EventPattern['detail-type']).toEqual(heard['detail-type']);
});
