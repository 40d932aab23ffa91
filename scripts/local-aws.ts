/** The few requests of EventBridge, the Parameter Store and Secrets Manager that the functions make, on this machine. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { denied, keyOf } from './local-gate.ts';
import type { Judge } from './local-rights.ts';

/** An event as a bus hands it to its targets. */
export interface Envelope {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

interface Entry {
  EventBusName?: string;
  Source?: string;
  DetailType?: string;
  Detail?: string;
  Time?: number;
}

export interface LocalAws {
  endpoint: string;
  /** By the name of a parameter or a secret; may be changed at any time. */
  secrets: Map<string, string>;
  close(): Promise<void>;
}

/** `put` is told of every event that a bus has taken; what `judge` objects to is denied. */
export async function startLocalAws(
  now: () => number,
  put: (bus: string, envelope: Envelope) => void,
  judge: Judge,
): Promise<LocalAws> {
  const secrets = new Map<string, string>();
  const operations: Record<string, (body: never) => unknown> = {
    'AWSEvents.PutEvents': ({ Entries }: { Entries: Entry[] }) => {
      const answers = Entries.map((entry) => putOne(entry, now, put));
      return { FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode).length, Entries: answers };
    },
    'AmazonSSM.GetParameter': ({ Name }: { Name: string }) => ({
      Parameter: { Name, Value: secrets.get(Name) },
    }),
    'secretsmanager.GetSecretValue': ({ SecretId }: { SecretId: string }) => ({
      SecretString: secrets.get(SecretId),
    }),
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const target = String(request.headers['x-amz-target']);
    const operation = operations[target];
    const body = JSON.parse(Buffer.concat(chunks).toString()) as never;
    const objection = judge(keyOf(request.headers), target, body);
    const answer =
      objection !== null
        ? denied(objection)
        : operation
          ? { status: 200, text: JSON.stringify(operation(body)) }
          : { status: 400, text: JSON.stringify({ __type: 'UnknownOperationException' }) };
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' }).end(answer.text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function putOne(
  { EventBusName = '', Source = '', DetailType = '', Detail = '', Time }: Entry,
  now: () => number,
  put: (bus: string, envelope: Envelope) => void,
): { EventId?: string; ErrorCode?: string } {
  let detail: Record<string, unknown>;
  try {
    detail = JSON.parse(Detail) as Record<string, unknown>;
  } catch {
    return { ErrorCode: 'MalformedDetail' };
  }
  const id = randomUUID();
  put(EventBusName, {
    version: '0',
    id,
    'detail-type': DetailType,
    source: Source,
    account: '000000000000',
    // To the second, as EventBridge has it.
    time: new Date(Math.floor((Time === undefined ? now() : Time * 1000) / 1000) * 1000)
      .toISOString()
      .replace('.000Z', 'Z'),
    region: 'local',
    resources: [],
    detail,
  });
  return { EventId: id };
}
