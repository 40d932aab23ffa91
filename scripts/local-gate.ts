/** Stands before DynamoDB Local, which lets everybody in, and turns away what the roles of the template do not allow. */
import { once } from 'node:events';
import { Agent, createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Judge } from './local-rights.ts';

export interface LocalGate {
  endpoint: string;
  close(): void;
}

export async function startLocalGate(target: string, judge: Judge): Promise<LocalGate> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer(async (asked, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const operation = String(asked.headers['x-amz-target']);
    const refusal = judge(keyOf(asked.headers), operation, JSON.parse(body.toString()));
    if (refusal !== null) {
      const { status, text } = denied(refusal);
      response.writeHead(status, TYPE).end(text);
      return;
    }
    // As it comes: `fetch` takes as long for a request as DynamoDB Local.
    request(target, { method: 'POST', agent, headers: passedOn(asked.headers) }, (answer) => {
      response.writeHead(answer.statusCode!, TYPE);
      answer.pipe(response);
    })
      .on('error', () => response.destroy())
      .end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

const TYPE = { 'content-type': 'application/x-amz-json-1.0' };

const passedOn = (headers: IncomingHttpHeaders) => ({
  ...TYPE,
  'x-amz-target': String(headers['x-amz-target']),
  authorization: String(headers.authorization),
});

/** The access key that signed a request. */
export function keyOf({ authorization = '' }: IncomingHttpHeaders): string {
  return /Credential=([^/]+)\//.exec(authorization)?.[1] ?? '';
}

/** As every service of AWS says it. */
export function denied(message: string): { status: number; text: string } {
  return { status: 400, text: JSON.stringify({ __type: 'AccessDeniedException', message }) };
}
