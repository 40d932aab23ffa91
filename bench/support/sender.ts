/**
 * Sends requests at a constant rate, in a process of its own, and prints what became of them as JSON:
 * sender.ts '{"url", "tokens", "asked": [{ "method", "path", "body"? }], "eachSecond", "seconds"}'
 */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Asked {
  method: string;
  path: string;
  body?: unknown;
}

export interface Load {
  url: string;
  tokens: readonly string[];
  /** Sent in this order, over and over. */
  asked: readonly Asked[];
  eachSecond: number;
  seconds: number;
}

export interface Taken {
  /** Which of `asked`. */
  index: number;
  /** From the instant at which it was to be sent: one that waits for others waits on the clock. */
  milliseconds: number;
  /** 0: none came. */
  status: number;
}

if (process.argv[2] !== undefined) {
  const load = JSON.parse(process.argv[2]) as Load;
  process.stdout.write(JSON.stringify(await send(load)));
}

async function send({ url, tokens, asked, eachSecond, seconds }: Load): Promise<Taken[]> {
  const agent = new Agent({ keepAlive: true });
  const begun = performance.now() + 100;
  const answers: Promise<Taken>[] = [];
  while (answers.length < eachSecond * seconds) {
    const number = answers.length;
    const due = begun + (number * 1000) / eachSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const index = number % asked.length;
    const headers = { authorization: `Bearer ${tokens[number % tokens.length]}` };
    answers.push(
      ask(agent, url, asked[index]!, headers).then((status) => ({
        ...{ index, status },
        milliseconds: performance.now() - due,
      })),
    );
  }
  const all = await Promise.all(answers);
  agent.destroy();
  return all;
}

function ask(
  agent: Agent,
  url: string,
  { method, path, body }: Asked,
  headers: Record<string, string>,
): Promise<number> {
  return new Promise((resolve) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request(`${url}${path}`, { agent, method, headers: { ...headers, ...json } }, (response) => {
      response.on('end', () => resolve(response.statusCode ?? 0)).on('error', () => resolve(0));
      response.resume();
    });
    sent.on('error', () => resolve(0));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
