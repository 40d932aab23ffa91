/** Every parameter of a stage: as it stands when nothing is asked, and with everything that a company asks. */
import { type Parameters, readParameters } from '../../serverless/parameters.ts';

export const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';
export const KEY = 'arn:aws:kms:eu-west-3:111122223333:key/one';
export const SECRETS_KEY = 'arn:aws:kms:eu-west-3:111122223333:key/two';
export const TOPIC = 'arn:aws:sns:eu-west-3:111122223333:on-call';

export const OTHER_TOPIC = 'arn:aws:sns:eu-west-3:111122223333:operations';

export const OFF: Parameters = {
  logLevel: 'info',
  deletionProtection: false,
  tags: {},
  permissionsBoundary: '',
  rolePath: '/',
  subnetIds: [],
  securityGroupIds: [],
  kmsKeyArn: '',
  secretsKmsKeyArn: '',
  alarmTopicArn: '',
  busName: '',
  deploymentBucket: '',
  tableName: '',
  deploymentRole: '',
  reservedConcurrency: {},
  senderAccounts: [],
  senderOrganization: '',
  eventSources: [],
  http: false,
  notify: false,
  notifyTopicArns: [],
};
/** All but `tableName`, with which there would be no table to look at. */
export const ON_TEXTS = {
  logLevel: 'warn',
  deletionProtection: 'true',
  tags: 'owner=web,cost-centre=4711',
  permissionsBoundary: BOUNDARY,
  rolePath: '/teams/web/',
  subnetIds: 'subnet-a,subnet-b',
  securityGroupIds: 'sg-a',
  kmsKeyArn: KEY,
  secretsKmsKeyArn: SECRETS_KEY,
  alarmTopicArn: TOPIC,
  busName: 'company-bus',
  deploymentBucket: 'artefacts',
  deploymentRole: 'arn:aws:iam::111122223333:role/teams/web/deployer',
  reservedConcurrency: 'reconcile=20',
  senderAccounts: '444455556666',
  senderOrganization: 'o-exampleorgid',
  eventSources: 'weather-desk',
  http: 'true',
  notify: 'true',
  notifyTopicArns: OTHER_TOPIC,
};

export const ON = readParameters({ ...OFF, ...ON_TEXTS });
