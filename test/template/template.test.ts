/** The compiled CloudFormation, as it would be deployed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { functionEnvironment } from '../../functions/support/environment.ts';
import { DIMENSION, METRICS, NAMESPACE } from '../../functions/support/log.ts';
import { TABLE, TIME_TO_LIVE } from '../../lib/store/dynamodb.ts';
import { allows, arnOf, fits, HERE } from '../../scripts/local-rights.ts';
import { readTemplate } from '../../scripts/local-template.ts';
import { onlyFileOf } from '../../scripts/local-zip.ts';
import { functionNames } from '../../scripts/package.ts';
import type { Template } from '../../serverless/template.ts';
import { made } from '../support/deployment/made.ts';
import { faultsOf } from './cloudformation.ts';
import { tooWide } from './too-wide.ts';

type Properties = Record<string, unknown>;

let artefacts: string;
let template: Template;
beforeAll(async () => {
  artefacts = await made('artefacts');
  template = await readTemplate(artefacts);
}, 120_000);

const ofType = (type: string): [string, Properties][] =>
  Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) =>
    Type === type ? [[id, Properties] as [string, Properties]] : [],
  );

/** Deployed where a stage asks for them: see parameters.test.ts. */
const OPTIONAL = ['http', 'notify'];

describe('functions', () => {
  test('are those of functions/, each with the zip that holds its handler', async () => {
    const names = ofType('AWS::Lambda::Function').map(([, { FunctionName }]) =>
      String(FunctionName).replace('partoo-closures-dev-', ''),
    );
    expect(names.sort()).toEqual((await functionNames()).filter((name) => !OPTIONAL.includes(name)).sort());
    for (const name of names) {
      const code = onlyFileOf(await readFile(join(artefacts, `${name}.zip`))).toString();
      expect(code).toMatch(/export\s*\{[^}]*\bas handler\b/);
    }
    for (const [, { Handler }] of ofType('AWS::Lambda::Function')) expect(Handler).toBe('index.handler');
  });

  test('run on the current Node, on arm64, traced from outside', () => {
    for (const [, properties] of ofType('AWS::Lambda::Function'))
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      });
  });

  test('get every variable of the schema that has no default, and no other', () => {
    const known = Object.entries(functionEnvironment.shape)
      .filter(([, one]) => !one.safeParse(undefined).success)
      .map(([name]) => name)
      .sort();
    for (const [, { Environment }] of ofType('AWS::Lambda::Function'))
      expect(Object.keys((Environment as { Variables: Properties }).Variables).sort()).toEqual(known);
  });

  test('have a role each, and a place where failures go', () => {
    const roles = ofType('AWS::Lambda::Function').map(([, { Role }]) => JSON.stringify(Role));
    expect(new Set(roles).size).toBe(roles.length);
    const settled = ofType('AWS::Lambda::EventInvokeConfig').map(
      ([, { FunctionName }]) => (FunctionName as { Ref: string }).Ref,
    );
    expect(settled.sort()).toEqual(
      ofType('AWS::Lambda::Function')
        .map(([id]) => id)
        .sort(),
    );
  });
});

test('no policy has `*` where a resource can be named', () => {
  expect(tooWide(template)).toEqual([]);
  const { Resources } = template;
  const wide = { Effect: 'Allow', Action: ['dynamodb:*'], Resource: '*' };
  const Policies = [{ PolicyDocument: { Statement: [wide] } }];
  const worse = { ...Resources, Wide: { Type: 'AWS::IAM::Role', Properties: { Policies } } };
  expect(tooWide({ ...template, Resources: worse })).toEqual(['Wide: dynamodb:*', 'Wide: dynamodb:* on "*"']);
});

describe('what is kept', () => {
  test('in queues is encrypted, and long enough to be looked at', () => {
    for (const [id, properties] of ofType('AWS::SQS::Queue'))
      expect
        .soft(properties, id)
        .toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
  });

  test('in logs is encrypted, goes after a while, and there is a log for each function', () => {
    const logs = ofType('AWS::Logs::LogGroup');
    expect(logs).toHaveLength(ofType('AWS::Lambda::Function').length);
    for (const [id, properties] of logs)
      expect
        .soft(properties, id)
        .toMatchObject({ RetentionInDays: 30, KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } });
  });

  test('in the table is encrypted, recoverable, kept, and shaped as the store wants it', () => {
    const [[id, properties] = ['', {}]] = ofType('AWS::DynamoDB::Table');
    expect(properties).toMatchObject({
      ...TABLE,
      TimeToLiveSpecification: TIME_TO_LIVE,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    });
    expect(template.Resources[id]).toMatchObject({ DeletionPolicy: 'Retain' });
  });

  test('in buckets and topics is encrypted', () => {
    for (const [id, properties] of ofType('AWS::S3::Bucket'))
      expect.soft(properties, id).toHaveProperty('BucketEncryption');
    for (const [id, properties] of ofType('AWS::SNS::Topic'))
      expect.soft(properties, id).toHaveProperty('KmsMasterKeyId');
  });
});

test('every schedule and every rule tries again, and tells a queue where it cannot', () => {
  const schedules = ofType('AWS::Scheduler::Schedule').map(([id, { Target }]) => [id, Target] as const);
  const rules = ofType('AWS::Events::Rule').flatMap(([id, { Targets }]) =>
    (Targets as Properties[]).map((target) => [id, target] as const),
  );
  expect(schedules.map(([id]) => id).sort()).toEqual(['RefreshSchedule', 'TickSchedule']);
  for (const [id, target] of [...schedules, ...rules])
    expect.soft(target, id).toMatchObject({
      RetryPolicy: { MaximumRetryAttempts: expect.any(Number) },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['UndeliveredQueue', 'Arn'] } },
    });
});

test('every queue has an alarm, and every alarm tells somebody', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm');
  for (const [queue] of ofType('AWS::SQS::Queue'))
    expect(alarms.some(([, { Dimensions }]) => JSON.stringify(Dimensions).includes(queue))).toBe(true);
  for (const [id, properties] of alarms)
    expect
      .soft(properties, id)
      .toMatchObject({ AlarmActions: [{ Ref: 'AlarmTopic' }], AlarmDescription: expect.any(String) });
  const metrics = alarms.map(([, { MetricName }]) => MetricName);
  for (const wanted of [
    'TickSucceeded',
    'LongestFailureMinutes',
    'ClosuresLate',
    'PassesDeferred',
    'PassesPaused',
    'Errors',
    'Throttles',
  ])
    expect(metrics).toContain(wanted);
});

describe('nothing is handed over that would be turned away:', () => {
  const idOf = (value: unknown) => (value as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0];
  const may = (roleId: string, action: string, arn: string) =>
    expect
      .soft([roleId, action, arn, allows(template, roleId, action, arn)])
      .toEqual([roleId, action, arn, true]);
  const trusts = (roleId: string, service: string) =>
    expect
      .soft(template.Resources[roleId]?.Properties?.AssumeRolePolicyDocument, roleId)
      .toMatchObject({ Statement: [{ Principal: { Service: service }, Action: 'sts:AssumeRole' }] });
  const functions = () => new Map(ofType('AWS::Lambda::Function'));

  test('functions write their logs, their traces, and their failures to a queue', () => {
    for (const [, { FunctionName, Role }] of functions()) {
      trusts(idOf(Role), 'lambda.amazonaws.com');
      const stream = `arn:aws:logs:${HERE}:log-group:/aws/lambda/${FunctionName}:log-stream:today`;
      may(idOf(Role), 'logs:CreateLogStream', stream);
      may(idOf(Role), 'logs:PutLogEvents', stream);
      may(idOf(Role), 'xray:PutTraceSegments', '*');
    }
    for (const [, { FunctionName, DestinationConfig }] of ofType('AWS::Lambda::EventInvokeConfig')) {
      const { Role } = functions().get((FunctionName as { Ref: string }).Ref) ?? {};
      const { Destination } = (DestinationConfig as { OnFailure: { Destination: unknown } }).OnFailure;
      may(idOf(Role), 'sqs:SendMessage', arnOf(template, Destination));
    }
  });

  test('schedules call their functions, and put aside what they could not hand over', () => {
    for (const [, { Target }] of ofType('AWS::Scheduler::Schedule')) {
      const { Arn, RoleArn, DeadLetterConfig } = Target as Properties;
      trusts(idOf(RoleArn), 'scheduler.amazonaws.com');
      may(idOf(RoleArn), 'lambda:InvokeFunction', arnOf(template, Arn));
      may(idOf(RoleArn), 'sqs:SendMessage', arnOf(template, (DeadLetterConfig as Properties).Arn));
    }
  });

  test('rules call their functions, and put aside what they could not hand over', () => {
    const permissions = ofType('AWS::Lambda::Permission').map(([, permission]) => permission);
    const [[, { PolicyDocument }] = ['', {}]] = ofType('AWS::SQS::QueuePolicy');
    for (const [id, { Targets }] of ofType('AWS::Events::Rule'))
      for (const { Arn, DeadLetterConfig } of Targets as Properties[]) {
        const SourceArn = { 'Fn::GetAtt': [id, 'Arn'] };
        expect.soft(permissions).toContainEqual({
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: idOf(Arn) },
          Principal: 'events.amazonaws.com',
          SourceArn,
        });
        expect.soft(PolicyDocument).toMatchObject({
          Statement: [
            {
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: (DeadLetterConfig as Properties).Arn,
              Condition: { ArnEquals: { 'aws:SourceArn': expect.arrayContaining([SourceArn]) } },
            },
          ],
        });
      }
  });

  test('logs and alarms are encrypted by a key that lets their services use it', () => {
    const [[, { KeyPolicy }] = ['', {}]] = ofType('AWS::KMS::Key');
    const { Statement } = KeyPolicy as {
      Statement: { Sid: string; Principal: unknown; Condition: { ArnLike?: Properties } }[];
    };
    const of = (sid: string) => Statement.find(({ Sid }) => Sid === sid);
    const encrypts: Properties = of('Logs')?.Condition.ArnLike ?? {};
    for (const [, { LogGroupName }] of ofType('AWS::Logs::LogGroup')) {
      const pattern = arnOf(template, encrypts['kms:EncryptionContext:aws:logs:arn']);
      expect.soft(fits(pattern, `arn:aws:logs:${HERE}:log-group:${LogGroupName}`), pattern).toBe(true);
    }
    // https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns: exactly this, and no condition.
    expect(of('Alarms')).toEqual({
      Sid: 'Alarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    });
  });

  test('names of roles stay within 64 characters in the region of the longest name', () => {
    for (const [id, { RoleName }] of ofType('AWS::IAM::Role')) {
      const longest = String(RoleName)
        .replace('-dev-', '-production-')
        .replace('eu-west-3', 'ap-northeast-1');
      expect.soft(longest.length, id).toBeLessThanOrEqual(64);
    }
  });
});

describe('what is measured', () => {
  type Named = [namespace: string, metric: string, dimension: string, value: unknown];
  const inAlarms = (): Named[] =>
    ofType('AWS::CloudWatch::Alarm').map(([, { Namespace, MetricName, Dimensions }]) => {
      const [{ Name, Value }, ...others] = Dimensions as [{ Name: string; Value: unknown }];
      expect(others).toEqual([]);
      return [String(Namespace), String(MetricName), Name, Value];
    });
  /** What `Fn::Sub` will replace stands for itself. */
  const widgets = () => {
    const [[, { DashboardBody }] = ['', {}]] = ofType('AWS::CloudWatch::Dashboard');
    const body = (DashboardBody as { 'Fn::Sub': string })['Fn::Sub'];
    return (JSON.parse(body) as { widgets: Widget[] }).widgets;
  };
  interface Widget {
    type: string;
    x: number;
    y: number;
    width: number;
    height: number;
    properties: {
      metrics: [...Named, object?][];
      region: string;
      stat: string;
      period: number;
      title: string;
    };
  }
  const inDashboard = (): Named[] =>
    widgets().flatMap(({ properties }) =>
      properties.metrics.map((named) => named.slice(0, 4) as unknown as Named),
    );

  test('by the functions is what alarms and dashboard look at, with the dimension that it has', () => {
    const ours = [...inAlarms(), ...inDashboard()].filter(([namespace]) => namespace === NAMESPACE);
    expect(ours.length).toBeGreaterThan(6);
    for (const [, metric, dimension, value] of ours) {
      expect.soft(METRICS).toContain(metric);
      expect.soft([metric, dimension, value]).toEqual([metric, DIMENSION, 'dev']);
    }
  });

  test('by AWS is named as AWS names it', () => {
    const known: Record<string, string> = {
      'AWS/Lambda Errors': 'FunctionName',
      'AWS/Lambda Throttles': 'FunctionName',
      'AWS/Lambda Duration': 'FunctionName',
      'AWS/SQS ApproximateNumberOfMessagesVisible': 'QueueName',
    };
    const theirs = [...inAlarms(), ...inDashboard()].filter(([namespace]) => namespace !== NAMESPACE);
    for (const [namespace, metric, dimension] of theirs)
      expect.soft([metric, dimension]).toEqual([metric, known[`${namespace} ${metric}`]]);
  });

  test('is shown by a dashboard that CloudWatch can read', () => {
    expect(widgets()).not.toEqual([]);
    const taken = new Set<string>();
    for (const { type, x, y, width, height, properties } of widgets()) {
      expect.soft(type).toBe('metric');
      expect.soft(properties).toMatchObject({ region: `\${AWS::Region}`, title: expect.any(String) });
      expect.soft(properties.period % 60).toBe(0);
      expect.soft(x + width).toBeLessThanOrEqual(24);
      for (let column = x; column < x + width; column++)
        for (let row = y; row < y + height; row++) {
          expect(taken).not.toContain(`${column} ${row}`);
          taken.add(`${column} ${row}`);
        }
    }
  });
});

describe('CloudFormation', () => {
  const compiled = async (name: 'create' | 'update'): Promise<Template> => {
    const file = join(artefacts, `cloudformation-template-${name}-stack.json`);
    return JSON.parse(await readFile(file, 'utf8'));
  };

  test.each(['create', 'update'] as const)('would take what is given to it to %s the stack', async (name) => {
    expect(faultsOf(await compiled(name))).toEqual([]);
  });

  /** What the framework lets pass, and only a deployment would tell. */
  const mistakes: [what: string, make: (resources: Template['Resources']) => void, fault: RegExp][] = [
    [
      'a misspelt property',
      ({ Table }) => set(Table, 'BillingMod', 'PAY_PER_REQUEST'),
      /Table\.Properties\.BillingMod: unknown; known are .*BillingMode/,
    ],
    [
      'a misspelt property far down',
      ({ TickSchedule }) => set(TickSchedule, 'Target.RetryPolicy.MaximumRetries', 1),
      /TickSchedule\.Properties\.Target\.RetryPolicy\.MaximumRetries: unknown/,
    ],
    [
      'a misspelt property in a list',
      ({ Table }) => set(Table, 'GlobalSecondaryIndexes.0.Projection.Type', 'ALL'),
      /Table\.Properties\.GlobalSecondaryIndexes\.0\.Projection\.Type: unknown/,
    ],
    [
      'a missing property',
      ({ TickSchedule }) => set(TickSchedule, 'Target.RoleArn', undefined),
      /TickSchedule\.Properties\.Target\.RoleArn: missing/,
    ],
    [
      'a number that is a text',
      ({ RefusedQueue }) => set(RefusedQueue, 'MessageRetentionPeriod', '14 days'),
      /RefusedQueue\.Properties\.MessageRetentionPeriod: no integer/,
    ],
    [
      'a list that is none',
      ({ Table }) => set(Table, 'KeySchema', { AttributeName: 'pk' }),
      /Table\.Properties\.KeySchema: not a list/,
    ],
    [
      'a value that does not exist',
      ({ TickSchedule }) => set(TickSchedule, 'FlexibleTimeWindow.Mode', 'NEVER'),
      /TickSchedule\.Properties\.FlexibleTimeWindow\.Mode: NEVER is none of OFF, FLEXIBLE/,
    ],
    [
      'a type that does not exist',
      ({ Dashboard }) => Object.assign(Dashboard!, { Type: 'AWS::CloudWatch::Board' }),
      /Dashboard: there is no type AWS::CloudWatch::Board/,
    ],
    [
      'an attribute that does not exist',
      ({ TickSchedule }) => set(TickSchedule, 'Target.Arn', { 'Fn::GetAtt': ['RefusedQueue', 'QueueArn'] }),
      /TickSchedule\.Properties\.Target\.Arn: AWS::SQS::Queue has no attribute QueueArn/,
    ],
    [
      'an attribute that does not exist, within a text',
      ({ Bus }) => set(Bus, 'Description', { 'Fn::Sub': `beside \${Table.Name}` }),
      /Bus\.Properties\.Description: AWS::DynamoDB::Table has no attribute Name/,
    ],
    [
      'a reference to nothing',
      ({ Bus }) => set(Bus, 'Description', { Ref: 'Tabel' }),
      /Bus\.Properties\.Description: there is no Tabel/,
    ],
    [
      'a condition that nobody states',
      ({ Bus }) => Object.assign(Bus!, { Condition: 'HasBus' }),
      /Bus\.Condition: there is no HasBus/,
    ],
    [
      'a circle',
      ({ Key }) => set(Key, 'Description', { 'Fn::GetAtt': ['TickLogGroup', 'Arn'] }),
      /TickLogGroup → Key → TickLogGroup/,
    ],
  ];
  test.each(mistakes)('would not take %s', async (_, make, fault) => {
    const template = await compiled('update');
    make(template.Resources);
    const faults = faultsOf(template);
    expect(faults).toEqual([expect.stringMatching(fault)]);
  });
});

/** Sets what lies at a path of names within a resource's properties; undefined takes it away. */
function set(resource: Template['Resources'][string] | undefined, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop()!;
  let within = resource!.Properties as Properties;
  for (const name of names) within = within[name] as Properties;
  if (value === undefined) delete within[last];
  else within[last] = value;
}
