import * as z from 'zod';
import { BUSINESS_STATES } from '../../closures/record.ts';
import { hours } from '../../operations/hours.ts';
import {
  type BusinessStatus,
  type Deps,
  explain,
  type StatusReport,
  statusOfSome,
} from '../../operations/index.ts';
import { businessNamed } from '../named-business.ts';
import { organizationFor } from '../organization-for.ts';
import { inOrder, pageIn } from '../pages.ts';
import { Problem } from '../problem.ts';
import { bound, name, organization, paging } from '../query.ts';
import { statusLately, statusNow } from '../remembered.ts';
import { type Call, json, route } from '../route.ts';

const PATH = '/v1/businesses';

const instant = z.string().nullable().describe('ISO 8601 with offset');
const businessDocument = z
  .object({
    asExpected: z.boolean(),
    organization: z.string(),
    business: z.string(),
    code: z.string().nullable(),
    name: z.string(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    timezone: z.string().nullable(),
    language: z.string().nullable(),
    state: z.enum(BUSINESS_STATES),
    closures: z.array(z.object({ key: z.string(), name: z.string(), start: z.string(), end: instant })),
    since: instant,
    until: instant,
    kept: z.array(z.looseObject({ field: z.string() })),
    staged: z
      .object({
        hours: z.record(z.string(), z.array(z.string())).nullable(),
        next: z.object({ from: z.string(), by: z.string(), isIntermediate: z.boolean() }).nullable(),
      })
      .optional()
      .describe('Weekly hours that stand for staged closures, and when others are written'),
    lastError: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'Business' });
true satisfies BusinessStatus extends z.input<typeof businessDocument> ? true : false;

const listRoute = route({
  method: 'GET',
  path: PATH,
  operation: 'listBusinesses',
  summary: 'Where businesses stand, from what is remembered',
  scope: 'read',
  query: z.strictObject({
    state: z.enum(BUSINESS_STATES).optional(),
    q: name.optional().describe('Part of a name, a store code or an id; case does not count'),
    country: name.optional(),
    rule: name.optional().describe('Only those that a closure of this rule concerns now'),
    organization,
    ...paging,
  }),
  answers: {
    200: {
      description: 'A page of them, by organization and id',
      schema: z.object({ businesses: z.array(businessDocument), next: z.string().nullable() }),
    },
  },
  problems: [404],
  handle: async ({ deps, query, ...call }) => {
    const only = organizationFor(call, query.organization);
    const wanted = { ...query, q: query.q?.toLowerCase(), country: query.country?.toUpperCase() };
    // Which there are seldom changes; in which state they are, and why, has to be known of all to choose by it.
    const isByState = query.state !== undefined || query.rule !== undefined;
    const report = await (isByState ? statusNow : statusLately)(deps, only);
    const { page, next } = pageIn(ordered(report), keyOf, query, (one) => fits(one, wanted));
    const rows = page.map(({ row }) => row);
    return json({ businesses: isByState ? rows : await asTheyAreNow(deps, rows), next });
  },
});

/** Worked out anew for those of a page. */
async function asTheyAreNow(deps: Deps, page: readonly BusinessStatus[]): Promise<BusinessStatus[]> {
  const fresh = new Map<string, BusinessStatus>();
  for (const [organization, rows] of Map.groupBy(page, (row) => row.organization)) {
    const ids = rows.map(({ business }) => business);
    for (const row of await statusOfSome(deps, organization, ids)) fresh.set(nameOf(row), row);
  }
  return page.map((row) => fresh.get(nameOf(row)) ?? row);
}

const nameOf = ({ organization, business }: BusinessStatus) => `${organization} ${business}`;
/** A row, and what a search looks at in it. */
interface Listed {
  row: BusinessStatus;
  words: string;
}

const keyOf = ({ row }: Listed) => [row.organization, row.business];

/** Many pages and searches are of one report. */
const inTheirOrder = new WeakMap<StatusReport, readonly Listed[]>();

function ordered(report: StatusReport): readonly Listed[] {
  const known = inTheirOrder.get(report) ?? inOrder(report.businesses.map(listed), keyOf);
  inTheirOrder.set(report, known);
  return known;
}

function listed(row: BusinessStatus): Listed {
  const { name: called, code, business } = row;
  return { row, words: [called, code ?? '', business].join('\0').toLowerCase() };
}

interface Wanted {
  state?: BusinessStatus['state'] | undefined;
  q?: string | undefined;
  country?: string | undefined;
  rule?: string | undefined;
}

/** @param wanted `q` in small letters, the country in capitals */
function fits({ row, words }: Listed, { state, q, country, rule }: Wanted): boolean {
  return (
    (state === undefined || row.state === state) &&
    (q === undefined || words.includes(q)) &&
    (country === undefined || row.country === country) &&
    (rule === undefined || row.closures.some(({ key }) => key === rule))
  );
}

const ONE = { query: z.strictObject({ organization }), problems: [404, 409] } as const;

const oneRoute = route({
  ...ONE,
  method: 'GET',
  path: `${PATH}/:business`,
  operation: 'getBusiness',
  summary: 'Where one business stands, by its id or store code',
  scope: 'read',
  answers: { 200: { description: 'It', schema: businessDocument } },
  handle: async (call) => {
    const only = organizationFor(call, call.query.organization);
    const known = await businessNamed(call.deps, call.params.business ?? '', only);
    const [row] = known ? await statusOfSome(call.deps, known.organization.id, [known.business.id]) : [];
    const found = row ?? (await goneOf(call, only));
    if (!found) throw unknownBusiness();
    return json(found);
  },
});

/** One that is remembered, and that the directory does not have any more. */
async function goneOf({ deps, params }: Call, only: string | null): Promise<BusinessStatus | undefined> {
  const { businesses } = await statusLately(deps, only);
  const named = params.business;
  return businesses.find(
    ({ state, business, code }) => state === 'gone' && (business === named || code === named),
  );
}

const contender = z.looseObject({ closure: z.string(), name: z.string(), why: z.string() });

const explainRoute = route({
  ...ONE,
  method: 'GET',
  path: `${PATH}/:business/explain`,
  operation: 'explainBusiness',
  summary: 'Which closures win and lose for a business, field by field',
  scope: 'read',
  query: z.strictObject({ organization, at: bound.optional() }),
  answers: {
    200: {
      description: 'As it is now, or at another instant',
      schema: z
        .looseObject({
          business: z.string(),
          at: z.string(),
          wanted: z.looseObject({}),
          fields: z.record(
            z.string(),
            z.object({ winner: contender.nullable(), losers: z.array(contender) }),
          ),
          next: instant,
        })
        .meta({ id: 'Explanation' }),
    },
  },
  handle: async (call) => {
    const id = await knownBusiness(call, call.query.organization);
    return json(
      await explain(call.deps, id.business, { at: call.query.at ?? null, organization: id.organization }),
    );
  },
});

const hoursRoute = route({
  ...ONE,
  method: 'GET',
  path: `${PATH}/:business/hours`,
  operation: 'businessHours',
  summary: 'When people are answered, and why not',
  scope: 'read',
  query: z.strictObject({
    organization,
    from: bound.optional().describe('Default: now'),
    to: bound.optional().describe('Default: a week after `from`; a year at most'),
  }),
  answers: {
    200: {
      description: 'The window without a gap; closed without a closure: its own hours',
      schema: z
        .looseObject({
          intervals: z.array(
            z.object({
              start: z.string(),
              end: z.string(),
              state: z.enum(['open', 'closed']),
              closures: z.array(
                z.object({ rule: z.string().optional(), id: z.string().optional(), name: z.string() }),
              ),
            }),
          ),
        })
        .meta({ id: 'Hours' }),
    },
  },
  problems: [404, 409, 422],
  handle: async (call) => {
    const { business, organization: only } = await knownBusiness(call, call.query.organization);
    const { from = null, to = null } = call.query;
    return json(await hours(call.deps, business, { from, to, organization: only }));
  },
});

export const businessRoutes = [listRoute, oneRoute, explainRoute, hoursRoute];

/** The business that a path names. @throws Problem 404 where there is none, 409 where several organizations have it */
async function knownBusiness(
  call: Pick<Call, 'deps' | 'organization' | 'params'>,
  asked: string | undefined,
): Promise<{ organization: string; business: string }> {
  const found = await businessNamed(call.deps, call.params.business ?? '', organizationFor(call, asked));
  if (!found) throw unknownBusiness();
  return { organization: found.organization.id, business: found.business.id };
}

function unknownBusiness(): Problem {
  return new Problem(404, { code: 'unknown-business', detail: 'There is no such business.' });
}
