import type { Template } from '../../serverless/template.ts';

interface Stated {
  Sid?: string;
  Action: string | string[];
  Resource: unknown;
}

/**
 * What a role of the template may on more than it needs: actions with `*`, and actions that know resources on all of them. X-Ray knows
 * none (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html), and Lambda's network
 * interfaces have no names before they are there.
 */
export function tooWide({ Resources }: Template): string[] {
  const found: string[] = [];
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    if (Type !== 'AWS::IAM::Role') continue;
    const { Policies } = Properties as { Policies: { PolicyDocument: { Statement: Stated[] } }[] };
    for (const { Sid, Action, Resource } of Policies.flatMap((one) => one.PolicyDocument.Statement)) {
      const actions = [Action].flat();
      found.push(...actions.filter((action) => action.includes('*')).map((action) => `${id}: ${action}`));
      if (Sid === 'Network' || actions.every((action) => action.startsWith('xray:'))) continue;
      const text = JSON.stringify(Resource);
      if (/"\*"|arn:[^"]*:\*"\]?$|:\*:\*/.test(text)) found.push(`${id}: ${actions.join()} on ${text}`);
    }
  }
  return found;
}
