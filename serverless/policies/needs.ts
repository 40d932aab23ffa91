/**
 * What CloudFormation does for each type of resource in the template with the rights of whoever deploys: to make, change, read and
 * remove it. Nobody who deploys may delete the table: it stays when the stack goes.
 */
import type { Place } from '../arns.ts';

/** A stage, as far as it shows in the names of its resources. */
export interface Stage extends Place {
  /** Of the stack; everything that we name begins with it. */
  name: string;
  rolePath: string;
  /** Of ours, or of one that was there. */
  bus: string;
}

interface Need {
  service: string;
  actions: string;
  resources(stage: Stage): string[];
}

const arn = ({ partition, region, account }: Stage, service: string, rest: string) =>
  `arn:${partition}:${service}:${region}:${account}:${rest}`;

/** CloudFormation names the bucket itself, and cuts either part of the name at 24 characters. */
export const bucketsOf = ({ partition, name }: Stage) =>
  `arn:${partition}:s3:::${name.toLowerCase().slice(0, 24)}*-serverlessdeploymentbuck*`;
export const functionsOf = (stage: Stage) => arn(stage, 'lambda', `function:${stage.name}-*`);
export const rolesOf = ({ partition, account, rolePath, name }: Stage) =>
  `arn:${partition}:iam::${account}:role${rolePath}${name}-*`;
const apisOf = ({ partition, region }: Stage) =>
  ['apis', 'apis/*', 'tags/*'].map((path) => `arn:${partition}:apigateway:${region}::/${path}`);

const need = (service: string, actions: string, resources: (stage: Stage) => string | string[]): Need => ({
  service,
  actions,
  resources: (stage) => [resources(stage)].flat(),
});
const api = need('apigateway', 'DELETE GET PATCH POST PUT', apisOf);
const queue = (stage: Stage) => arn(stage, 'sqs', `${stage.name}-*`);
const topic = (stage: Stage) => arn(stage, 'sns', `${stage.name}-*`);
const bus = (stage: Stage) => arn(stage, 'events', `event-bus/${stage.bus}`);

const NEEDS: Readonly<Record<string, readonly Need[]>> = {
  'AWS::ApiGatewayV2::Api': [api],
  'AWS::ApiGatewayV2::Integration': [api],
  'AWS::ApiGatewayV2::Route': [api],
  'AWS::ApiGatewayV2::Stage': [
    api,
    // What writes the access log.
    need(
      'logs',
      'CreateLogDelivery DeleteLogDelivery DescribeResourcePolicies GetLogDelivery ListLogDeliveries PutResourcePolicy UpdateLogDelivery',
      () => '*',
    ),
  ],
  'AWS::CloudWatch::Alarm': [
    need(
      'cloudwatch',
      'DeleteAlarms DescribeAlarms ListTagsForResource PutMetricAlarm TagResource UntagResource',
      (stage) => arn(stage, 'cloudwatch', `alarm:${stage.name}-*`),
    ),
  ],
  'AWS::CloudWatch::Dashboard': [
    need(
      'cloudwatch',
      'DeleteDashboards GetDashboard PutDashboard',
      ({ partition, account, name }) => `arn:${partition}:cloudwatch::${account}:dashboard/${name}`,
    ),
  ],
  'AWS::DynamoDB::Table': [
    need(
      'dynamodb',
      'CreateTable DescribeContinuousBackups DescribeContributorInsights DescribeKinesisStreamingDestination DescribeTable DescribeTimeToLive GetResourcePolicy ListTagsOfResource TagResource UntagResource UpdateContinuousBackups UpdateTable UpdateTimeToLive',
      (stage) => arn(stage, 'dynamodb', `table/${stage.name}`),
    ),
  ],
  'AWS::Events::EventBus': [
    need(
      'events',
      'CreateEventBus DeleteEventBus DescribeEventBus ListTagsForResource TagResource UntagResource UpdateEventBus',
      bus,
    ),
  ],
  'AWS::Events::EventBusPolicy': [need('events', 'DescribeEventBus PutPermission RemovePermission', bus)],
  'AWS::Events::Rule': [
    need(
      'events',
      'DeleteRule DescribeRule DisableRule EnableRule ListTagsForResource ListTargetsByRule PutRule PutTargets RemoveTargets TagResource UntagResource',
      (stage) => arn(stage, 'events', `rule/${stage.bus}/${stage.name}-*`),
    ),
  ],
  'AWS::IAM::Role': [
    need(
      'iam',
      'CreateRole DeleteRole DeleteRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoleTags PutRolePermissionsBoundary PutRolePolicy TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription',
      rolesOf,
    ),
  ],
  'AWS::KMS::Key': [
    // A key has no name before it is there.
    need(
      'kms',
      'CreateKey DescribeKey DisableKeyRotation EnableKeyRotation GetKeyPolicy GetKeyRotationStatus ListResourceTags PutKeyPolicy ScheduleKeyDeletion TagResource UntagResource UpdateKeyDescription',
      (stage) => arn(stage, 'kms', 'key/*'),
    ),
  ],
  'AWS::Lambda::EventInvokeConfig': [
    need(
      'lambda',
      'DeleteFunctionEventInvokeConfig GetFunctionEventInvokeConfig PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig',
      functionsOf,
    ),
  ],
  'AWS::Lambda::Function': [
    need(
      'lambda',
      'CreateFunction DeleteFunction DeleteFunctionConcurrency GetFunction GetFunctionCodeSigningConfig GetFunctionConfiguration GetFunctionRecursionConfig GetRuntimeManagementConfig ListTags PutFunctionConcurrency TagResource UntagResource UpdateFunctionCode UpdateFunctionConfiguration',
      functionsOf,
    ),
  ],
  'AWS::Lambda::Permission': [need('lambda', 'AddPermission GetPolicy RemovePermission', functionsOf)],
  'AWS::Logs::LogGroup': [
    need(
      'logs',
      'AssociateKmsKey CreateLogGroup DeleteLogGroup DeleteRetentionPolicy DescribeLogGroups DisassociateKmsKey ListTagsForResource PutRetentionPolicy TagResource UntagResource',
      (stage) => arn(stage, 'logs', `log-group:/aws/lambda/${stage.name}-*`),
    ),
  ],
  'AWS::S3::Bucket': [
    need(
      's3',
      'CreateBucket DeleteBucket GetBucketPublicAccessBlock GetBucketTagging GetEncryptionConfiguration PutBucketPublicAccessBlock PutBucketTagging PutEncryptionConfiguration',
      bucketsOf,
    ),
  ],
  'AWS::S3::BucketPolicy': [need('s3', 'DeleteBucketPolicy GetBucketPolicy PutBucketPolicy', bucketsOf)],
  'AWS::SNS::Subscription': [
    need('sns', 'GetSubscriptionAttributes SetSubscriptionAttributes Subscribe Unsubscribe', topic),
  ],
  'AWS::SNS::Topic': [
    need(
      'sns',
      'CreateTopic DeleteTopic GetDataProtectionPolicy GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource SetTopicAttributes TagResource UntagResource',
      topic,
    ),
  ],
  'AWS::SQS::Queue': [
    need(
      'sqs',
      'CreateQueue DeleteQueue GetQueueAttributes GetQueueUrl ListQueueTags SetQueueAttributes TagQueue UntagQueue',
      queue,
    ),
  ],
  'AWS::SQS::QueuePolicy': [need('sqs', 'GetQueueAttributes SetQueueAttributes', queue)],
  'AWS::Scheduler::Schedule': [
    need('scheduler', 'CreateSchedule DeleteSchedule GetSchedule UpdateSchedule', (stage) =>
      arn(stage, 'scheduler', `schedule/default/${stage.name}-*`),
    ),
  ],
};

/** Actions, as a policy writes them, with the resources they are needed on. @throws for a type that nothing is known of */
export function needsOf(type: string, stage: Stage): { actions: string[]; resources: string[] }[] {
  const known = NEEDS[type];
  if (!known) throw new Error(`serverless/policies/needs.ts does not know what ${type} needs to be deployed`);
  return known.map(({ service, actions, resources }) => ({
    actions: actions.split(' ').map((action) => `${service}:${action}`),
    resources: resources(stage),
  }));
}
