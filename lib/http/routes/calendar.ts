import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Scope } from '../../closures/model.ts';
import { SELECTOR_KINDS, SELECTORS } from '../../closures/selectors.ts';
import { isNamed } from '../etags.ts';
import { organizationFor } from '../organization-for.ts';
import { planInputs } from '../plan-inputs.ts';
import { commaList, name, organization } from '../query.ts';
import { remembered } from '../remembered.ts';
import { type Call, route } from '../route.ts';

const CONTENT_TYPE = 'text/calendar; charset=utf-8';
const DAY_MILLISECONDS = 86_400_000;
/** Files that are remembered until something changes, and their key with it. */
const MANNER = { freshMilliseconds: Number.POSITIVE_INFINITY, most: 8 };
const LONGEST_TOKEN = 600;

const wholeNumbers = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value.split(',').map((word) => (/^\d{1,9}$/.test(word) ? Number(word) : word))
      : value,
  z.array(z.int()).min(1),
);
const selectors = Object.fromEntries(
  SELECTOR_KINDS.filter((kind) => kind !== 'organizations').map((kind) => {
    const { values, description } = SELECTORS[kind];
    return [kind, (values === 'number' ? wholeNumbers : commaList(name)).optional().describe(description)];
  }),
);

export const calendarRoute = route({
  method: 'GET',
  path: '/calendar.ics',
  operation: 'calendar',
  summary: 'The closures of the last month and the coming year, for calendar programs to subscribe to',
  scope: 'calendar',
  tokenInQuery: true,
  isDear: true,
  query: z.strictObject({
    token: z.string().max(LONGEST_TOKEN).optional().describe('For programs that can send no header'),
    organization,
    ...selectors,
  }),
  headers: { 'If-None-Match': 'Only where it is not what this ETag named any more' },
  answers: {
    200: {
      description: 'An iCalendar file (RFC 5545)',
      schema: z.string(),
      contentType: CONTENT_TYPE,
      headers: { ETag: 'Names what is in it' },
    },
    304: { description: 'It is what If-None-Match names' },
  },
  problems: [404, 422],
  handle: async (call) => {
    const { token: _, organization: asked, ...scope } = call.query as Record<string, unknown>;
    const only = organizationFor(call, asked as string | undefined);
    const { text, etag } = await fileOf(call, { organization: only, scope: scope as Scope });
    // Whoever subscribes may keep it, and asks whether it is another one.
    const headers = { etag, 'cache-control': 'private, no-cache' };
    if (isNamed(call.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    const shown = { 'content-type': CONTENT_TYPE, 'content-disposition': 'inline; filename="closures.ics"' };
    return new Response(text, { headers: { ...headers, ...shown } });
  },
});

interface File {
  text: string;
  etag: string;
}
async function fileOf({ deps }: Call, asked: { organization: string | null; scope: Scope }): Promise<File> {
  const day = Math.floor(deps.clock.now() / DAY_MILLISECONDS);
  const key = JSON.stringify([day, asked, await planInputs(deps, asked.organization)]);
  return remembered(deps, 'calendar', key, () => makeFile(deps, asked), MANNER);
}

async function makeFile(
  deps: Call['deps'],
  asked: { organization: string | null; scope: Scope },
): Promise<File> {
  const { storedCalendar } = await import('../../operations/calendar/stored-calendar.ts');
  const text = await storedCalendar(deps, asked);
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
