import type { Template } from './template.ts';

/** Where something is deployed. */
export interface Place {
  partition: string;
  region: string;
  /** `*` where it is not known; those of others are then still for their own policies to open. */
  account: string;
}

const NAMES: Record<string, (properties: Record<string, unknown>, here: string) => string> = {
  'AWS::DynamoDB::Table': ({ TableName }, here) => `dynamodb:${here}:table/${TableName}`,
  'AWS::Events::EventBus': ({ Name }, here) => `events:${here}:event-bus/${Name}`,
  'AWS::Lambda::Function': ({ FunctionName }, here) => `lambda:${here}:function:${FunctionName}`,
  'AWS::SQS::Queue': ({ QueueName }, here) => `sqs:${here}:${QueueName}`,
};

/** The ARN that a policy names as text, `Fn::Sub` or `Fn::GetAtt`, once deployed. @throws where it cannot be told */
export function arnOf(template: Template, value: unknown, place: Place): string {
  if (typeof value === 'string') return value;
  const pseudo: Record<string, string> = {
    'AWS::Partition': place.partition,
    'AWS::Region': place.region,
    'AWS::AccountId': place.account,
  };
  const { 'Fn::GetAtt': got, 'Fn::Sub': sub } = value as { 'Fn::GetAtt'?: string[]; 'Fn::Sub'?: string };
  if (sub !== undefined)
    return sub.replaceAll(
      /\$\{([^}]+)\}/g,
      (_, name: string) => pseudo[name] ?? arnOf(template, { 'Fn::GetAtt': name.split('.') }, place),
    );
  const [id = '', attribute] = got ?? [];
  const { Type = '', Properties = {} } = template.Resources[id] ?? {};
  const named = NAMES[Type];
  if (!named || attribute !== 'Arn') throw new Error(`Cannot tell what ${JSON.stringify(value)} is here`);
  return `arn:${place.partition}:${named(Properties, `${place.region}:${place.account}`)}`;
}
