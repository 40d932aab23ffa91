import type { Incoming, Outgoing } from './exchange.ts';

/** Status codes whose answers have no body. */
const BODILESS = [204, 205, 304];

/** `fetch` that has `serve` answer in this process. What is torn down, cut or undecodable is so as over a socket. */
export function answeredInMemory(
  serve: (request: Incoming, response: Outgoing) => Promise<void>,
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    const text = request.body === null ? '' : await request.text();
    const answer = new Answer();
    const gone = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    serve(incoming(request, text), answer).catch((error: unknown) => answer.fail(error));
    return Promise.race([answer.response, gone]);
  };
}

function incoming({ method, url, headers }: Request, text: string): Incoming {
  const { pathname, search } = new URL(url);
  return {
    method,
    url: `${pathname}${search}`,
    headers: Object.fromEntries(headers),
    async *[Symbol.asyncIterator]() {
      yield Buffer.from(text);
    },
  };
}

/** What the sandbox sends, as far as it came. */
class Answer implements Outgoing {
  readonly response: Promise<Response>;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (error: unknown) => void;
  readonly #headers = new Headers();
  readonly #chunks: Uint8Array[] = [];
  headersSent = false;
  statusCode = 200;
  destroyed = false;
  readonly socket = {
    destroy: () => this.#broken('UND_ERR_SOCKET'),
    resetAndDestroy: () => this.#broken('ECONNRESET'),
  };

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    this.response = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  setHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  writeHead(status: number, headers: Record<string, string> = {}): this {
    this.statusCode = status;
    this.headersSent = true;
    for (const [name, value] of Object.entries(headers)) this.#headers.set(name, value);
    return this;
  }

  write(chunk: Uint8Array, written: () => void): void {
    this.#chunks.push(chunk);
    written();
  }

  end(body: string | Uint8Array = ''): void {
    this.#chunks.push(Buffer.from(body));
    const isBodiless = BODILESS.includes(this.statusCode);
    if (this.#headers.has('content-encoding')) this.#broken('Z_DATA_ERROR');
    else this.#resolve(this.#made(isBodiless ? null : Buffer.concat(this.#chunks)));
  }

  destroy(): void {
    this.#broken('UND_ERR_SOCKET');
  }

  /** A mistake of the sandbox itself. */
  fail(error: unknown): void {
    this.#reject(error);
  }

  #broken(code: string): void {
    this.destroyed = true;
    const error = new TypeError('terminated', { cause: Object.assign(new Error(code), { code }) });
    if (this.headersSent) this.#resolve(this.#made(endingIn(error, this.#chunks)));
    else this.#reject(error);
  }

  #made(body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null): Response {
    return new Response(body, { status: this.statusCode, headers: this.#headers });
  }
}

function endingIn(error: unknown, chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.error(error);
    },
  });
}
