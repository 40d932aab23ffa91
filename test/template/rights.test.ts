/** How the local stack judges what functions ask for. */
import { describe, expect, test } from 'vitest';
import { HERE, judgeOf } from '../../scripts/local-rights.ts';
import type { Template } from '../../serverless/template.ts';

const template: Template = {
  Resources: {
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'closures' } },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:BatchGetItem'],
                  Resource: { 'Fn::GetAtt': ['Table', 'Arn'] },
                },
                {
                  Effect: 'Allow',
                  Action: 'dynamodb:Query',
                  Resource: { 'Fn::Sub': `\${Table.Arn}/index/due` },
                },
                { Effect: 'Allow', Action: 'events:PutEvents', Resource: [{ 'Fn::GetAtt': ['Bus', 'Arn'] }] },
                {
                  Effect: 'Allow',
                  Action: ['ssm:GetParameter', 'secretsmanager:GetSecretValue'],
                  Resource: [
                    {
                      'Fn::Sub': `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/keys/*`,
                    },
                    `arn:aws:secretsmanager:${HERE}:secret:/keys/*`,
                  ],
                },
              ],
            },
          },
        ],
      },
    },
    Worker: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
  },
};
const DYNAMODB = 'DynamoDB_20120810';
const judge = judgeOf(template);

describe('a function may', () => {
  test.each<[string, string, unknown]>([
    ['read the table', `${DYNAMODB}.Query`, { TableName: 'closures' }],
    ['read an index that is named', `${DYNAMODB}.Query`, { TableName: 'closures', IndexName: 'due' }],
    ['read in batches', `${DYNAMODB}.BatchGetItem`, { RequestItems: { closures: {} } }],
    [
      'put in a transaction what it may put',
      `${DYNAMODB}.TransactWriteItems`,
      { TransactItems: [{ Put: { TableName: 'closures' } }] },
    ],
    ['put events on the bus', 'AWSEvents.PutEvents', { Entries: [{ EventBusName: 'bus' }] }],
    ['read a key', 'AmazonSSM.GetParameter', { Name: '/keys/acme' }],
    ['read a secret', 'secretsmanager.GetSecretValue', { SecretId: '/keys/acme' }],
  ])('%s', (_, target, body) => expect(judge('Worker', target, body)).toBeNull());
});

describe('a function may not', () => {
  test.each<[string, string, unknown, string]>([
    [
      'do what no statement names',
      `${DYNAMODB}.DeleteItem`,
      { TableName: 'closures' },
      'dynamodb:DeleteItem on .*table/closures$',
    ],
    ['read another table', `${DYNAMODB}.Query`, { TableName: 'others' }, 'table/others$'],
    [
      'read another index',
      `${DYNAMODB}.Query`,
      { TableName: 'closures', IndexName: 'business' },
      'index/business$',
    ],
    [
      'do in a transaction what it may not do alone',
      `${DYNAMODB}.TransactWriteItems`,
      { TransactItems: [{ Put: { TableName: 'closures' } }, { ConditionCheck: { TableName: 'closures' } }] },
      'dynamodb:ConditionCheckItem',
    ],
    [
      'put events on another bus',
      'AWSEvents.PutEvents',
      { Entries: [{ EventBusName: 'default' }] },
      'event-bus/default$',
    ],
    ['read another key', 'AmazonSSM.GetParameter', { Name: '/others/acme' }, 'parameter/others/acme$'],
  ])('%s', (_, target, body, objection) =>
    expect(judge('Worker', target, body)).toMatch(new RegExp(`^Worker may not .*${objection}`)),
  );
});

test('who is no function may do what the policy of a desk says, and everything where there is none', () => {
  const item = { TableName: 'closures' };
  expect(judge('local', `${DYNAMODB}.DeleteItem`, item)).toBeNull();
  const Action = ['dynamodb:Query'];
  const desk = { Effect: 'Allow' as const, Action, Resource: [`arn:aws:dynamodb:${HERE}:table/closures`] };
  const bound = judgeOf(template, [], { Version: '2012-10-17', Statement: [desk] });
  expect(bound('local', `${DYNAMODB}.Query`, item)).toBeNull();
  expect(bound('local', `${DYNAMODB}.DeleteItem`, item)).toMatch('local may not dynamodb:DeleteItem');
});
