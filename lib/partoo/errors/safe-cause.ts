/** Deeper chains of causes than this are cut. */
const MAX_DEPTH = 5;

/**
 * A copy of `error` that can be printed: name, message, code, stack and causes, with the key blotted out. Whatever
 * else hangs on it (ky's request with its headers, options, sockets) is left behind.
 */
export function safeCause(error: unknown, key: string, depth = 0): Error {
  if (!(error instanceof Error)) return new Error(`Not an error but a value of type ${typeof error}.`);
  const copy: Error & { code?: string } = new Error(redact(error.message, key));
  copy.name = redact(error.name, key);
  if (error.stack !== undefined) copy.stack = redact(error.stack, key);
  if ('code' in error && typeof error.code === 'string') copy.code = redact(error.code, key);
  if (error.cause !== undefined && depth < MAX_DEPTH) copy.cause = safeCause(error.cause, key, depth + 1);
  return copy;
}

/** `text` without the key, wherever it stood. */
export function redact(text: string, key: string): string {
  return key === '' ? text : text.replaceAll(key, '[API key]');
}
