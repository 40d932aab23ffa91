import type { LoadedConfig } from '../../config/index.ts';
import type { Organization } from '../../config/model.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { readFindings } from '../../reconcile/pass/findings.ts';
import { finishProbe } from '../probe/probe.ts';
import type { Check } from './check.ts';
import { checkApplied, checkStore } from './checks.ts';
import { checkFeeds } from './feeds.ts';
import { checkOrganization } from './organization.ts';
import { checkOfFindings, checkOfUnfinished } from './probed.ts';
import { checkReceivers } from './receivers.ts';
import { checkShops } from './shops.ts';

/**
 * What `doctor` looks at, one check after the other; a failing one never keeps the others from being made. Writes nothing
 * to Partoo, but what a probe that was cut off left behind.
 * @param loaded null where the file cannot be read
 * @param storeAddress the store, as the user named it
 */
export async function* doctor(
  deps: Deps,
  loaded: LoadedConfig | null,
  organizations: readonly Organization[],
  storeAddress: string,
): AsyncGenerator<Check> {
  yield checkStore(deps.store, storeAddress, organizations[0]?.id ?? 'doctor');
  yield checkApplied(deps.store, loaded);
  const receivers = loaded && (await checkReceivers(deps, loaded));
  if (receivers) yield receivers;
  for (const organization of organizations) {
    yield* checkOrganization(deps, organization);
    if (loaded) yield* checkPlans(deps, loaded, organization);
  }
}

/** What is asked of one organization by a file. */
async function* checkPlans(
  deps: Deps,
  loaded: LoadedConfig,
  organization: Organization,
): AsyncGenerator<Check> {
  yield* checkShops(deps, loaded, organization.id);
  const feeds = await checkFeeds(deps, loaded, organization);
  if (feeds) yield feeds;
  const finished = await finishProbe(deps, loaded, organization);
  if (finished) yield checkOfUnfinished(organization.id, finished);
  const findings = await readFindings(deps.store, organization.id);
  if (findings) yield checkOfFindings(organization.id, findings);
}
