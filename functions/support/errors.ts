import type * as z from 'zod';

/** An event asks for what cannot be. Its message goes, with the event, to the queue of failures. */
export class EventRefusedError extends Error {
  override readonly name = 'EventRefusedError';
  readonly code: string;
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** What an event says, or an EventRefusedError with every fault of it. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`);
  throw new EventRefusedError('malformed', faults.join('; '), result.error);
}

/** A use case could not do its work; Lambda counts it as a failed invocation. */
export class WorkFailedError extends Error {
  override readonly name = 'WorkFailedError';
  readonly code: string;
  constructor({ code, message }: { code: string; message: string }) {
    super(message);
    this.code = code;
  }
}
