interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  Condition?: string;
  [member: string]: unknown;
}
/** A compiled CloudFormation template, as far as anything here reads or changes it. */
export interface Template {
  Conditions?: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs?: Record<string, unknown>;
  [member: string]: unknown;
}
export interface Statement {
  Sid: string;
  Effect: 'Allow';
  Action: string[];
  Resource: unknown;
  Condition?: unknown;
}

/** Properties of every resource of a type, by id; those that have none get them. */
export function ofType({ Resources }: Template, type: string): [id: string, Record<string, unknown>][] {
  const found: [string, Record<string, unknown>][] = [];
  for (const [id, resource] of Object.entries(Resources)) {
    if (resource.Type !== type) continue;
    resource.Properties ??= {};
    found.push([id, resource.Properties]);
  }
  return found;
}

interface Role {
  Policies: { PolicyDocument: { Statement: Statement[] } }[];
}

/** The statements of a role's only policy, to be read and added to. */
export function statementsOf(template: Template, roleId: string): Statement[] {
  const role = template.Resources[roleId]?.Properties as Role | undefined;
  const [policy] = role?.Policies ?? [];
  if (!policy) throw new Error(`The template has no role ${roleId} with a policy`);
  return policy.PolicyDocument.Statement;
}

/** Ids of the roles that functions run with. */
export function rolesOfFunctions(template: Template): string[] {
  return ofType(template, 'AWS::Lambda::Function').map(
    ([, { Role: role }]) => (role as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0],
  );
}

/**
 * The template without a resource, with what exists already in its place wherever it was named.
 *
 * @param ref what `Ref` gives
 * @param attributes what `Fn::GetAtt` gives; text for `Fn::Sub`
 */
export function inPlaceOf(
  template: Template,
  id: string,
  ref: string,
  attributes: Record<string, string>,
): Template {
  const { [id]: _replaced, ...Resources } = template.Resources;
  return replaced({ ...template, Resources }, id, ref, attributes) as Template;
}

function replaced(value: unknown, id: string, ref: string, attributes: Record<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => replaced(one, id, ref, attributes));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::GetAtt': gotten, 'Fn::Sub': text } = value as Record<string, unknown>;
  if (Ref === id) return ref;
  if (Array.isArray(gotten) && gotten[0] === id) return { 'Fn::Sub': attributeOf(attributes, id, gotten[1]) };
  if (typeof text === 'string') {
    const pattern = new RegExp(`\\$\\{${id}(?:\\.(\\w+))?\\}`, 'g');
    return {
      'Fn::Sub': text.replaceAll(pattern, (_, name?: string) =>
        name === undefined ? ref : attributeOf(attributes, id, name),
      ),
    };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, replaced(one, id, ref, attributes)]),
  );
}

function attributeOf(attributes: Record<string, string>, id: string, name: string): string {
  const value = attributes[name];
  if (value === undefined) throw new Error(`Nothing is known in place of ${id}.${name}`);
  return value;
}
