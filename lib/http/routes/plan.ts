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
import type { Store } from '../../store/store.ts';
import { organizationFor } from '../organization-for.ts';
import { pageOf } from '../pages.ts';
import { planInputs } from '../plan-inputs.ts';
import { Problem } from '../problem.ts';
import { bound, organization, paging } from '../query.ts';
import { type Call, json, route } from '../route.ts';

const DEFAULT_MILLISECONDS = 30 * 86_400_000;
const MINUTE_MILLISECONDS = 60_000;
/** Of one window, all of which are held to be put into order. */
const MOST_ROWS = 200_000;
/** After so many parts others get their turn. */
const AT_ONCE = 500;
/** Windows whose rows are remembered until something changes: a reader goes through one page by page. */
const REMEMBERED = 4;

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

/** What windows come to, by all that they are made of. */
const known = new WeakMap<Store, Map<string, Promise<PlanPart[]>>>();

const planRoute = route({
  method: 'GET',
  path: '/v1/plan',
  operation: 'plan',
  summary: 'Closures of a window, a row for each occurrence and business, from what is remembered',
  scope: 'read',
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
    const rows = await rowsOf(call, asked);
    const keyOf = ({ start, end, organization: one, business, rule }: PlannedClosure) => [
      ...[Date.parse(start), one, business, rule, end ?? ''],
    ];
    const { page, next } = pageOf(rows, keyOf, call.query);
    return json({ from: isoInZone(asked.from, 'UTC'), to: isoInZone(asked.to, 'UTC'), closures: page, next });
  },
});

const summaryRoute = route({
  method: 'GET',
  path: '/v1/plan/summary',
  operation: 'planSummary',
  summary: 'Waves, swaps of templates, requests and warnings of a window, from what is remembered',
  scope: 'read',
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
    const parts = await remembered(call, asked, true);
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

async function rowsOf(call: Call, asked: Window): Promise<PlannedClosure[]> {
  const parts = await remembered(call, asked, false);
  return parts.flatMap((part) => (part.kind === 'closure' ? [part.row] : []));
}

/** What a window comes to, worked out once until something that it is made of changes. */
async function remembered(call: Call, asked: Window, summary: boolean): Promise<PlanPart[]> {
  const key = JSON.stringify([summary, asked, await planInputs(call.deps, asked.organization)]);
  const { store } = call.deps;
  const windows = known.get(store) ?? new Map<string, Promise<PlanPart[]>>();
  known.set(store, windows);
  const before = windows.get(key);
  if (before) return before;
  const made = partsOf(call, asked, summary);
  windows.set(key, made);
  for (const old of [...windows.keys()].slice(0, -REMEMBERED)) windows.delete(old);
  // What is refused is refused again; what has failed is tried again.
  made.catch((error: unknown) => {
    if (!(error instanceof Problem)) windows.delete(key);
  });
  return made;
}

/** Others are served meanwhile. @throws Problem 422 for a window of too many rows */
async function partsOf({ deps }: Call, asked: Window, summary: boolean): Promise<PlanPart[]> {
  const { config } = await appliedConfig(deps.store);
  const parts: PlanPart[] = [];
  for await (const part of plan(deps, config, { ...asked, summary, stored: true })) {
    parts.push(part);
    if (parts.length % AT_ONCE === 0) await breathe();
    if (parts.length > MOST_ROWS)
      throw new Problem(422, {
        code: 'too-many-rows',
        detail: `The window holds more than ${MOST_ROWS} rows: ask for a shorter one.`,
      });
  }
  return parts;
}
