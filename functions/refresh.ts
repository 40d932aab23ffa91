import middy from '@middy/core';
import * as z from 'zod';
import { putAll } from '../lib/events/bus.ts';
import { publishOutbox } from '../lib/events/publish.ts';
import { reconciliationDue, refreshRequested } from '../lib/operations/tick.ts';
import { appliedConfig, selectOrganizations } from '../lib/reconcile/pass/session.ts';
import { freshen } from '../lib/reconcile/refresh/freshen.ts';
import { isNear, readKeyEnd } from '../lib/reconcile/refresh/key-end.ts';
import { type RefreshReport, refreshOrganization } from '../lib/reconcile/refresh/refresh-organization.ts';
import { depsOf } from './support/deps.ts';
import { read, WorkFailedError } from './support/errors.ts';
import { aboutOrganization, scheduled } from './support/events.ts';
import { log, measure } from './support/log.ts';
import { type Minute, minute } from './support/minute.ts';
import { observed } from './support/observed.ts';

type Refreshed = { asked: number } | RefreshReport;

/** Daily, by the schedule: asks for each organization's refresh. `Refresh Requested`: brings one up to date. */
export const handler = middy<unknown, Refreshed>()
  .use(observed('refresh'))
  .handler(async (event) => {
    const asked = read(z.union([scheduled, aboutOrganization]), event);
    const services = await minute();
    return 'detail' in asked ? refreshOne(services, asked.detail.organization) : askForAll(services);
  });

/** Each gets an invocation of its own: one organization never delays another. */
async function askForAll({ store, bus, clock }: Minute): Promise<{ asked: number }> {
  const { config } = await appliedConfig(store);
  const events = config.organizations.map(({ id }) => refreshRequested(id, clock.now()));
  await putAll(bus, clock, events);
  log('info', 'refresh asked for', { organizations: events.length });
  return { asked: events.length };
}

async function refreshOne(services: Minute, id: string): Promise<RefreshReport> {
  const { store, bus, clock } = services;
  const applied = await appliedConfig(store);
  const [organization] = selectOrganizations(applied.config, id);
  if (!organization) throw new Error('unreachable: an unknown organization is a UsageError');
  const report = await refreshOrganization(depsOf(services, freshen), applied, organization);
  await publishOutbox({ store, clock, bus }, id);
  for (const { code } of report.warnings) log('warn', 'warning', { organization: id, code });
  if (report.error) throw new WorkFailedError(report.error);
  if (report.changed) await putAll(bus, clock, [reconciliationDue(id, clock.now())]);
  const keyEnd = await readKeyEnd(store, id, clock.now());
  measure(services.environment.PARTOO_CLOSURES_STAGE, {
    KeysEnding: keyEnd && isNear(keyEnd) ? 1 : 0,
  });
  const { businesses, requests, changed } = report;
  log('info', 'refreshed', { organization: id, businesses, requests, changed });
  return report;
}
