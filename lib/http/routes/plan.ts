import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import { instantOf, isoInZone } from '../../closures/civil-time.ts';
import { commonZone } from '../../operations/common-zone.ts';
import {
  appliedConfig,
  beginningsIn,
  type PlanPart,
  plan,
  selectOrganizations,
} from '../../operations/index.ts';
import { awaitedIn, awaitedWarning } from '../../reconcile/pass/awaited.ts';
import { pauseWarnings } from '../../reconcile/pass/paused.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import { organizationFor } from '../organization-for.ts';
import { planInputs } from '../plan-inputs.ts';
import { PlanRows } from '../plan-rows.ts';
import { Problem } from '../problem.ts';
import { bound, organization, paging } from '../query.ts';
import { remembered } from '../remembered.ts';
import { type Call, json, route } from '../route.ts';

const DEFAULT_MILLISECONDS = 30 * 86_400_000;
const MINUTE_MILLISECONDS = 60_000;
/** Of one window. A reader who has to go through more is better served by parts of it. */
const MOST_ROWS = 200_000;
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
    const { page, next } = (await rowsOf(call, asked)).page(call.query);
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
    const parts = await once(call, 'summary', asked, () => summaryOf(call, asked));
    const waves = parts.flatMap((part) => (part.kind === 'wave' ? [part.wave] : []));
    const templates = parts.flatMap((part) => (part.kind === 'swap' ? [part.swap] : []));
    const warnings = [
      ...(await holdingUp(call, asked)),
      ...parts.flatMap((part) => (part.kind === 'warning' ? [part.warning] : [])),
    ];
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

/** @throws Problem 422 for more rows than are kept in order */
async function rowsOf(call: Call, asked: Window): Promise<PlanRows> {
  const { config } = await appliedConfig(call.deps.store);
  const rows = await once(
    call,
    'plan',
    asked,
    async () => new PlanRows(await beginningsIn(call.deps, config, asked)),
  );
  if (rows.count <= MOST_ROWS) return rows;
  throw new Problem(422, {
    code: 'too-many-rows',
    detail: `The window holds more than ${MOST_ROWS} rows: ask for a shorter one.`,
  });
}

/** Worked out once until something that it is made of changes. Whether it may be shown a little longer is for whoever knows who changed what. */
async function once<T>(call: Call, kind: string, asked: Window, make: () => Promise<T>): Promise<T> {
  const inputs = JSON.stringify(await planInputs(call.deps, asked.organization));
  return remembered(call.deps, kind, JSON.stringify(asked), make, {
    inputs,
    neverOld: true,
    most: MOST_WINDOWS,
  });
}

/** What stops or holds writing, as it is now: it is no part of what is remembered (design rule 26). */
async function holdingUp({ deps }: Call, { organization }: Window): Promise<Warning[]> {
  const { config } = await appliedConfig(deps.store);
  const organizations = selectOrganizations(config, organization);
  const awaited = await awaitedIn(deps.store, organizations, deps.clock.now());
  return [...(await pauseWarnings(deps.store, organizations)), ...awaited.map(awaitedWarning)];
}

/** What a window comes to, without its rows. */
async function summaryOf({ deps }: Call, asked: Window): Promise<PlanPart[]> {
  const { config } = await appliedConfig(deps.store);
  const parts: PlanPart[] = [];
  for await (const part of plan(deps, config, { ...asked, summary: true, stored: true })) parts.push(part);
  return parts;
}
