import { methodNotAllowed, notFound } from './replies.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { businessRoutes } from './routes/businesses.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { messageRoutes } from './routes/messages.ts';
import { messagingSettingsRoutes } from './routes/messaging-settings.ts';
import { permissionRoutes } from './routes/permissions.ts';
import type { Route } from './routes/route.ts';
import { sectionRoutes } from './routes/sections.ts';
import { templateRoutes } from './routes/templates.ts';
import { userRoutes } from './routes/user.ts';
import { webhookRoutes } from './routes/webhooks.ts';

/** Every operation that the sandbox serves. Of two paths that fit, the earlier one counts: fixed words come first. */
export const ROUTES: readonly Route[] = [
  ...messagingSettingsRoutes,
  ...templateRoutes,
  ...businessRoutes,
  ...userRoutes,
  ...sectionRoutes,
  ...webhookRoutes,
  ...conversationRoutes,
  ...messageRoutes,
  ...apiKeyRoutes,
  ...permissionRoutes,
];

const compiled = ROUTES.map((route) => ({ route, segments: route.path.split('/') }));

/** Finds the operation for a path below the base URL: 404 where no path fits, 405 where only the method does not. */
export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } {
  const given = path.split('/');
  let pathFits = false;
  for (const { route, segments } of compiled) {
    const params = matchSegments(segments, given);
    if (!params) continue;
    if (route.method === method) return { route, params };
    pathFits = true;
  }
  throw pathFits ? methodNotAllowed() : notFound();
}

function matchSegments(segments: string[], given: string[]): Record<string, string> | null {
  if (segments.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index]!;
    if (!segment.startsWith('{')) {
      if (segment !== value) return null;
      continue;
    }
    if (value === '') return null;
    params[segment.slice(1, -1)] = decoded(value);
  }
  return params;
}

/** A path with a broken escape names nothing that exists. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound();
  }
}
