/** What the roles of the template allow, judged as IAM would, so that a right that is missing shows here and not on AWS. */
import * as z from 'zod';
import { arnOf as arnIn, type Place } from '../serverless/arns.ts';
import type { Policy } from '../serverless/policies/policies.ts';
import type { Template } from '../serverless/template.ts';

/** What is not allowed about a request, or null. `who` is the access key that signed it. */
export type Judge = (who: string, target: string, body: unknown) => string | null;

/** What stands for an account on this machine. */
export const PLACE: Place = { partition: 'aws', region: 'eu-west-3', account: '000000000000' };
/** Region and account in ARNs on this machine. */
export const HERE = `${PLACE.region}:${PLACE.account}`;

/** The ARN that a policy names, on this machine. */
export const arnOf = (template: Template, value: unknown): string => arnIn(template, value, PLACE);

const oneOrMore = <T extends z.ZodType>(schema: T) =>
  z.union([z.array(schema), schema.transform((one) => [one])]);
const role = z.object({
  Policies: z.array(
    z.object({
      PolicyDocument: z.object({
        Statement: z.array(
          z.object({
            Effect: z.literal('Allow'),
            Action: oneOrMore(z.string()),
            Resource: oneOrMore(z.unknown()),
          }),
        ),
      }),
    }),
  ),
});
const withRole = z.object({ Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }) });

/** Whether a role's own policies allow an action on a resource. */
export function allows(template: Template, roleId: string, action: string, arn: string): boolean {
  return role
    .parse(template.Resources[roleId]?.Properties)
    .Policies.some(({ PolicyDocument }) =>
      PolicyDocument.Statement.some(
        ({ Action, Resource }) =>
          Action.some((pattern) => fits(pattern, action)) &&
          Resource.some((pattern) => fits(arnOf(template, pattern), arn)),
      ),
    );
}

/** Whether a value fits a pattern of IAM, where `*` stands for anything, slashes and colons too. */
export function fits(pattern: string, value: string): boolean {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(value);
}

/** Whether a policy allows an action on a resource; its conditions are taken for met. */
export function permits({ Statement }: Policy, action: string, arn: string): boolean {
  return Statement.some(
    ({ Action, Resource }) => Action.includes(action) && Resource.some((pattern) => fits(pattern, arn)),
  );
}

/**
 * Judges functions, whose access key here is their logical id, by their roles, and everybody else by a policy. What it
 * objects to is noted in `denied` too.
 *
 * @param desk of whoever applies from a desk; default: everything is allowed
 */
export function judgeOf(template: Template, denied: string[] = [], desk?: Policy): Judge {
  const mayOf = (who: string): ((action: string, arn: string) => boolean) => {
    const resource = template.Resources[who];
    if (resource?.Type !== 'AWS::Lambda::Function')
      return (action, arn) => desk === undefined || permits(desk, action, arn);
    const roleId = withRole.parse(resource.Properties).Role['Fn::GetAtt'][0];
    return (action, arn) => allows(template, roleId, action, arn);
  };
  return (who, target, body) => {
    const may = mayOf(who);
    const missing = needed(target, body as never).find(([action, arn]) => !may(action, arn));
    if (!missing) return null;
    const objection = `${who} may not ${missing[0]} on ${missing[1]}`;
    denied.push(objection);
    return objection;
  };
}

/** Action and ARN of each right that a request takes. */
function needed(target: string, body: Body): [action: string, arn: string][] {
  const operation = target.split('.').at(-1) ?? '';
  const { Name = '', SecretId = '' } = body;
  switch (target.split(/[._]/)[0]) {
    case 'DynamoDB':
      return neededOfTable(operation, body);
    case 'AWSEvents':
      return (body.Entries ?? []).map(({ EventBusName }) => [
        `events:${operation}`,
        `arn:aws:events:${HERE}:event-bus/${EventBusName}`,
      ]);
    case 'AmazonSSM':
      return [[`ssm:${operation}`, `arn:aws:ssm:${HERE}:parameter/${Name.replace(/^\//, '')}`]];
    case 'secretsmanager':
      // AWS adds six random characters to the name.
      return [[`secretsmanager:${operation}`, `arn:aws:secretsmanager:${HERE}:secret:${SecretId}-a1B2c3`]];
    default:
      return [[target, '']];
  }
}

interface Body {
  TableName?: string;
  IndexName?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, { TableName: string }>[];
  Entries?: { EventBusName: string }[];
  Name?: string;
  SecretId?: string;
}

/** A transaction takes the rights of what is in it. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
function neededOfTable(
  operation: string,
  { TableName = '', IndexName, RequestItems, TransactItems }: Body,
): [action: string, arn: string][] {
  const table = (name: string) => `arn:aws:dynamodb:${HERE}:table/${name}`;
  if (TransactItems)
    return TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, one]): [string, string] => [
        `dynamodb:${kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`}`,
        table(one.TableName),
      ]),
    );
  if (RequestItems) return Object.keys(RequestItems).map((name) => [`dynamodb:${operation}`, table(name)]);
  return [[`dynamodb:${operation}`, IndexName ? `${table(TableName)}/index/${IndexName}` : table(TableName)]];
}
