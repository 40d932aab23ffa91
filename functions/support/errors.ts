import type * as z from 'zod';
import { inOurWords, placesOf } from '../../lib/reading/in-our-words.ts';

/** An event asks for what cannot be. Its message goes, with the event, to the queue of failures. */
export class EventRefusedError extends Error {
  override readonly name = 'EventRefusedError';
  readonly code: string;
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** An event may have thousands of faults, and names as long as itself. */
const MOST_FAULTS = 10;
const LONGEST_FAULT = 200;

/** Where the faults lie and what they are; never what stands there. */
export function faultsOf({ issues }: z.ZodError): string {
  const faults = issues
    .slice(0, MOST_FAULTS)
    .flatMap(placesOf)
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => cutShort(`${path.join('.') || 'event'}: ${message}`, LONGEST_FAULT));
  if (issues.length > MOST_FAULTS) faults.push(`and ${issues.length - MOST_FAULTS} more`);
  return faults.join(' · ');
}

/** A text for people of at most `most` characters. */
export function cutShort(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

/** What an event says, or an EventRefusedError with the faults of it. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { error: inOurWords });
  if (result.success) return result.data;
  throw new EventRefusedError('malformed', faultsOf(result.error), result.error);
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
