import type { Business } from '../closures/model.ts';
import type { Config, Organization } from '../config/model.ts';
import { suggest } from '../reading/suggest.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { selectOrganizations } from '../reconcile/pass/session.ts';
import { firstOf } from '../reconcile/situation/words.ts';
import type { Store } from '../store/store.ts';
import { namedIn } from './directory-index.ts';

const SHOWN = 5;

export interface FoundBusiness {
  organization: Organization;
  business: Business;
}

/** The businesses with an id or a store code: one, unless several organizations have it, or a code is used twice. */
export async function businessesNamed(
  store: Pick<Store, 'readDirectory'>,
  config: Config,
  name: string,
  organizationId: string | null,
): Promise<FoundBusiness[]> {
  const found: FoundBusiness[] = [];
  for (const organization of selectOrganizations(config, organizationId)) {
    const directory = await store.readDirectory(organization.id);
    for (const business of directory ? namedIn(directory, name) : []) found.push({ organization, business });
  }
  return found;
}

/** The one business with an id or a store code. @throws UsageError where there is none, or more than one */
export async function findBusiness(
  store: Store,
  config: Config,
  name: string,
  organizationId: string | null,
): Promise<FoundBusiness> {
  const found = await businessesNamed(store, config, name, organizationId);
  const [first, second] = found;
  if (first && !second) return first;
  if (first) throw ambiguous(name, found);
  const meant = suggest(name, await codesKnown(store, config, organizationId));
  throw new UsageError(
    'unknown-business',
    `No shop has the id or store code "${name}".`,
    meant
      ? `Did you mean "${meant}"?`
      : 'Look at `status` for those that are known; `apply` reads them anew.',
  );
}

/** A code may be used in several organizations, and twice in one. */
function ambiguous(name: string, found: readonly FoundBusiness[]): UsageError {
  const organizations = [...new Set(found.map(({ organization }) => organization.id))];
  const ids = firstOf(
    found.map(({ business }) => business.id),
    SHOWN,
  );
  return organizations.length > 1
    ? new UsageError(
        'ambiguous-business',
        `"${name}" is a shop of several organizations: ${organizations.join(', ')}.`,
        'Name one with --organization.',
      )
    : new UsageError(
        'ambiguous-business',
        `"${name}" is the code of ${found.length} shops of "${organizations[0]}": ${ids}.`,
        'Name one by its id.',
      );
}

async function codesKnown(store: Store, config: Config, organizationId: string | null): Promise<string[]> {
  const ids = selectOrganizations(config, organizationId).map(({ id }) => id);
  const directories = await Promise.all(ids.map((id) => store.readDirectory(id)));
  return directories.flatMap((one) => one?.businesses.flatMap(({ code }) => code ?? []) ?? []);
}
