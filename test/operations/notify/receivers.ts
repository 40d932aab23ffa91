import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';

interface Received {
  method: string;
  headers: Headers;
  body: string;
}

export interface ReceivingServer extends AsyncDisposable {
  url: string;
  received: Received[];
  /** What it answers. Default 200. */
  status: number;
  /** Where it sends who asks. */
  location?: string;
}

/** Whoever takes webhooks: Slack, Teams, a heartbeat monitor, a system of one's own. */
export async function receivingServer(): Promise<ReceivingServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new Headers(request.headers as Record<string, string>);
    if (receiving.status < 300)
      receiving.received.push({
        method: request.method ?? '',
        headers,
        body: Buffer.concat(chunks).toString(),
      });
    const { status, location } = receiving;
    response.writeHead(status, location === undefined ? {} : { location }).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiving: ReceivingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    status: 200,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiving;
}

/** As it was sent, with its envelope. */
interface Mail {
  from: string;
  to: string[];
  text: string;
}

export interface MailServer extends AsyncDisposable {
  url: string;
  /** The first message that is taken. */
  first: Promise<Mail>;
  received: Mail[];
  /** What it says to an address that it does not take. */
  refused: Record<string, string>;
}

/** A mail server as far as one conversation goes (RFC 5321). */
export async function mailServer(): Promise<MailServer> {
  const { promise: first, resolve: take } = Promise.withResolvers<Mail>();
  const server = createSocketServer((socket) => {
    let mail: Mail = { from: '', to: [], text: '' };
    let isData = false;
    let pending = '';
    socket.write('220 here\r\n');
    socket.on('data', (chunk) => {
      const lines = (pending + chunk.toString()).split('\r\n');
      pending = lines.pop() ?? '';
      for (const line of lines) socket.write(answer(line));
    });
    socket.on('error', () => {});
    function answer(line: string): string {
      if (isData) {
        if (line !== '.') {
          mail.text += `${line}\n`;
          return '';
        }
        isData = false;
        take(mail);
        mails.received.push(mail);
        mail = { from: '', to: [], text: '' };
        return '250 taken\r\n';
      }
      const [, address = ''] = /<(.*?)>/.exec(line) ?? [];
      if (/^MAIL/i.test(line)) mail.from = address;
      if (/^RCPT/i.test(line)) {
        const no = mails.refused[address];
        if (no !== undefined) return `${no}\r\n`;
        mail.to.push(address);
      }
      if (/^DATA/i.test(line)) {
        isData = true;
        return '354 go on\r\n';
      }
      return /^QUIT/i.test(line) ? '221 bye\r\n' : '250 fine\r\n';
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mails: MailServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    first,
    received: [],
    refused: {},
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return mails;
}
