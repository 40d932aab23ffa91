import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FeedError } from './feed-error.ts';

/** Of the body as it is sent, and of what it unpacks to. */
export const MOST_BYTES = 5 * 1024 * 1024;

/** The whole body, unpacked and within its bound. @throws FeedError */
export async function bodyOf(response: IncomingMessage, signal: AbortSignal): Promise<Uint8Array> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  try {
    if (Number(response.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();
    const bytes = await collect(unpacked(response, encoding));
    // Where nothing but the connection tells where a body ends, one that was broken off here looks whole.
    if (signal.aborted) throw tooLong();
    return bytes;
  } catch (error) {
    if (error instanceof FeedError) throw error;
    if (signal.aborted) throw tooLong();
    throw new FeedError('body', 'its content broke off, or cannot be unpacked');
  } finally {
    response.destroy();
  }
}

function unpacked(response: IncomingMessage, encoding: string): Readable {
  if (encoding === 'identity' || encoding === '') return response;
  const unpack =
    encoding === 'br'
      ? createBrotliDecompress()
      : encoding === 'deflate'
        ? createInflate()
        : /^(x-)?gzip$/.test(encoding)
          ? createGunzip()
          : null;
  if (unpack === null) throw new FeedError('body', 'it is packed in a way that is not known here');
  response.on('error', (error) => unpack.destroy(error));
  return response.pipe(unpack);
}

async function collect(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLong = (): FeedError => new FeedError('timeout', 'it took longer than 10 s');
const tooLarge = (): FeedError => new FeedError('too-large', 'it has more than 5 MB');
