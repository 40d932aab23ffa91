/** Which closures are meant, and which businesses they concern as of the last refresh. */

import { adHocIdIn } from '../../closures/ad-hoc-key.ts';
import type { AdHocClosure, Business } from '../../closures/model.ts';
import type { Organization } from '../../config/model.ts';
import { quoted } from '../../reading/readers.ts';
import { suggest } from '../../reading/suggest.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import type { Directory } from '../../store/store.ts';
import { concernedIn } from '../directory-index.ts';
import { noBusiness, refuseUnknown } from '../selected.ts';
import { refuseAbsent } from './refuse-absent.ts';

/** The organizations in which a closure finds businesses, of how many in all. @throws UsageError where it finds none */
export async function concernedBy(
  deps: KeepingDeps,
  closure: AdHocClosure,
  organizations: readonly Organization[],
): Promise<{ concerned: { organization: Organization; businesses: readonly Business[] }[]; of: number }> {
  const directories = new Map<Organization, Directory | null>();
  for (const organization of organizations) {
    directories.set(organization, await deps.store.readDirectory(organization.id));
  }
  const known = [...directories.values()].flatMap((directory) => directory?.businesses ?? []);
  await refuseAbsent(
    deps.store,
    closure.scope,
    [...directories].map(([{ id }, directory]) => [id, directory] as const),
  );
  refuseUnknown(closure.scope, known);
  const found = [...directories].map(([organization, directory]) => ({
    organization,
    businesses: businessesOf(closure, organization, directory),
  }));
  const concerned = found.filter(({ businesses }) => businesses.length > 0);
  if (concerned.length > 0) return { concerned, of: known.length };
  throw noBusiness(closure.scope, known);
}

export async function countOf(
  deps: KeepingDeps,
  organization: Organization,
  closure: AdHocClosure,
): Promise<number> {
  return businessesOf(closure, organization, await deps.store.readDirectory(organization.id)).length;
}

/** The businesses that a closure concerns, as of the last refresh. */
export function businessesOf(
  closure: Pick<AdHocClosure, 'all' | 'scope'>,
  { id }: Organization,
  directory: Directory | null,
): readonly Business[] {
  return directory === null ? [] : concernedIn(directory, id, closure);
}

/** The closure of that id, in every organization that has it. */
export async function findClosure(
  deps: KeepingDeps,
  organizations: readonly Organization[],
  id: string,
): Promise<{ organization: Organization; closure: AdHocClosure }[]> {
  const found: { organization: Organization; closure: AdHocClosure }[] = [];
  for (const organization of organizations) {
    const closure = await deps.store.readAdHoc(organization.id, id);
    if (closure) found.push({ organization, closure });
  }
  return found;
}

/** The closures that a name means: an id, or what `status` shows. @throws UsageError where there is none */
export async function closuresNamed(
  deps: KeepingDeps,
  organizations: readonly Organization[],
  name: string,
): Promise<{ organization: Organization; closure: AdHocClosure }[]> {
  const exact = await findClosure(deps, organizations, name);
  const found = exact.length > 0 ? exact : await findClosure(deps, organizations, adHocIdIn(name));
  if (found.length > 0) return found;
  throw await unknownClosure(deps, organizations, adHocIdIn(name));
}

async function unknownClosure(
  deps: KeepingDeps,
  organizations: readonly Organization[],
  id: string,
): Promise<UsageError> {
  const lists = await Promise.all(organizations.map((one) => deps.store.listAdHoc(one.id)));
  const open = lists.flat().filter((one) => one.endedAt === null);
  // One may stand in several organizations.
  const ids = [...new Set(open.map((one) => one.id))];
  const meant = suggest(id, ids);
  return new UsageError(
    'unknown-closure',
    `There is no ad-hoc closure or hold ${quoted(id)}.`,
    meant
      ? `Did you mean "${meant}"?`
      : ids.length > 0
        ? `Known are: ${ids.slice(0, 10).join(', ')}.`
        : 'None is in force.',
  );
}
