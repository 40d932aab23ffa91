/** What a configuration would change for one organization, looked at before it is put into force. */
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../clock.ts';
import { ConfigError, type LoadedConfig } from '../config/index.ts';
import type { Config, Organization, Rule } from '../config/model.ts';
import { isRefusedKey } from '../partoo/index.ts';
import { type Change, lastChange } from '../reconcile/pass/changes.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { errorOf, type RequestCounts } from '../reconcile/pass/report.ts';
import { makeSituation } from '../reconcile/pass/session.ts';
import { changeWarning } from '../reconcile/refresh/alerts.ts';
import { changedDates, type RuleChange } from '../reconcile/refresh/changes/changed-dates.ts';
import { withChatHours } from '../reconcile/refresh/chat-hours.ts';
import { readDirectory } from '../reconcile/refresh/directory.ts';
import { readFeeds } from '../reconcile/refresh/feeds/feeds.ts';
import { filesIn } from '../reconcile/refresh/feeds/files.ts';
import { contentsOf } from '../reconcile/refresh/feeds/stored-feeds.ts';
import { ofNoDirectory } from '../reconcile/refresh/listing.ts';
import { ownTemplates } from '../reconcile/refresh/own-templates.ts';
import { withReadSince } from '../reconcile/refresh/read-since.ts';
import { expandCalendars, refreshWindow } from '../reconcile/refresh/refresh.ts';
import { flipsNow } from '../reconcile/situation/guard.ts';
import { nextInstant } from '../reconcile/situation/lead.ts';
import type { Remembered } from '../reconcile/situation/remembered.ts';
import { spacingOf } from '../reconcile/situation/spacing.ts';
import type { Warning } from '../reconcile/situation/warning.ts';
import { zoneWarnings } from '../reconcile/situation/zone-warnings.ts';
import type { Directory, StoredFeed } from '../store/store.ts';

/** What applying would change for one organization. */
export interface OrganizationPreview {
  id: string;
  businesses: number;
  zoneUnknown: number;
  /** Businesses that this change of configuration would close, and reopen, now. */
  closingNow: number;
  reopeningNow: number;
  /** When something is next to be done; null: nothing in the coming 400 days. */
  nextAt: Instant | null;
  requests: RequestCounts;
  error?: { code: string; message: string };
}

export interface Prospect {
  preview: OrganizationPreview;
  remembered: Remembered | null;
  /** What was stored when that was read. */
  since: StoredSince;
  feeds: Map<string, StoredFeed>;
  /** Of rules that nobody changed. */
  changes: RuleChange[];
  warnings: Warning[];
  refusedKey: boolean;
}

interface StoredSince {
  directory: Directory | null;
  change: Change | null;
}

/** What is looked at: the file, what is in force, and when. */
export interface Looking {
  loaded: LoadedConfig;
  before: Config | null;
  now: Instant;
}

const NO_REQUESTS: RequestCounts = { reads: 0, writes: 0, retries: 0 };

/** Of an organization as Partoo has it now; one that cannot be read has its error in the preview. */
export async function look(deps: Deps, looking: Looking, organization: Organization): Promise<Prospect> {
  try {
    return await lookAt(deps, looking, organization, await readNow(deps, looking, organization));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    return {
      preview: { ...emptyPreview(organization), error: errorOf(error) },
      remembered: null,
      since: { directory: null, change: null },
      feeds: new Map(),
      changes: [],
      warnings: [],
      refusedKey: isRefusedKey(error),
    };
  }
}

/**
 * Of an organization as it is stored, for those that are not asked for or cannot be read: the file counts for them all the
 * same, and Partoo is not asked. null: none of its businesses has been read yet.
 */
export async function lookFromStore(
  deps: Deps,
  looking: Looking,
  organization: Organization,
): Promise<Prospect | null> {
  const change = await lastChange(deps.store, organization.id);
  const directory = await deps.store.readDirectory(organization.id);
  if (directory === null) return null;
  return lookAt(deps, looking, organization, {
    directory,
    since: { directory, change },
    warnings: [],
    requests: NO_REQUESTS,
  });
}

/** As it is to be stored once somebody has said yes: what was read of single businesses meanwhile counts. */
export async function rememberedNow(
  deps: Deps,
  { preview, remembered, since }: Prospect,
): Promise<Remembered | null> {
  if (remembered === null) return null;
  const directory = await withReadSince(deps, preview.id, since, remembered.directory);
  if (directory === remembered.directory) return remembered;
  return { directory, calendars: ofNoDirectory(remembered.calendars) };
}

interface Reading {
  directory: Directory;
  since: StoredSince;
  warnings: Warning[];
  requests: RequestCounts;
}

async function readNow(deps: Deps, { loaded, now }: Looking, organization: Organization): Promise<Reading> {
  const { store } = deps;
  const { client } = await deps.openAccount(organization);
  const previous = await store.readDirectory(organization.id);
  const change = await lastChange(store, organization.id);
  const templates = await ownTemplates(store, organization.id);
  const read = await readDirectory(client, organization, loaded.config, previous, now, templates);
  const listed = await withChatHours(store, client, organization.id, read.directory, previous);
  const since = { directory: previous, change };
  const directory = await withReadSince(deps, organization.id, since, listed);
  deps.tell({ kind: 'refreshing', organization: organization.id, businesses: directory.businesses.length });
  return { directory, since, warnings: read.warnings, requests: client.requests };
}

async function lookAt(
  deps: Deps,
  { loaded, before, now }: Looking,
  organization: Organization,
  { directory, since, warnings: ofReading, requests }: Reading,
): Promise<Prospect> {
  const { store } = deps;
  const { config, hash } = loaded;
  const old = await store.readCalendars(organization.id);
  const { feeds, warnings: ofFeeds } = await readFeeds({
    ...{ store, config, organization, now },
    readFile: filesIn(dirname(loaded.file)),
    resolveSecret: deps.resolveSecret,
  });
  const { calendars: expanded, warnings } = await expandCalendars(
    config,
    hash,
    organization,
    directory.businesses,
    refreshWindow(now),
    old,
    contentsOf(feeds),
  );
  const adHoc = await adHocSince(store, organization.id, now, now);
  const calendars = { ...expanded, directoryReadAt: directory.readAt };
  const remembered = { directory, calendars };
  const situation = makeSituation(config, organization, remembered, adHoc);
  const known = since.directory && old ? { directory: since.directory, calendars: old } : null;
  const oldOrganization = before?.organizations.find(({ id }) => id === organization.id);
  const oldSituation =
    before && oldOrganization && known ? makeSituation(before, oldOrganization, known, adHoc) : null;
  const rules = before ? rulesInBoth(before, config) : [];
  const changes = known ? changedDates({ organization, now, rules, before: known, after: remembered }) : [];
  const { closing, reopening } = flipsNow(oldSituation, situation, now);
  return {
    preview: {
      ...emptyPreview(organization),
      closingNow: closing.length,
      reopeningNow: reopening.length,
      businesses: directory.businesses.length,
      zoneUnknown: situation.zoneUnknown.length,
      nextAt: nextInstant(situation, now, spacingOf(organization)),
      requests: { ...requests },
    },
    remembered,
    since,
    feeds,
    changes,
    warnings: [
      ...[...ofReading, ...ofFeeds, ...warnings, ...zoneWarnings(situation.zoneUnknown)],
      ...changes.map(changeWarning),
    ],
    refusedKey: false,
  };
}

const emptyPreview = ({ id }: Organization): OrganizationPreview => ({
  id,
  businesses: 0,
  zoneUnknown: 0,
  closingNow: 0,
  reopeningNow: 0,
  nextAt: null,
  requests: { ...NO_REQUESTS },
});

/** Those of which nobody changed when and for whom they close. */
function rulesInBoth(before: Config, after: Config): Rule[] {
  const known = new Map(before.rules.map((rule) => [rule.key, rule]));
  const parts = ({ calendar, scope, enabled }: Rule) => [calendar, scope, enabled];
  return after.rules.filter((rule) => {
    const was = known.get(rule.key);
    return was !== undefined && isDeepStrictEqual(parts(was), parts(rule));
  });
}
