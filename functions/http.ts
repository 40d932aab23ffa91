import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { resolveSecret } from '../lib/config/aws-secrets.ts';
import { putAll } from '../lib/events/bus.ts';
import { createHttp } from '../lib/http/app.ts';
import { refreshRequested, wake } from '../lib/operations/tick.ts';
import { VERSION } from '../lib/partoo/version.ts';
import { freshenElsewhere } from '../lib/reconcile/refresh/freshen-elsewhere.ts';
import { depsOf } from './support/deps.ts';
import { log } from './support/log.ts';
import { minute } from './support/minute.ts';
import { observed } from './support/observed.ts';

type Handle = ReturnType<typeof handle>;
let opened: Promise<Handle> | null = null;

/** What an HTTP API hands on: the HTTP interface, with its webhooks and pages. Asks Partoo nothing. */
export const handler = middy<APIGatewayProxyEventV2, unknown>()
  .use(observed('http'))
  .handler(async (event, context) => {
    opened ??= open();
    return (await opened)(event as never, context as never);
  });

async function open(): Promise<Handle> {
  const services = await minute();
  const { bus, clock } = services;
  const ask = (id: string) => putAll(bus, clock, [refreshRequested(id, clock.now())]);
  const serve = createHttp({
    deps: depsOf(services, freshenElsewhere(ask)),
    version: VERSION,
    // Another function ticks, and alarms of its own watch over that.
    tickedAt: () => null,
    resolveSecret: (reference) => resolveSecret(reference, false),
    wake: async (organizations) => void (await wake({ clock, bus }, organizations)),
    onError: (error) =>
      log('error', 'unexpected', { reason: error instanceof Error ? error.message : 'unknown' }),
  });
  return handle(new Hono().all('*', ({ req }) => serve(req.raw)));
}
