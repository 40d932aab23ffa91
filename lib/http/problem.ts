/** Answers to what cannot be done, after RFC 9457. Never a stack, a key, or what was not the caller's to know. */
import { STATUS_CODES } from 'node:http';
import * as z from 'zod';
import { failureOf } from '../operations/documents/failure.ts';
import { UsageError } from '../reconcile/pass/errors.ts';

export const PROBLEM_TYPE = 'application/problem+json';

export const problemDocument = z
  .object({
    type: z.string().describe('What went wrong, for programs'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional().describe('What went wrong, for people'),
    errors: z
      .array(z.object({ path: z.string().describe('Which member or parameter'), message: z.string() }))
      .optional(),
  })
  .meta({ id: 'Problem' });

interface ProblemMembers {
  /** Default: the status says enough. */
  code?: string;
  detail?: string;
  errors?: { path: string; message: string }[];
  headers?: Record<string, string>;
}

/** Thrown wherever a request cannot be served. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly members: ProblemMembers;
  constructor(status: number, members: ProblemMembers = {}) {
    super(members.detail ?? STATUS_CODES[status]);
    this.status = status;
    this.members = members;
  }
}

/** Seconds after which what cannot be served now may be. */
const LATER_SECONDS = '5';

/** Whatever was thrown, as a problem; null for a mistake of ours. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  const { status, code, message, remedy } = failureOf(error);
  if (code === 'unexpected') return null;
  return new Problem(status, {
    code,
    // What else is not the caller's to mend has words that name files and addresses.
    ...(status < 500 || error instanceof UsageError
      ? { detail: remedy === null ? message : `${message} ${remedy}`.trim() }
      : {}),
    ...(status === 503 ? { headers: { 'retry-after': LATER_SECONDS } } : {}),
  });
}

export function problemResponse({ status, members }: Problem): Response {
  const { code, detail, errors, headers = {} } = members;
  const title = STATUS_CODES[status] ?? 'Problem';
  const body = {
    type: code === undefined ? 'about:blank' : `urn:partoo-closures:problem:${code}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': PROBLEM_TYPE, ...headers },
  });
}
