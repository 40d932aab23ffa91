import type { ExpandedCalendars } from '../../calendars/model.ts';
import type { Instant } from '../../clock.ts';
import type { AdHocClosure } from '../../closures/model.ts';
import type { Config, Organization } from '../../config/model.ts';
import { deserializeConfig } from '../../config/serialize.ts';
import { suggest } from '../../reading/suggest.ts';
import type { Directory, Store } from '../../store/store.ts';
import type { Remembered } from '../situation/remembered.ts';
import { type Situation, situationOf } from '../situation/situation.ts';
import { UsageError } from './errors.ts';

/** The configuration in force. */
export interface AppliedConfig {
  config: Config;
  hash: string;
  appliedAt: Instant;
}

// Read once a minute and changed once a month: parsed again only where its text is another.
let lastRead: { text: string; config: Config } | null = null;

export async function readAppliedConfig(store: Store): Promise<AppliedConfig | null> {
  const applied = await store.readApplied();
  if (!applied) return null;
  if (lastRead?.text !== applied.config) {
    lastRead = { text: applied.config, config: deserializeConfig(applied.config) };
  }
  return { config: lastRead.config, hash: applied.hash, appliedAt: applied.appliedAt };
}

/** @throws UsageError where nothing was applied yet */
export async function appliedConfig(store: Store): Promise<AppliedConfig> {
  const applied = await readAppliedConfig(store);
  if (applied) return applied;
  throw new UsageError(
    'nothing-applied',
    'No configuration has been applied yet.',
    'Run `partoo-closures apply` first.',
  );
}

/** The organizations that a command is about. @throws UsageError for a name that the configuration does not have */
export function selectOrganizations(config: Config, id: string | null): Organization[] {
  if (id === null) return config.organizations;
  const found = config.organizations.filter((organization) => organization.id === id);
  if (found.length > 0) return found;
  const names = config.organizations.map((organization) => organization.id);
  const meant = suggest(id, names);
  throw new UsageError(
    'unknown-organization',
    `There is no organization "${id}".`,
    meant ? `Did you mean "${meant}"?` : `Take one of: ${names.join(', ')}.`,
  );
}

interface KnownSituation {
  config: Config;
  organization: Organization;
  directory: Directory;
  adHoc: readonly AdHocClosure[];
  situation: Situation;
}

// By the calendars, which a store gives as the same object while they are the same.
const knownSituations = new WeakMap<ExpandedCalendars, KnownSituation[]>();
/** Who looks back sees closures that passes have put away; a few such views are asked for in turn. */
const REMEMBERED = 3;

/** A situation; made anew only when something that it is made of has changed, whoever asks. */
export function knownSituation(
  config: Config,
  organization: Organization,
  { directory, calendars }: Remembered,
  adHoc: readonly AdHocClosure[],
): Situation {
  const known = knownSituations.get(calendars) ?? [];
  const found = known.find(
    (one) =>
      one.config === config &&
      one.organization === organization &&
      one.directory === directory &&
      areSame(one.adHoc, adHoc),
  );
  if (found) return found.situation;
  const situation = makeSituation(config, organization, { directory, calendars }, adHoc);
  const fresh = { config, organization, directory, adHoc, situation };
  knownSituations.set(calendars, [fresh, ...known.slice(0, REMEMBERED - 1)]);
  return situation;
}

/** A store may give the same objects, or others that say the same. */
function areSame(one: readonly AdHocClosure[], other: readonly AdHocClosure[]): boolean {
  if (one.length !== other.length) return false;
  return (
    one.every((closure, index) => closure === other[index]) || JSON.stringify(one) === JSON.stringify(other)
  );
}

/** Makes situations of what is remembered and of the ad-hoc closures that there are each time. */
export function situationLoader(
  store: Store,
  config: Config,
  organization: Organization,
  remembered: Remembered,
  listAdHoc: () => Promise<readonly AdHocClosure[]> = () => store.listAdHoc(organization.id),
): () => Promise<Situation> {
  return async () => knownSituation(config, organization, remembered, await listAdHoc());
}

export function makeSituation(
  config: Config,
  organization: Organization,
  { directory, calendars }: Remembered,
  adHoc: readonly AdHocClosure[],
): Situation {
  return situationOf({
    config,
    organization,
    businesses: directory.businesses,
    templates: directory.templates,
    calendars,
    adHoc,
  });
}
