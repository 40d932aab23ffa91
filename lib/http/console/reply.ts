import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { documentOf } from './layout.ts';
import type { Page, Visitor } from './visit.ts';

/** Nothing from elsewhere, nothing that stands in the page itself. */
const POLICY = [
  "default-src 'none'",
  ...["style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'"],
  ...["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"],
].join('; ');

/** A page as an answer: whoever has it already is told only that it is still so. */
export function pageResponse(visitor: Visitor, page: Page): Response {
  const { context } = visitor;
  const text = String(documentOf(visitor, page));
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'content-security-policy': POLICY,
    // It is one visitor's alone; kept, it is asked about each time.
    'cache-control': 'private, no-cache',
    vary: 'Cookie, Accept-Language',
    etag,
  };
  const { status = 200 } = page;
  if (status === 200 && context.req.method === 'GET' && context.req.header('if-none-match') === etag)
    return context.body(null, 304, headers);
  return context.body(text, status as 200, {
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-language': visitor.locale,
  });
}

/** On to another page of the console, by GET. */
export function seeOther(context: Context, address: string): Response {
  return context.body(null, 303, { location: address, 'cache-control': 'no-store' });
}
