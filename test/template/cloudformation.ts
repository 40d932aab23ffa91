/** Holds a compiled template against AWS's own descriptions of its resources, as CloudFormation does before it deploys. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Template } from '../../serverless/template.ts';

const spec = loadAwsServiceSpecSync();
type Described = ReturnType<typeof describedAs>;
type Members = NonNullable<Described>['properties'];
type Type = Members[string]['type'];

function describedAs(type: string) {
  return spec.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/** What CloudFormation would refuse, each as `Resources.Id.Properties.…: what is wrong`; empty where it would take it. */
export function faultsOf(template: Template): string[] {
  const faults: string[] = [];
  for (const [id, { Type: type, Properties = {} }] of Object.entries(template.Resources)) {
    const described = describedAs(type);
    if (described)
      faults.push(...membersFaults(`Resources.${id}.Properties`, Properties, described.properties));
    else faults.push(`Resources.${id}: there is no type ${type}`);
  }
  return [...faults, ...referenceFaults(template), ...circles(template.Resources)];
}

function membersFaults(at: string, value: object, members: Members): string[] {
  const faults = Object.entries(value).flatMap(([name, inner]) => {
    const member = members[name];
    return member
      ? valueFaults(`${at}.${name}`, inner, member.type)
      : [`${at}.${name}: unknown; known are ${Object.keys(members).sort().join(', ')}`];
  });
  const missing = Object.entries(members).filter(([name, { required }]) => required && !(name in value));
  return [...faults, ...missing.map(([name]) => `${at}.${name}: missing`)];
}

function valueFaults(at: string, value: unknown, type: Type): string[] {
  if (isIntrinsic(value) || type.type === 'json') return [];
  switch (type.type) {
    case 'union': {
      // JSON beside a described list or object is there for older templates, and would let everything pass.
      const isDescribed = type.types.some((one) => one.type === 'ref' || one.type === 'array');
      const possible = type.types.filter((one) => !isDescribed || one.type !== 'json');
      const each = possible.map((one) => valueFaults(at, value, one));
      return each.find((faults) => faults.length === 0) ?? each[0] ?? [];
    }
    case 'array':
      if (!Array.isArray(value)) return [`${at}: not a list`];
      return value.flatMap((one, index) => valueFaults(`${at}.${index}`, one, type.element));
    case 'map':
      if (!isObject(value)) return [`${at}: not an object`];
      return Object.entries(value).flatMap(([key, one]) => valueFaults(`${at}.${key}`, one, type.element));
    case 'tag':
      return isObject(value) && 'Key' in value && 'Value' in value ? [] : [`${at}: no tag`];
    case 'ref':
      if (!isObject(value)) return [`${at}: not an object`];
      return membersFaults(at, value, spec.get('typeDefinition', type.reference.$ref).properties);
    case 'string':
    case 'integer':
      if (!isPrimitive(value, type.type)) return [`${at}: no ${type.type}`];
      return type.allowedValues && !(type.allowedValues as unknown[]).includes(value)
        ? [`${at}: ${value} is none of ${type.allowedValues.join(', ')}`]
        : [];
    default:
      return isPrimitive(value, type.type) ? [] : [`${at}: no ${type.type}`];
  }
}

function isPrimitive(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'null') return value === null;
  return typeof value === (type === 'date-time' ? 'string' : type);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIntrinsic(value: unknown): boolean {
  const [name, ...others] = isObject(value) ? Object.keys(value) : [];
  return name !== undefined && others.length === 0 && /^(Ref|Condition|Fn::\w+)$/.test(name);
}

interface Reference {
  at: string;
  id: string;
  /** Of `Fn::GetAtt`, and of `${Id.Attribute}` in `Fn::Sub`. */
  attribute?: string;
}

/** Names in `Ref`, `Fn::GetAtt` and `Fn::Sub`, however deep. */
function* referencesIn(at: string, value: unknown): Generator<Reference> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* referencesIn(`${at}.${index}`, one);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Ref') yield { at, id: String(inner) };
      else if (key === 'Fn::GetAtt') yield { at, ...splitAtDot([inner].flat().join('.')) };
      else if (key === 'Fn::Sub') yield* inSub(at, inner);
      else yield* referencesIn(`${at}.${key}`, inner);
    }
  }
}

function* inSub(at: string, value: unknown): Generator<Reference> {
  const [text, own = {}] = [value].flat() as [string, object?];
  yield* referencesIn(at, own);
  for (const [, name = ''] of text.matchAll(/\$\{([^!}][^}]*)\}/g))
    if (!(name in own)) yield { at, ...splitAtDot(name) };
}

function splitAtDot(name: string): Omit<Reference, 'at'> {
  const dot = name.indexOf('.');
  return dot < 0 ? { id: name } : { id: name.slice(0, dot), attribute: name.slice(dot + 1) };
}

function referenceFaults({ Resources, Outputs, Conditions = {} }: Template): string[] {
  const faults: string[] = [];
  for (const { at, id, attribute } of [
    ...referencesIn('Resources', Resources),
    ...referencesIn('Outputs', Outputs),
  ]) {
    if (id.startsWith('AWS::') && attribute === undefined) continue;
    const resource = Resources[id];
    if (!resource) faults.push(`${at}: there is no ${id}`);
    else if (attribute !== undefined && !(attribute in (describedAs(resource.Type)?.attributes ?? {})))
      faults.push(`${at}: ${resource.Type} has no attribute ${attribute}`);
  }
  for (const [id, { DependsOn = [], Condition }] of Object.entries(Resources)) {
    for (const other of [DependsOn].flat())
      if (!Resources[other]) faults.push(`Resources.${id}.DependsOn: there is no ${other}`);
    if (Condition !== undefined && !(Condition in Conditions))
      faults.push(`Resources.${id}.Condition: there is no ${Condition}`);
  }
  return faults;
}

/** Resources that wait for one another. */
function circles(resources: Template['Resources']): string[] {
  const settled = new Set<string>();
  const faults: string[] = [];
  const visit = (id: string, path: string[]): void => {
    if (path.includes(id)) faults.push(`Resources.${id}: waits for itself, by ${[...path, id].join(' → ')}`);
    const resource = resources[id];
    if (!resource || settled.has(id) || path.includes(id)) return;
    const needed = [...referencesIn(id, resource.Properties)].map(({ id: other }) => other);
    for (const other of new Set([...needed, ...[resource.DependsOn ?? []].flat()]))
      visit(other, [...path, id]);
    settled.add(id);
  };
  for (const id of Object.keys(resources)) visit(id, []);
  return faults;
}
