import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/**
 * The contract as a judge of answers: what a server sends for a method, path and status must be what
 * `test/contract/partoo-openapi.yaml` says. Usable against anything that claims to be Partoo.
 */
interface Schema {
  $ref?: string;
  properties?: Record<string, unknown>;
}
interface Answer {
  $ref?: string;
  content?: { 'application/json'?: { schema: Schema } };
}
type Method = 'get' | 'post' | 'put' | 'patch';
interface Operation {
  operationId: string;
  responses: Record<string, Answer>;
}
interface Contract {
  paths: Record<string, Partial<Record<Method, Operation>>>;
  components: { responses: Record<string, Answer>; schemas: Record<string, Schema> };
}

const contract: Contract = parse(
  readFileSync(new URL('../contract/partoo-openapi.yaml', import.meta.url), 'utf8'),
);
// The document holds more than schemas (hence not strict), and names formats that only describe.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(contract, 'partoo');
const validators = new Map<string, ValidateFunction>();

/** Every operation of the contract: `GET /messaging/settings`. */
export const OPERATIONS = Object.entries(contract.paths).flatMap(([path, item]) =>
  (['get', 'post', 'put', 'patch'] as const)
    .filter((method) => item[method])
    .map((method) => ({ method: method.toUpperCase(), path, operation: item[method]!.operationId })),
);

/** The properties that the contract gives a schema of its own name. */
export function documentedProperties(schema: string): string[] {
  return Object.keys(contract.components.schemas[schema]?.properties ?? {});
}

/** Throws where the contract knows no such answer, or its body does not fit. `body` is the parsed JSON. */
export function expectDocumented(method: string, path: string, status: number, body: unknown): void {
  const template = templateOf(path);
  const verb = method.toLowerCase() as Method;
  const responses = contract.paths[template]?.[verb]?.responses;
  if (!responses) throw new Error(`The contract has no ${method} ${path}.`);
  const key = responses[status] ? String(status) : `${Math.floor(status / 100)}XX`;
  const answer = responses[key];
  if (!answer) throw new Error(`The contract has no ${status} for ${method} ${template}.`);
  const pointer = answer.$ref ?? `#/paths/${escaped(template)}/${verb}/responses/${key}`;
  const described = answer.$ref ? contract.components.responses[answer.$ref.split('/').at(-1)!] : answer;
  if (!described?.content) return;
  const validate = validator(`partoo${pointer}/content/application~1json/schema`);
  if (!validate(body)) {
    throw new Error(`${method} ${template} → ${status}: ${ajv.errorsText(validate.errors)}`);
  }
}

function validator($ref: string): ValidateFunction {
  const known = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, known);
  return known;
}

/** The path of the contract that a request's path fits; one without parameters comes first. */
function templateOf(path: string): string {
  const fits = (template: string) =>
    new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path.split('?')[0]!);
  const fitting = Object.keys(contract.paths).filter(fits);
  return fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0] ?? path;
}

function escaped(segment: string): string {
  return encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));
}
