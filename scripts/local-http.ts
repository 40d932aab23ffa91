/** What an HTTP API does in front of a function, on this machine: payload format 2.0. */

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalFunction } from './local-runtime.ts';

interface Answer {
  statusCode: number;
  headers?: Record<string, string>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

export interface LocalHttp {
  url: string;
  close(): Promise<void>;
}

export async function serveLocally(served: Pick<LocalFunction, 'invoke'>): Promise<LocalHttp> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const invoked = await served.invoke(eventOf(request, Buffer.concat(chunks)));
    if (!invoked.ok) return response.writeHead(500).end('{"message":"Internal Server Error"}');
    const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = invoked.value as Answer;
    response
      .writeHead(statusCode, cookies.length > 0 ? { ...headers, 'set-cookie': cookies } : headers)
      .end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function eventOf(request: IncomingMessage, body: Buffer) {
  const { method = 'GET', url = '/', headers } = request;
  const { cookie, ...others } = headers;
  const [path = '/', query = ''] = url.split(/\?(.*)/s);
  const joined = Object.entries(others).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : value,
  ]);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers: Object.fromEntries(joined),
    requestContext: {
      ...{
        accountId: '000000000000',
        apiId: 'local',
        stage: '$default',
        requestId: crypto.randomUUID(),
        routeKey: '$default',
      },
      ...{ domainName: headers.host ?? 'localhost', domainPrefix: 'local', time: '', timeEpoch: Date.now() },
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
    },
    ...(body.length > 0 ? { body: body.toString('base64') } : {}),
    isBase64Encoded: body.length > 0,
  };
}
