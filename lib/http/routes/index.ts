import type { Route } from '../route.ts';
import type { Traffic } from '../traffic.ts';
import { businessRoutes } from './businesses.ts';
import { calendarRoute } from './calendar.ts';
import { closureRoutes } from './closures.ts';
import { descriptionRoute } from './description.ts';
import { healthRoute } from './health.ts';
import { historyRoutes } from './history.ts';
import { metricsRoute } from './metrics.ts';
import { partooWebhookRoute } from './partoo-webhook.ts';
import { planRoutes } from './plan.ts';
import { closureWebhookRoute } from './webhooks.ts';

/** Every request that can be made. */
export function routesOf(traffic: Traffic): Route[] {
  const routes: Route[] = [
    healthRoute,
    metricsRoute(traffic),
    ...closureRoutes,
    ...businessRoutes,
    ...historyRoutes,
    ...planRoutes,
    calendarRoute,
    closureWebhookRoute,
    partooWebhookRoute,
  ];
  return [...routes, descriptionRoute(routes)];
}
