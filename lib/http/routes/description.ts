import * as z from 'zod';
import { openApiOf } from '../openapi.ts';
import { json, type Route, route } from '../route.ts';

/** The description of all `routes` and of itself, made of the schemas that parse. */
export function descriptionRoute(routes: readonly Route[]): Route {
  let made: unknown;
  const itself = route({
    method: 'GET',
    path: '/v1/openapi.json',
    operation: 'openapi',
    summary: 'This description',
    scope: 'read',
    answers: { 200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) } },
    handle: async ({ host }) => {
      made ??= openApiOf([...routes, itself], host.version);
      return json(made);
    },
  });
  return itself;
}
