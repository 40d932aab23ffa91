import type { Business } from '../closures/model.ts';
import type { Config, Organization } from '../config/model.ts';
import { suggest } from '../reading/suggest.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { selectOrganizations } from '../reconcile/pass/session.ts';
import type { Directory, Store } from '../store/store.ts';
import { namedIn } from './directory-index.ts';

export interface FoundBusiness {
  organization: Organization;
  business: Business;
}

/** The business with an id or a store code. @throws UsageError where there is none, or more than one */
export async function findBusiness(
  store: Store,
  config: Config,
  name: string,
  organizationId: string | null,
): Promise<FoundBusiness> {
  const found: FoundBusiness[] = [];
  const directories: Directory[] = [];
  for (const organization of selectOrganizations(config, organizationId)) {
    const directory = await store.readDirectory(organization.id);
    if (directory === null) continue;
    directories.push(directory);
    for (const business of namedIn(directory, name)) found.push({ organization, business });
  }
  const [first, second] = found;
  if (first && !second) return first;
  if (first) {
    throw new UsageError(
      'ambiguous-business',
      `"${name}" is a shop of several organizations: ${found.map(({ organization }) => organization.id).join(', ')}.`,
      'Name one with --organization.',
    );
  }
  const codes = directories.flatMap(({ businesses }) => businesses.flatMap(({ code }) => code ?? []));
  const meant = suggest(name, codes);
  throw new UsageError(
    'unknown-business',
    `No shop has the id or store code "${name}".`,
    meant
      ? `Did you mean "${meant}"?`
      : 'Look at `status` for those that are known; `apply` reads them anew.',
  );
}
