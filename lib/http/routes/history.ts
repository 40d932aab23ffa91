import * as z from 'zod';
import { type HistoryPlace, historyPage } from '../../operations/index.ts';
import { businessNamed } from '../named-business.ts';
import { organizationFor } from '../organization-for.ts';
import { cursorOf, keyIn, noCursor } from '../pages.ts';
import { name, organization, paging } from '../query.ts';
import { type Call, json, route } from '../route.ts';

const entry = z
  .object({
    at: z.string(),
    timezone: z.string().nullable(),
    organization: z.string(),
    business: z.string().nullable(),
    code: z.string().nullable(),
    action: z.string(),
    reason: z.string(),
    actor: z.string(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'HistoryEntry' });

const historyRoute = route({
  method: 'GET',
  path: '/v1/history',
  operation: 'history',
  summary: 'What was done, by whom, why; newest first',
  scope: 'read',
  query: z.strictObject({
    business: name.optional().describe('An id or a store code'),
    since: z.iso.datetime({ offset: true }).optional(),
    organization,
    ...paging,
  }),
  answers: {
    200: {
      description: 'A page of entries',
      schema: z.object({ entries: z.array(entry), next: z.string().nullable() }),
    },
  },
  problems: [404, 409],
  handle: async (call) => {
    const { deps, query } = call;
    const only = organizationFor(call, query.organization);
    const { entries, next } = await historyPage(
      deps,
      {
        limit: query.limit,
        ...(only === null ? {} : { organization: only }),
        ...(query.business === undefined ? {} : { business: await idOf(call, query.business, only) }),
        ...(query.since === undefined ? {} : { since: Date.parse(query.since) }),
      },
      placeIn(query.cursor),
    );
    return json({ entries, next: next && cursorOf([next.at, next.seen]) });
  },
});

/** More entries than these never are of one instant. */
const MOST_SEEN = 200_000;

function placeIn(cursor: string | undefined): HistoryPlace | null {
  if (cursor === undefined) return null;
  const [at, seen] = keyIn(cursor);
  if (
    typeof at === 'number' &&
    typeof seen === 'number' &&
    Number.isInteger(seen) &&
    seen > 0 &&
    seen <= MOST_SEEN
  )
    return { at, seen };
  throw noCursor();
}

/** The id behind a store code; what nobody knows any more still has its history, under its id. */
async function idOf({ deps }: Call, wanted: string, only: string | null): Promise<string> {
  return (await businessNamed(deps, wanted, only))?.business.id ?? wanted;
}

export const historyRoutes = [historyRoute];
