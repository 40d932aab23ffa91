import middy from '@middy/core';
import { putAll } from '../lib/events/bus.ts';
import { type DueReport, failureOf, reconcileDue } from '../lib/operations/reconcile-due.ts';
import { refreshRequested } from '../lib/operations/tick.ts';
import { freshenElsewhere } from '../lib/reconcile/refresh/freshen-elsewhere.ts';
import { deadlineOf } from './support/deadline.ts';
import { depsOf } from './support/deps.ts';
import { read, WorkFailedError } from './support/errors.ts';
import { aboutOrganization } from './support/events.ts';
import { minute } from './support/minute.ts';
import { observed } from './support/observed.ts';
import { reportPass } from './support/report-pass.ts';

/** `Reconciliation Due`: brings one organization's businesses to their wanted state. */
export const handler = middy<unknown, DueReport>()
  .use(observed('reconcile'))
  .handler(async (event, context) => {
    const { organization } = read(aboutOrganization, event).detail;
    const services = await minute();
    const { bus, clock } = services;
    const ask = (id: string) => putAll(bus, clock, [refreshRequested(id, clock.now())]);
    const deps = depsOf(services, freshenElsewhere(ask));
    const due = await reconcileDue(deps, bus, organization, deadlineOf(context, clock));
    reportPass(services.environment.PARTOO_CLOSURES_STAGE, due);
    const failure = failureOf(due);
    if (failure) throw new WorkFailedError(failure);
    return due;
  });
