import { Worker } from 'node:worker_threads';
import type { WholeAnswer } from '../http/route.ts';
import type { ApartData, ApartRequest, ApartSaid } from './apart-thread.ts';

/** Beside this file, as source or built. */
const THREAD = new URL(`apart-thread${import.meta.url.slice(-3)}`, import.meta.url);

interface Waiting {
  resolve(answer: WholeAnswer): void;
  reject(error: Error): void;
}

/**
 * Answers requests in a thread with a store of its own: what takes seconds there holds up neither passes nor anybody else.
 * It begins with the first request; one that dies is begun anew with the next.
 */
export class Apart {
  readonly #data: ApartData;
  readonly #onError: (error: Error) => void;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | null = null;
  #last = 0;

  constructor(data: ApartData, onError: (error: Error) => void) {
    this.#data = data;
    this.#onError = onError;
  }

  async answer({ url, headers }: Request): Promise<WholeAnswer> {
    this.#thread ??= this.#begin();
    const asked: ApartRequest = { number: ++this.#last, url, headers: [...headers] };
    this.#thread.postMessage(asked);
    return new Promise((resolve, reject) => this.#waiting.set(asked.number, { resolve, reject }));
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #begin(): Worker {
    const thread = new Worker(THREAD, { workerData: this.#data });
    thread.on('message', (said: ApartSaid) => {
      if ('error' in said) return this.#onError(new Error(said.error));
      this.#waiting.get(said.number)?.resolve(said.answer);
      this.#waiting.delete(said.number);
    });
    thread.on('error', this.#onError);
    thread.on('exit', () => {
      this.#thread = null;
      for (const { reject } of this.#waiting.values()) reject(new Error('The thread ended.'));
      this.#waiting.clear();
    });
    return thread;
  }
}
