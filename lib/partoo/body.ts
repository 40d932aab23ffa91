/** No list of 100 settings or businesses comes near this; what does is no answer of Partoo. */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;

export type Body =
  | { ok: true; text: string }
  | { ok: false; code: 'cut-body' | 'too-large' | 'not-json'; cause?: unknown };

/**
 * Reads a body to its end, but not beyond `maxBytes` (counted after decompression). Bytes that are no UTF-8 are
 * refused rather than replaced: a text that was changed while it was read must never become a baseline.
 */
export async function readBody(response: Response, maxBytes: number): Promise<Body> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  if (reader === undefined) return { ok: true, text: '' };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = await readChunk(reader);
    if (chunk instanceof Error) return { ok: false, code: 'cut-body', cause: chunk };
    bytes += chunk?.byteLength ?? 0;
    if (bytes > maxBytes) {
      // Nobody waits for the rest; a server that will not stop is cut off.
      reader.cancel().catch(() => {});
      return { ok: false, code: 'too-large' };
    }
    try {
      parts.push(chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }));
    } catch {
      reader.cancel().catch(() => {});
      return { ok: false, code: 'not-json' };
    }
    if (chunk === null) return { ok: true, text: parts.join('') };
  }
}

async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Uint8Array | null | Error> {
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch (error) {
    return error instanceof Error ? error : new Error('The body ended with an error.');
  }
}
