/** What each parameter of a stage does to the compiled template. Off, none of them changes anything. */
import type { Parameters } from './parameters.ts';
import {
  inPlaceOf,
  ofType,
  rolesOfFunctions,
  type Statement,
  statementsOf,
  type Template,
} from './template.ts';

/** The template that a stage deploys. `tagsOf` says which property of a type holds its tags, and how. */
export function workIn(compiled: Template, parameters: Parameters, tagsOf: TagsOf): Template {
  let template = structuredClone(compiled);
  limitRoles(template, parameters);
  intoNetwork(template, parameters);
  reserve(template, parameters);
  setLogLevel(template, parameters);
  protectTable(template, parameters);
  admitSenders(template, parameters);
  keepAccessLog(template, parameters);
  tellOthers(template, parameters);
  // What is there already takes the place of ours last, so that whatever was added names it too.
  template = encryptWith(template, parameters);
  allowSecretsKey(template, parameters);
  template = useTopic(template, parameters);
  template = useBus(template, parameters);
  template = useTable(template, parameters);
  tagAll(template, parameters, tagsOf);
  return template;
}

function limitRoles(template: Template, { permissionsBoundary, rolePath }: Parameters): void {
  for (const [, role] of ofType(template, 'AWS::IAM::Role')) {
    if (permissionsBoundary !== '') role.PermissionsBoundary = permissionsBoundary;
    if (rolePath !== '/') role.Path = rolePath;
  }
}

/** What Lambda needs to plug a function into a network. None of it can be narrowed to a resource before there is one. */
const NETWORK: Statement = {
  Sid: 'Network',
  Effect: 'Allow',
  Action: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  Resource: '*',
};

function intoNetwork(template: Template, { subnetIds, securityGroupIds }: Parameters): void {
  if (subnetIds.length === 0) return;
  for (const [, properties] of ofType(template, 'AWS::Lambda::Function'))
    properties.VpcConfig = { SubnetIds: subnetIds, SecurityGroupIds: securityGroupIds };
  for (const role of rolesOfFunctions(template)) statementsOf(template, role).push(NETWORK);
}

function reserve(template: Template, { reservedConcurrency }: Parameters): void {
  const functions = ofType(template, 'AWS::Lambda::Function');
  for (const [name, count] of Object.entries(reservedConcurrency)) {
    const found = functions.find(([, { FunctionName }]) => String(FunctionName).endsWith(`-${name}`));
    if (!found) throw new Error(`reservedConcurrency: there is no function ${name}`);
    found[1].ReservedConcurrentExecutions = count;
  }
}

function setLogLevel(template: Template, { logLevel }: Parameters): void {
  if (logLevel === 'info') return;
  for (const [, { Environment }] of ofType(template, 'AWS::Lambda::Function'))
    (Environment as { Variables: Record<string, unknown> }).Variables.PARTOO_CLOSURES_LOG_LEVEL = logLevel;
}

function protectTable(template: Template, { deletionProtection }: Parameters): void {
  if (!deletionProtection) return;
  for (const [, table] of ofType(template, 'AWS::DynamoDB::Table')) table.DeletionProtectionEnabled = true;
}

/** Who may send from elsewhere: named accounts, everybody of an organization; and which sources are heard. */
function admitSenders(
  template: Template,
  { senderAccounts, senderOrganization, eventSources }: Parameters,
): void {
  const policy = (Sid: string, Principal: unknown, Condition?: unknown) => ({
    Type: 'AWS::Events::EventBusPolicy',
    Properties: {
      EventBusName: { Ref: 'Bus' },
      StatementId: Sid,
      Statement: {
        Effect: 'Allow',
        Principal,
        Action: 'events:PutEvents',
        Resource: { 'Fn::GetAtt': ['Bus', 'Arn'] },
        ...(Condition === undefined ? {} : { Condition }),
      },
    },
  });
  if (senderAccounts.length > 0) {
    const principals = senderAccounts.map((id) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::${id}:root` }));
    // Nobody outside may pretend to be us: what we say ourselves wakes our functions.
    template.Resources.SenderAccountsPolicy = policy('SenderAccounts', { AWS: principals }, NOT_AS_US);
  }
  if (senderOrganization !== '') {
    const within = { StringEquals: { 'aws:PrincipalOrgID': senderOrganization }, ...NOT_AS_US };
    template.Resources.SenderOrganizationPolicy = policy('SenderOrganization', '*', within);
  }
  if (eventSources.length > 0) {
    const rule = template.Resources.ClosureEventsRule?.Properties as {
      EventPattern: Record<string, unknown>;
    };
    rule.EventPattern.source = eventSources;
  }
}

/** As long as the framework keeps the logs that it makes itself. */
function keepAccessLog({ Resources }: Template, { http }: Parameters): void {
  if (!http) return;
  const [own, access] = [Resources.HttpLogGroup?.Properties, Resources.HttpAccessLogGroup?.Properties];
  if (own && access) access.RetentionInDays = own.RetentionInDays;
}

/** Each tick says so on the bus, which is when notifications go out; and topics may be published to. */
function tellOthers(template: Template, { notify, notifyTopicArns }: Parameters): void {
  if (!notify) return;
  const tick = template.Resources.TickLambdaFunction?.Properties as {
    Environment: { Variables: Record<string, unknown> };
  };
  tick.Environment.Variables.PARTOO_CLOSURES_NOTIFIES = 'true';
  if (notifyTopicArns.length === 0) return;
  const publish: Statement = {
    Sid: 'Topics',
    Effect: 'Allow',
    Action: ['sns:Publish'],
    Resource: notifyTopicArns,
  };
  statementsOf(template, 'NotifyRole').push(publish);
}

const NOT_AS_US = { StringNotEquals: { 'events:source': 'partoo-closures' } };

/** Of those who keep something under the key: the table's callers, and those who send to a queue or read their variables. */
const USE_KEY = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

function encryptWith(template: Template, { kmsKeyArn }: Parameters): Template {
  if (kmsKeyArn === '') return template;
  for (const [, table] of ofType(template, 'AWS::DynamoDB::Table'))
    table.SSESpecification = { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: kmsKeyArn };
  for (const [, queue] of ofType(template, 'AWS::SQS::Queue')) {
    delete queue.SqsManagedSseEnabled;
    queue.KmsMasterKeyId = kmsKeyArn;
  }
  for (const [, properties] of ofType(template, 'AWS::Lambda::Function')) properties.KmsKeyArn = kmsKeyArn;
  for (const role of [...rolesOfFunctions(template), 'SchedulerRole'])
    statementsOf(template, role).push({ Sid: 'Key', Effect: 'Allow', Action: USE_KEY, Resource: kmsKeyArn });
  return inPlaceOf(template, 'Key', kmsKeyArn, { Arn: kmsKeyArn });
}

/** Whoever reads API keys may decrypt them, and nothing else, with the key under which they are kept. */
function allowSecretsKey(template: Template, { secretsKmsKeyArn }: Parameters): void {
  if (secretsKmsKeyArn === '') return;
  for (const role of rolesOfFunctions(template)) {
    const statements = statementsOf(template, role);
    if (!statements.some(({ Sid }) => Sid === 'Parameters')) continue;
    const via = ['ssm', 'secretsmanager'].map((service) => ({
      'Fn::Sub': `${service}.\${AWS::Region}.amazonaws.com`,
    }));
    statements.push({
      Sid: 'SecretsKey',
      Effect: 'Allow',
      Action: ['kms:Decrypt'],
      Resource: secretsKmsKeyArn,
      Condition: { StringEquals: { 'kms:ViaService': via } },
    });
  }
}

function useTopic(template: Template, { alarmTopicArn }: Parameters): Template {
  return alarmTopicArn === '' ? template : inPlaceOf(template, 'AlarmTopic', alarmTopicArn, {});
}

function useBus(template: Template, { busName }: Parameters): Template {
  if (busName === '') return template;
  const Arn = `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/${busName}`;
  return inPlaceOf(template, 'Bus', busName, { Arn });
}

/** Such as one that was restored. Ours stays where it is, as whenever it leaves the stack. */
function useTable(template: Template, { tableName }: Parameters): Template {
  if (tableName === '') return template;
  const Arn = `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/${tableName}`;
  return inPlaceOf(template, 'Table', tableName, { Arn });
}

/** The property of a type that holds its tags, and whether it is a list of `Key` and `Value`, or a map; null: it has none. */
export type TagsOf = (type: string) => { property: string; isMap: boolean } | null;

function tagAll({ Resources }: Template, { tags }: Parameters, tagsOf: TagsOf): void {
  const pairs = Object.entries(tags);
  if (pairs.length === 0) return;
  for (const resource of Object.values(Resources)) {
    const where = tagsOf(resource.Type);
    if (!where) continue;
    const value = where.isMap ? tags : pairs.map(([Key, Value]) => ({ Key, Value }));
    resource.Properties = { ...resource.Properties, [where.property]: value };
  }
}
