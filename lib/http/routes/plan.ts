import { setImmediate as breathe } from 'node:timers/promises';
import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import { instantOf, isoInZone } from '../../closures/civil-time.ts';
import { commonZone } from '../../operations/common-zone.ts';
import {
  appliedConfig,
  type PlannedClosure,
  type PlanPart,
  plan,
  selectOrganizations,
} from '../../operations/index.ts';
import { organizationFor } from '../organization-for.ts';
import { inOrder, pageIn } from '../pages.ts';
import { planInputs } from '../plan-inputs.ts';
import { Problem } from '../problem.ts';
import { bound, organization, paging } from '../query.ts';
import { remembered } from '../remembered.ts';
import { type Call, json, route } from '../route.ts';

const DEFAULT_MILLISECONDS = 30 * 86_400_000;
const MINUTE_MILLISECONDS = 60_000;
/** Of one window, all of which are held to be put into order. */
const MOST_ROWS = 200_000;
/** After so many parts others get their turn. */
const AT_ONCE = 500;
/** Windows whose rows are remembered: a reader goes through one page by page. */
const MOST_WINDOWS = 4;

const window = {
  from: bound.optional().describe('Default: now'),
  to: bound.optional().describe('Default: 30 days after `from`'),
  organization,
};
const instants = { from: z.string(), to: z.string() };
const plannedClosure = z
  .looseObject({
    organization: z.string(),
    business: z.string(),
    code: z.string().nullable(),
    rule: z.string(),
    name: z.string(),
    timezone: z.string(),
    kind: z.string(),
    start: z.string(),
    end: z.string().nullable(),
    effect: z.looseObject({}),
    offlineMessage: z.string().nullable(),
    reopens: z.string().nullable(),
  })
  .meta({ id: 'PlannedClosure' });

interface Window {
  from: Instant;
  to: Instant;
  organization: string | null;
}

/** By its start; no two are alike. */
const keyOf = ({ start, end, organization: one, business, rule }: PlannedClosure) => [
  ...[Date.parse(start), one, business, rule, end ?? ''],
];

const planRoute = route({
  method: 'GET',
  path: '/v1/plan',
  operation: 'plan',
  summary: 'Closures of a window, a row for each occurrence and business, from what is remembered',
  scope: 'read',
  isDear: true,
  query: z.strictObject({ ...window, ...paging }),
  answers: {
    200: {
      description: 'A page of them, by their start',
      schema: z.object({ ...instants, closures: z.array(plannedClosure), next: z.string().nullable() }),
    },
  },
  problems: [404, 422],
  handle: async (call) => {
    const asked = await windowOf(call, call.query);
    const { page, next } = pageIn(await rowsOf(call, asked), keyOf, call.query);
    return json({ from: isoInZone(asked.from, 'UTC'), to: isoInZone(asked.to, 'UTC'), closures: page, next });
  },
});

const summaryRoute = route({
  method: 'GET',
  path: '/v1/plan/summary',
  operation: 'planSummary',
  summary: 'Waves, swaps of templates, requests and warnings of a window, from what is remembered',
  scope: 'read',
  isDear: true,
  query: z.strictObject(window),
  answers: {
    200: {
      description: 'They',
      schema: z.object({
        ...instants,
        waves: z.array(z.looseObject({ organization: z.string(), at: z.string(), writes: z.int() })),
        staged: z.array(z.looseObject({ organization: z.string(), from: z.string(), by: z.string() })),
        ways: z.array(z.looseObject({ organization: z.string() })),
        templates: z.array(
          z.looseObject({
            organization: z.string(),
            template: z.string(),
            rule: z.string(),
            start: z.string(),
          }),
        ),
        requests: z.object({ reads: z.int(), writes: z.int() }),
        warnings: z.array(z.object({ code: z.string(), message: z.string() })),
      }),
    },
  },
  problems: [404, 422],
  handle: async (call) => {
    const asked = await windowOf(call, call.query);
    const parts = (await once(call, 'summary', asked, () => partsOf(call, asked, true))) ?? [];
    const waves = parts.flatMap((part) => (part.kind === 'wave' ? [part.wave] : []));
    const templates = parts.flatMap((part) => (part.kind === 'swap' ? [part.swap] : []));
    const warnings = parts.flatMap((part) => (part.kind === 'warning' ? [part.warning] : []));
    const staged = parts.flatMap((part) => (part.kind === 'staged' ? part.staged : []));
    const ways = parts.flatMap((part) => (part.kind === 'ways' ? [part.ways] : []));
    const requests = parts.flatMap((part) => (part.kind === 'requests' ? [part.requests] : []))[0];
    const { from, to } = asked;
    const window = { from: isoInZone(from, 'UTC'), to: isoInZone(to, 'UTC') };
    return json({ ...window, waves, staged, ways, templates, requests, warnings });
  },
});

export const planRoutes = [planRoute, summaryRoute];

/** A plain date is read as the command reads it; what nobody gave begins with this minute, so that pages belong together. */
async function windowOf(
  call: Call,
  query: { from?: string | undefined; to?: string | undefined; organization?: string | undefined },
): Promise<Window> {
  const only = organizationFor(call, query.organization);
  const { config } = await appliedConfig(call.deps.store);
  const zone = commonZone(selectOrganizations(config, only));
  const now = Math.floor(call.deps.clock.now() / MINUTE_MILLISECONDS) * MINUTE_MILLISECONDS;
  const from = query.from === undefined ? now : instantOf(query.from, zone, 'start');
  const to = query.to === undefined ? from + DEFAULT_MILLISECONDS : instantOf(query.to, zone, 'end');
  return { from, to, organization: only };
}

/** Rows of a window in the order in which they are shown, up to a bound. @throws Problem 422 for more */
async function rowsOf(call: Call, asked: Window): Promise<PlannedClosure[]> {
  const rows = await once(call, 'plan', asked, async () => {
    const parts = await partsOf(call, asked, false);
    if (parts === null) return null;
    const closures = parts.flatMap((part) => (part.kind === 'closure' ? [part.row] : []));
    return inOrder(closures, keyOf);
  });
  if (rows !== null) return rows;
  throw new Problem(422, {
    code: 'too-many-rows',
    detail: `The window holds more than ${MOST_ROWS} rows: ask for a shorter one.`,
  });
}

/** Worked out once until something that it is made of changes; who has not changed it sees it as it was for a little longer. */
async function once<T>(call: Call, kind: string, asked: Window, make: () => Promise<T>): Promise<T> {
  const inputs = JSON.stringify(await planInputs(call.deps, asked.organization));
  return remembered(call.deps, kind, JSON.stringify(asked), make, { inputs, most: MOST_WINDOWS });
}

/** Others are served meanwhile. @returns null for a window of too many rows */
async function partsOf({ deps }: Call, asked: Window, summary: boolean): Promise<PlanPart[] | null> {
  const { config } = await appliedConfig(deps.store);
  const parts: PlanPart[] = [];
  for await (const part of plan(deps, config, { ...asked, summary, stored: true })) {
    // Rows come first; what comes after them is not shown with them.
    if (!summary && part.kind !== 'closure') break;
    parts.push(part);
    if (parts.length % AT_ONCE === 0) await breathe();
    if (parts.length > MOST_ROWS) return null;
  }
  return parts;
}
