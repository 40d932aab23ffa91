import * as z from 'zod';
import { readAppliedConfig } from '../../reconcile/pass/session.ts';
import { type Metric, openMetrics } from '../open-metrics.ts';
import { statusNow } from '../remembered.ts';
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
  for (const id of ids) {
    const { summary, paused: since } = await statusNow(deps, id);
    for (const [state, count] of Object.entries(summary.byState))
      businesses.samples.push({ labels: { organization: id, state }, value: count });
    odd.samples.push({ labels: { organization: id }, value: summary.businesses - summary.asExpected });
    paused.samples.push({ labels: { organization: id }, value: since === null ? 0 : 1 });
  }
  return [businesses, odd, paused];
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
