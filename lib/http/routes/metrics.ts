import * as z from 'zod';
import type { StatusReport } from '../../operations/index.ts';
import { readAppliedConfig } from '../../reconcile/pass/session.ts';
import { type Metric, openMetrics } from '../open-metrics.ts';
import { statusLately } from '../remembered.ts';
import { type Call, type Route, route } from '../route.ts';
import type { Traffic } from '../traffic.ts';

const CONTENT_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

export function metricsRoute(traffic: Traffic): Route {
  return route({
    method: 'GET',
    path: '/metrics',
    operation: 'metrics',
    summary: 'Numbers for a monitoring system',
    scope: 'read',
    answers: { 200: { description: 'OpenMetrics 1.0', schema: z.string(), contentType: CONTENT_TYPE } },
    handle: async (call) => {
      const metrics = [...(await stateMetrics(call)), ...processMetrics(call, traffic)];
      return new Response(openMetrics(metrics), { headers: { 'content-type': CONTENT_TYPE } });
    },
  });
}

/** Of each organization that exists for the token; none where nothing was applied yet. */
async function stateMetrics({ deps, organization }: Call): Promise<Metric[]> {
  const applied = await readAppliedConfig(deps.store);
  const ids = (applied?.config.organizations ?? [])
    .map(({ id }) => id)
    .filter((id) => organization === null || id === organization);
  const businesses: Metric = {
    name: 'partoo_closures_businesses',
    type: 'gauge',
    help: 'Businesses by state',
    samples: [],
  };
  const odd: Metric = {
    name: 'partoo_closures_businesses_not_as_expected',
    type: 'gauge',
    help: 'Businesses that are not as they should be',
    samples: [],
  };
  const paused: Metric = {
    name: 'partoo_closures_writing_paused',
    type: 'gauge',
    help: '1 where somebody stopped all writing',
    samples: [],
  };
  if (ids.length === 0) return [businesses, odd, paused];
  const report = await statusLately(deps, organization);
  for (const id of ids) {
    const labels = { organization: id };
    const { byState, notAsExpected } = countsIn(report).get(id) ?? NONE;
    for (const [state, value] of byState) businesses.samples.push({ labels: { ...labels, state }, value });
    odd.samples.push({ labels, value: notAsExpected });
    paused.samples.push({ labels, value: report.pauses.some((one) => one.organization === id) ? 1 : 0 });
  }
  return [businesses, odd, paused];
}

interface Counts {
  byState: Map<string, number>;
  notAsExpected: number;
}
const NONE: Counts = { byState: new Map(), notAsExpected: 0 };

/** By organization; of a report that many look at they are counted once. */
const counted = new WeakMap<StatusReport, Map<string, Counts>>();

function countsIn(report: StatusReport): ReadonlyMap<string, Counts> {
  const known = counted.get(report);
  if (known) return known;
  const counts = new Map<string, Counts>();
  for (const { organization, state, asExpected } of report.businesses) {
    const one = counts.get(organization) ?? { byState: new Map(), notAsExpected: 0 };
    one.byState.set(state, (one.byState.get(state) ?? 0) + 1);
    if (!asExpected) one.notAsExpected += 1;
    counts.set(organization, one);
  }
  counted.set(report, counts);
  return counts;
}

function processMetrics({ host, deps }: Call, traffic: Traffic): Metric[] {
  const tickedAt = host.tickedAt();
  return [
    {
      name: 'partoo_closures_http_requests',
      type: 'counter',
      help: 'Requests answered since the process began, by route',
      samples: traffic.counts().map(({ route: { method, path }, status: code, count }) => ({
        labels: { method, path, status: String(code) },
        value: count,
      })),
    },
    {
      name: 'partoo_closures_tick_age_seconds',
      type: 'gauge',
      help: 'How long ago the process looked for what is due',
      samples: tickedAt === null ? [] : [{ labels: {}, value: (deps.clock.now() - tickedAt) / 1000 }],
    },
  ];
}
