import type { Context } from 'hono';
import { readBytes } from '../parse.ts';
import { Problem } from '../problem.ts';

const LARGEST_BYTES = 64 * 1024;
const TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** What a form sent. @throws Problem 415, 413 */
export async function formIn(request: Request): Promise<URLSearchParams> {
  if (!TYPE.test(request.headers.get('content-type') ?? '')) throw new Problem(415);
  const bytes = await readBytes(request, LARGEST_BYTES);
  return new URLSearchParams(new TextDecoder().decode(bytes));
}

/** Whether a browser says that another site made it send this. */
export function isFromElsewhere({ req }: Context): boolean {
  const site = req.header('sec-fetch-site');
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
