/** The deployment on this machine: the packaged functions, DynamoDB Local, a bus with the template's rules, a schedule. */
import { join } from 'node:path';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { openDynamodbStore, TABLE } from '../lib/store/dynamodb.ts';
import type { Store } from '../lib/store/store.ts';
import { applyPolicy } from '../serverless/policies/policies.ts';
import { type DynamodbLocal, startDynamodbLocal } from './dynamodb-local.ts';
import { type Envelope, type LocalAws, startLocalAws } from './local-aws.ts';
import { startLocalGate } from './local-gate.ts';
import { judgeOf, PLACE } from './local-rights.ts';
import { type Invoked, LocalFunction, type Usage } from './local-runtime.ts';
import { type DeployedFunction, functionsOf, readTemplate, rulesOf } from './local-template.ts';

export interface LocalStack {
  store: Store;
  secrets: Map<string, string>;
  /** Every event that the bus has taken, in order. */
  events: Envelope[];
  /** What ended in a queue: the event and why. */
  failures: { queue: string; event: unknown; errorType: string; errorMessage: string }[];
  /** What functions asked of AWS that their roles do not allow, and a desk that the policy of `apply` does not. */
  denied: string[];
  /** How often the bus delivers an event to each target; default once. May be changed at any time. */
  deliveries: (envelope: Envelope) => number;
  /** Milliseconds that every clock in here is ahead of the machine's. */
  shift: number;
  now(): number;
  shiftTo(instant: number): void;
  /** What the schedule does every minute, and every day. */
  tick(): Promise<Invoked>;
  refresh(): Promise<Invoked>;
  /** From whatever system: as `PutEvents` would take it. */
  send(type: string, detail: Record<string, unknown>, source?: string): void;
  function(name: string): LocalFunction;
  /** What a function on this machine is given to find AWS by. */
  environment: Record<string, string>;
  /** Resolves when no invocation is running and none is waiting. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface LocalStackOptions {
  /** Where `npm run package` left the template and the zips. */
  packaged: string;
  /** One that is running already, whose table is made anew; default: one of its own. */
  database?: Pick<DynamodbLocal, 'endpoint'>;
  /** What the table is called, so that several stacks may share a database. Default: as in the template. */
  table?: string;
  /** Whether the table is there already, and used with what is in it. Default: made anew. */
  keepsTable?: boolean;
  shift?: number;
  /** Where the functions find DynamoDB, if not at `database`, behind what keeps them to their roles. */
  databaseEndpoint?: string;
  /** See LocalFunctionOptions. */
  client?: string | undefined;
  line?(name: string, line: string): void;
  /** What each invocation took. */
  used?(name: string, usage: Usage): void;
}

/** Throws DynamodbLocalUnavailable without Java. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const { packaged, shift = 0, line } = options;
  const own = options.database ? null : await startDynamodbLocal();
  const { endpoint } = options.database ?? own!;
  const template = await readTemplate(packaged, options.table);
  const deployed = functionsOf(template);
  const rules = rulesOf(template);
  const functions = new Map<string, LocalFunction>();
  const pending = new Set<Promise<unknown>>();

  const stack: Omit<LocalStack, 'store' | 'secrets' | 'environment'> = {
    events: [],
    failures: [],
    denied: [],
    deliveries: () => 1,
    shift,
    now: () => Date.now() + stack.shift,
    shiftTo(instant) {
      stack.shift = instant - Date.now();
      for (const one of functions.values()) one.tellShift();
    },
    tick: () => invokeNow('tick', scheduledEvent()),
    refresh: () => invokeNow('refresh', scheduledEvent()),
    send: (type, detail, source = 'example.weather') =>
      put({ ...envelopeOf(type, detail, stack.now()), source }),
    function: named,
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
    async close() {
      for (const one of functions.values()) await one.close();
      await aws.close();
      gate.close();
      await store.close();
      await own?.stop();
    },
  };
  const scheduledEvent = () => ({ scheduledTime: new Date(stack.now()).toISOString() });

  function named(name: string): LocalFunction {
    const found = functions.get(name);
    if (!found) throw new Error(`There is no function ${name}.`);
    return found;
  }

  function invokeNow(name: string, event: unknown): Promise<Invoked> {
    return track(named(name).invoke(event));
  }

  function track<T>(work: Promise<T>): Promise<T> {
    pending.add(work);
    return work.finally(() => pending.delete(work));
  }

  function put(envelope: Envelope): void {
    stack.events.push(envelope);
    for (const { detailTypes, sources, target } of rules) {
      if (!detailTypes.includes(envelope['detail-type'])) continue;
      if (sources && !sources.includes(envelope.source)) continue;
      const one = deployed.find(({ logicalId }) => logicalId === target);
      for (let n = stack.deliveries(envelope); one && n > 0; n--) void track(invokeLater(one, envelope));
    }
  }

  /** Asynchronously, as Lambda does it: tries again, then tells the failure's destination. */
  async function invokeLater(
    { name, retries, failureQueue }: DeployedFunction,
    event: unknown,
  ): Promise<void> {
    let invoked = await named(name).invoke(event);
    for (let retry = 0; !invoked.ok && retry < retries; retry++) invoked = await named(name).invoke(event);
    if (!invoked.ok) stack.failures.push({ queue: failureQueue, event, ...invoked });
  }

  const judge = judgeOf(template, stack.denied, applyPolicy(template, PLACE));
  const aws = await startLocalAws(stack.now, (_bus, envelope) => put(envelope), judge);
  const gate = await startLocalGate(endpoint, judge);
  const table = deployed[0]?.environment.PARTOO_CLOSURES_STORE?.replace('dynamodb:', '') ?? '';
  if (!options.keepsTable) await makeTable(endpoint, table);
  // As from a desk, with the rights of whoever applies.
  const store = await openDynamodbStore(table, connection(gate.endpoint));
  const environment = awsEnvironment(aws, options.databaseEndpoint ?? gate.endpoint);
  for (const one of deployed) {
    functions.set(
      one.name,
      await LocalFunction.open({
        ...one,
        zip: join(packaged, `${one.name}.zip`),
        environment: { ...one.environment, ...environment, AWS_ACCESS_KEY_ID: one.logicalId },
        shift: () => stack.shift,
        client: options.client,
        line: (text) => line?.(one.name, text),
        used: (usage) => options.used?.(one.name, usage),
      }),
    );
  }
  return Object.assign(stack, { store, secrets: aws.secrets, environment });
}

function awsEnvironment(aws: LocalAws, database: string): Record<string, string> {
  return {
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: database,
  };
}

const connection = (endpoint: string) => ({
  endpoint,
  region: 'eu-west-3',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

async function makeTable(endpoint: string, name: string): Promise<void> {
  const client = new DynamoDBClient(connection(endpoint));
  await client.send(new DeleteTableCommand({ TableName: name })).catch((error: unknown) => {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  });
  // The constant is deeply read-only; the SDK's types want lists that they could change.
  await client.send(new CreateTableCommand({ TableName: name, ...structuredClone(TABLE) } as never));
  client.destroy();
}

function envelopeOf(type: string, detail: Record<string, unknown>, now: number): Envelope {
  return {
    version: '0',
    id: crypto.randomUUID(),
    'detail-type': type,
    source: '',
    account: '000000000000',
    time: new Date(Math.floor(now / 1000) * 1000).toISOString().replace('.000Z', 'Z'),
    region: 'local',
    resources: [],
    detail,
  };
}
