import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../clock.ts';
import { ConfigError, type LoadedConfig, serializeConfig } from '../config/index.ts';
import type { Config, Organization, Rule } from '../config/model.ts';
import { isRefusedKey } from '../partoo/index.ts';
import { beginChange, type Change, endChange } from '../reconcile/pass/changes.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { errorOf, type RequestCounts } from '../reconcile/pass/report.ts';
import { makeSituation, readAppliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
import { changeWarning, tellAlerts } from '../reconcile/refresh/alerts.ts';
import { changedDates, type RuleChange } from '../reconcile/refresh/changes/changed-dates.ts';
import { HELD_DATES } from '../reconcile/refresh/changes/held-dates.ts';
import { withChatHours } from '../reconcile/refresh/chat-hours.ts';
import { type CheckReport, checkConfig } from '../reconcile/refresh/check.ts';
import { readDirectory } from '../reconcile/refresh/directory.ts';
import { contentsOf, readFeeds } from '../reconcile/refresh/feeds/feeds.ts';
import { filesIn } from '../reconcile/refresh/feeds/files.ts';
import { ownTemplates } from '../reconcile/refresh/own-templates.ts';
import { expandCalendars, refreshWindow } from '../reconcile/refresh/refresh.ts';
import { isBeyondGuard } from '../reconcile/situation/beyond-guard.ts';
import { type ChangedRules, changedRules } from '../reconcile/situation/changed-rules.ts';
import { flipsNow } from '../reconcile/situation/guard.ts';
import { nextInstant } from '../reconcile/situation/lead.ts';
import type { Remembered } from '../reconcile/situation/remembered.ts';
import { spacingOf } from '../reconcile/situation/spacing.ts';
import type { Warning } from '../reconcile/situation/warning.ts';
import { firstOf } from '../reconcile/situation/words.ts';
import { zoneWarnings } from '../reconcile/situation/zone-warnings.ts';
import { saveNote } from '../store/notes.ts';
import type { StoredFeed } from '../store/store.ts';
import { noteDeed } from './deeds.ts';

/** What applying would change for one organization. */
interface OrganizationPreview {
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

export interface ApplyPreview {
  rules: ChangedRules;
  /** True where the same file was applied before. */
  unchanged: boolean;
  organizations: OrganizationPreview[];
  warnings: Warning[];
}

export interface ApplyReport extends ApplyPreview {
  /** False where the question was answered with no. */
  applied: boolean;
  refusedKeys: string[];
}

export interface ApplyOptions {
  organization: string | null;
  /** How many businesses may be closed or reopened at once by this change (design rule 22). */
  allowNow: number | null;
  confirm(preview: ApplyPreview): Promise<boolean>;
}

/**
 * Stores the configuration and refreshes directory and calendars, after a look at what that changes now.
 * @throws ConfigError for what is wrong with it, UsageError where it would change more at once than is allowed;
 *   nothing is stored then
 */
export async function applyConfig(
  deps: Deps,
  loaded: LoadedConfig,
  options: ApplyOptions,
): Promise<ApplyReport> {
  const { store, clock } = deps;
  const now = clock.now();
  refuseFaulty(await checkConfig(loaded, now));
  const organizations = selectOrganizations(loaded.config, options.organization);
  const before = await readAppliedConfig(store);
  const looks = await Promise.all(
    organizations.map((organization) => look(deps, loaded, organization, before?.config ?? null, now)),
  );
  // Once more, now that it is known where the businesses are: an `except` has to fit somewhere among them.
  const places = looks.map(
    ({ preview: { id }, remembered }) => [id, remembered?.directory.businesses ?? []] as const,
  );
  const checked = await checkConfig(loaded, now, new Map(places));
  refuseFaulty(checked);
  const preview: ApplyPreview = {
    rules: changedRules(before?.config ?? null, loaded.config),
    unchanged: before?.hash === loaded.hash,
    organizations: looks.map((one) => one.preview),
    warnings: [...checked.warnings, ...looks.flatMap((one) => one.warnings)],
  };
  const refusedKeys = looks.filter((one) => one.refusedKey).map((one) => one.preview.id);
  const readable = looks.filter((one) => one.remembered !== null);
  if (readable.length === 0) return { ...preview, applied: false, refusedKeys };
  refuseSurprise(preview, options.allowNow);
  if (!(await options.confirm(preview))) return { ...preview, applied: false, refusedKeys };

  const changes = new Map<string, Change>();
  for (const { preview: one } of readable) changes.set(one.id, await beginChange(store, one.id, clock.now()));
  await store.saveApplied({ config: serializeConfig(loaded.config), hash: loaded.hash, appliedAt: now });
  for (const { preview: one, remembered, feeds, changes: dates } of readable) {
    if (!remembered) continue;
    await tellAlerts(deps, one.id, [], dates);
    await saveNote(store, one.id, HELD_DATES, null);
    for (const [rule, feed] of feeds) await store.saveFeed(one.id, rule, feed);
    await store.saveDirectory(one.id, remembered.directory);
    await store.saveCalendars(one.id, remembered.calendars);
    await store.setDue(one.id, now);
    await noteDeed(deps, { organization: one.id, action: 'apply', reason: appliedInWords(preview) });
    await endChange(store, one.id, changes.get(one.id) as Change);
  }
  return { ...preview, applied: true, refusedKeys };
}

/** Which rules came, went and changed, for history. */
function appliedInWords({ rules, unchanged }: ApplyPreview): string {
  if (unchanged) return 'the same file as before';
  const parts = Object.entries(rules).flatMap(([what, names]) =>
    names.length > 0 ? `${what} ${firstOf(names, 5)}` : [],
  );
  return parts.length > 0 ? parts.join('; ') : 'no rule changed';
}

function refuseFaulty({ errors }: CheckReport): void {
  if (errors.length > 0) throw new ConfigError(errors);
}

interface Prospect {
  preview: OrganizationPreview;
  remembered: Remembered | null;
  feeds: Map<string, StoredFeed>;
  /** Of rules that nobody changed. */
  changes: RuleChange[];
  warnings: Warning[];
  refusedKey: boolean;
}

async function look(
  deps: Deps,
  loaded: LoadedConfig,
  organization: Organization,
  before: Config | null,
  now: Instant,
): Promise<Prospect> {
  const { store } = deps;
  const preview: OrganizationPreview = {
    id: organization.id,
    businesses: 0,
    zoneUnknown: 0,
    closingNow: 0,
    reopeningNow: 0,
    nextAt: null,
    requests: { reads: 0, writes: 0, retries: 0 },
  };
  try {
    const account = await deps.openAccount(organization);
    const { client } = account;
    const previous = await store.readDirectory(organization.id);
    const read = await readDirectory(
      client,
      organization,
      loaded.config,
      previous,
      now,
      await ownTemplates(deps.store, organization.id),
    );
    const directory = await withChatHours(store, client, organization.id, read.directory, previous);
    deps.tell({ kind: 'refreshing', organization: organization.id, businesses: directory.businesses.length });
    const old = await store.readCalendars(organization.id);
    const { feeds, warnings: ofFeeds } = await readFeeds({
      ...{ store, config: loaded.config, organization, now },
      readFile: filesIn(dirname(loaded.file)),
      resolveSecret: deps.resolveSecret,
    });
    const { calendars, warnings } = await expandCalendars(
      loaded.config,
      loaded.hash,
      organization,
      directory.businesses,
      refreshWindow(now),
      old,
      contentsOf(feeds),
    );
    const adHoc = await adHocSince(store, organization.id, now, now);
    const situation = makeSituation(loaded.config, organization, { directory, calendars }, adHoc);
    const oldOrganization = before?.organizations.find(({ id }) => id === organization.id);
    const oldSituation =
      before && oldOrganization && previous && old
        ? makeSituation(before, oldOrganization, { directory: previous, calendars: old }, adHoc)
        : null;
    const changes =
      before && previous && old
        ? changedDates({
            ...{ organization, now, rules: rulesInBoth(before, loaded.config) },
            before: { directory: previous, calendars: old },
            after: { directory, calendars },
          })
        : [];
    const { closing, reopening } = flipsNow(oldSituation, situation, now);
    return {
      preview: {
        ...preview,
        closingNow: closing.length,
        reopeningNow: reopening.length,
        businesses: directory.businesses.length,
        zoneUnknown: situation.zoneUnknown.length,
        nextAt: nextInstant(situation, now, spacingOf(organization)),
        requests: { ...account.client.requests },
      },
      remembered: { directory, calendars },
      feeds,
      changes,
      warnings: [
        ...[...read.warnings, ...ofFeeds, ...warnings, ...zoneWarnings(situation.zoneUnknown)],
        ...changes.map(changeWarning),
      ],
      refusedKey: false,
    };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    return {
      preview: { ...preview, error: errorOf(error) },
      remembered: null,
      feeds: new Map(),
      changes: [],
      warnings: [],
      refusedKey: isRefusedKey(error),
    };
  }
}

/** Those of which nobody changed when and for whom they close. */
function rulesInBoth(before: Config, after: Config): Rule[] {
  const known = new Map(before.rules.map((rule) => [rule.key, rule]));
  const parts = ({ calendar, scope, enabled }: Rule) => [calendar, scope, enabled];
  return after.rules.filter((rule) => {
    const was = known.get(rule.key);
    return was !== undefined && isDeepStrictEqual(parts(was), parts(rule));
  });
}

function refuseSurprise(preview: ApplyPreview, allowNow: number | null): void {
  for (const { id, businesses, closingNow, reopeningNow } of preview.organizations) {
    const count = closingNow + reopeningNow;
    if (!isBeyondGuard({ businesses: count, of: businesses }) || count <= (allowNow ?? 0)) continue;
    throw new UsageError(
      'changes-too-much-now',
      `Organization "${id}": applying this would close ${closingNow} and reopen ${reopeningNow} of ${businesses} shops at once.`,
      `If that is meant, say so by number: --allow-now ${count}. Nothing was changed.`,
    );
  }
}
