import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse } from 'yaml';

/** A JSON schema, as far as the contract uses it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
}
interface Parameter {
  $ref?: string;
  name: string;
  in: string;
}
interface Content {
  content?: { 'application/json'?: { schema: Schema } };
}
interface ContractOperation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content & { $ref?: string }>;
}

/** An operation of the contract, found by its id. */
export interface Declared {
  method: string;
  path: string;
  query: string[];
  request: Schema | null;
  /** Of the first 2xx answer. */
  response: Schema | null;
}

const contract = parse(readFileSync(new URL('../../contract/partoo-openapi.yaml', import.meta.url), 'utf8'));

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'contract', ...contract });

/** Every operation that Partoo offers, by id; what Partoo calls at its subscribers is not among them. */
export function declaredOperations(): Map<string, Declared> {
  const all = new Map<string, Declared>();
  for (const [path, item] of Object.entries<Record<string, ContractOperation>>(contract.paths)) {
    const { parameters: shared, ...operations } = item;
    for (const [method, operation] of Object.entries(operations)) {
      const parameters = [...((shared ?? []) as Parameter[]), ...(operation.parameters ?? [])].map(resolved);
      const good = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
      all.set(operation.operationId, {
        method: method.toUpperCase(),
        path,
        query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
        request: operation.requestBody?.content?.['application/json']?.schema ?? null,
        response: good === undefined ? null : (resolved(good).content?.['application/json']?.schema ?? null),
      });
    }
  }
  return all;
}

/** The schema of what Partoo sends its subscribers, by event type. */
export function declaredEvents(): [type: string, schema: Schema][] {
  return Object.entries<{ post: ContractOperation }>(contract.webhooks).map(([type, { post }]) => [
    type,
    post.requestBody?.content?.['application/json']?.schema ?? {},
  ]);
}

/** Checks values against a schema of the contract. */
export function validator(schema: Schema): ValidateFunction {
  return ajv.compile(withAbsoluteRefs(schema));
}

function withAbsoluteRefs(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$ref' && typeof value === 'string' ? value.replace(/^#/, 'contract#') : value,
  );
}

function resolved<T extends { $ref?: string }>(value: T): T {
  if (value.$ref === undefined) return value;
  const steps = value.$ref.replace('#/', '').split('/');
  return steps.reduce((node, step) => node[step], contract);
}

/** Any value that the schema allows: members left out, null, values that no example names, members nobody documents. */
export function valuesOf(given: Schema): fc.Arbitrary<unknown> {
  const schema = resolved(given);
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map(valuesOf)).map((parts) => Object.assign({}, ...parts));
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesOf));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? (schema.properties ? 'object' : 'any')].flat();
  return fc.oneof(...types.map((type) => valuesOfType(type, schema)));
}

function valuesOfType(type: string, schema: Schema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.nat();
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'string':
      if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
      return fc.oneof(
        fc.constantFrom(...(schema.examples ?? ['x'])),
        fc.string({ minLength: 1, unit: 'grapheme' }),
      );
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), { maxLength: 3 });
    case 'object':
      return objectsOf(schema);
    default:
      return fc.jsonValue();
  }
}

function objectsOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema)] as const);
  return fc.record(Object.fromEntries(members), {
    requiredKeys: required.filter((name) => name in properties),
  });
}
