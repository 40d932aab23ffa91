import type { DeedCause, Few } from '../closures/deed-cause.ts';
import { ConfigError, type LoadedConfig, serializeConfig } from '../config/index.ts';
import { beginChange, type Change, endChange } from '../reconcile/pass/changes.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { haltPasses } from '../reconcile/pass/halt.ts';
import { readAppliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
import { tellAlerts } from '../reconcile/refresh/alerts.ts';
import { HELD_DATES } from '../reconcile/refresh/changes/held-dates.ts';
import { type CheckReport, checkConfig } from '../reconcile/refresh/check.ts';
import { contentsOf, saveFeeds } from '../reconcile/refresh/feeds/stored-feeds.ts';
import { ofNoDirectory } from '../reconcile/refresh/listing.ts';
import { isBeyondGuard } from '../reconcile/situation/beyond-guard.ts';
import { type ChangedRules, changedRules } from '../reconcile/situation/changed-rules.ts';
import type { Warning } from '../reconcile/situation/warning.ts';
import { saveNote } from '../store/notes.ts';
import { noteDeed } from './deeds.ts';
import {
  type Looking,
  look,
  lookFromStore,
  type OrganizationPreview,
  type Prospect,
  rememberedNow,
} from './prospect.ts';

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
 * @throws ConfigError for what is wrong with it, UsageError where it would change more at once than is allowed, or another
 *   one was put into force meanwhile; nothing is stored then
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
  const looking: Looking = { loaded, before: before?.config ?? null, now };
  const looks = await Promise.all(organizations.map((organization) => look(deps, looking, organization)));
  const others = await lookAtOthers(deps, looking, looks);
  // Once more, now that it is known where the businesses are: an `except` has to fit somewhere among them.
  const places = looks.map(
    ({ preview: { id }, remembered }) => [id, remembered?.directory.businesses ?? []] as const,
  );
  const contents = new Map(looks.flatMap(({ feeds }) => [...contentsOf(feeds)]));
  const checked = await checkConfig(loaded, now, new Map(places), contents);
  refuseFaulty(checked);
  const preview: ApplyPreview = {
    rules: changedRules(before?.config ?? null, loaded.config),
    unchanged: before?.hash === loaded.hash,
    organizations: previewsOf(looks, others),
    warnings: [...checked.warnings, ...looks.flatMap((one) => one.warnings)],
  };
  const refusedKeys = looks.filter((one) => one.refusedKey).map((one) => one.preview.id);
  const readable = looks.filter((one) => one.remembered !== null);
  if (readable.length === 0) return { ...preview, applied: false, refusedKeys };
  refuseSurprise(preview, options.allowNow);
  if (!(await options.confirm(preview))) return { ...preview, applied: false, refusedKeys };

  const changes = new Map<string, Change>();
  const all = await Promise.all(
    [...readable, ...others].map(async (one) => ({ ...one, remembered: await rememberedNow(deps, one) })),
  );
  await refuseOvertaken(store, [before?.hash, loaded.hash]);
  for (const { preview: one } of all) changes.set(one.id, await beginChange(store, one.id, clock.now()));
  await store.saveApplied({ config: serializeConfig(loaded.config), hash: loaded.hash, appliedAt: now });
  for (const { preview: one, remembered, feeds, changes: dates, warnings } of all) {
    if (!remembered) continue;
    await tellAlerts(deps, one.id, warnings, dates);
    await saveNote(store, one.id, HELD_DATES, null);
    const isAccepted = await saveFeeds(store, one.id, feeds);
    await store.saveDirectory(one.id, remembered.directory);
    const { calendars } = remembered;
    await store.saveCalendars(one.id, isAccepted ? ofNoDirectory(calendars) : calendars);
    await store.setDue(one.id, now);
    await haltPasses(store, one.id);
    await noteDeed(deps, { organization: one.id, action: 'apply', cause: causeOf(preview) });
    await endChange(store, one.id, changes.get(one.id) as Change);
  }
  return { ...preview, applied: true, refusedKeys };
}

/**
 * Those that were not asked for, or could not be read: the file is put into force for them too, so that it is judged and
 * worked out for them as well. Else their next refresh could not tell what changed by itself (design rules 22, 28).
 */
async function lookAtOthers(deps: Deps, looking: Looking, looks: readonly Prospect[]): Promise<Prospect[]> {
  const seen = new Set(
    looks.filter(({ remembered }) => remembered !== null).map(({ preview }) => preview.id),
  );
  const others = looking.loaded.config.organizations.filter(({ id }) => !seen.has(id));
  const found = await Promise.all(others.map((organization) => lookFromStore(deps, looking, organization)));
  return found.filter((one) => one !== null);
}

/** Of those that were not asked for, the ones that something changes for now. */
function previewsOf(looks: readonly Prospect[], others: readonly Prospect[]): OrganizationPreview[] {
  const found = new Map(others.map(({ preview }) => [preview.id, preview]));
  const asked = looks.map(({ preview }) => {
    const stored = found.get(preview.id);
    found.delete(preview.id);
    return { ...preview, ...stored };
  });
  const concerned = [...found.values()].filter(
    ({ closingNow, reopeningNow }) => closingNow + reopeningNow > 0,
  );
  return [...asked, ...concerned];
}

/** Of the names of rules in a line of history. */
const FEW = 5;

/** Which rules came, went and changed, for history. */
function causeOf({ rules, unchanged }: ApplyPreview): DeedCause {
  const few = (names: readonly string[]): Few => ({
    names: names.slice(0, FEW),
    more: Math.max(0, names.length - FEW),
  });
  const { added, removed, changed } = rules;
  const told = { added: few(added), removed: few(removed), changed: few(changed) };
  return { kind: 'applied', closure: null, rules: unchanged ? null : told };
}

function refuseFaulty({ errors }: CheckReport): void {
  if (errors.length > 0) throw new ConfigError(errors);
}

/** What was looked at is what changes from one configuration to another: from a third it may close and reopen others. */
async function refuseOvertaken(store: Deps['store'], hashes: readonly (string | undefined)[]): Promise<void> {
  if (hashes.includes((await readAppliedConfig(store))?.hash)) return;
  throw new UsageError(
    'applied-meanwhile',
    'Another configuration was put into force while this one was looked at.',
    'Apply again, to see what it changes now. Nothing was changed.',
  );
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
