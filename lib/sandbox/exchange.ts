/** What of Node's request and response the sandbox goes by: without a network, others take their places. */
export interface Incoming {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  [Symbol.asyncIterator](): AsyncIterator<Buffer>;
}

export interface Outgoing {
  readonly headersSent: boolean;
  readonly statusCode: number;
  readonly destroyed: boolean;
  readonly socket: { destroy(): unknown; resetAndDestroy(): unknown } | null;
  setHeader(name: string, value: string): unknown;
  writeHead(status: number, headers?: Record<string, string>): Outgoing;
  write(chunk: Uint8Array, written: () => void): unknown;
  end(body?: string | Uint8Array): unknown;
  destroy(): unknown;
}
