import type { Route } from '../route.ts';
import type { Traffic } from '../traffic.ts';
import { descriptionRoute } from './description.ts';
import { healthRoute } from './health.ts';
import { metricsRoute } from './metrics.ts';

/** Every request that can be made. */
export function routesOf(traffic: Traffic): Route[] {
  const routes: Route[] = [healthRoute, metricsRoute(traffic)];
  return [...routes, descriptionRoute(routes)];
}
