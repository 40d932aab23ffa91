import type { Instant } from '../clock.ts';
import { announcedAt } from '../closures/announcements.ts';
import type { Business, Scope, SettingsField } from '../closures/model.ts';
import { type BusinessRecord, STAGED_AHEAD_MILLISECONDS } from '../closures/record.ts';
import { matchesScope, selectsSomething } from '../closures/scope.ts';
import { titleIn } from '../closures/templates/names.ts';
import { FIELD_OF_TEXT } from '../closures/text-members.ts';
import { inForceAt } from '../closures/timeline.ts';
import type { Config, Organization } from '../config/model.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { reconcile } from '../reconcile/pass/reconcile.ts';
import { type BusinessResult, errorOf, type OrganizationReport } from '../reconcile/pass/report.ts';
import { appliedConfig, makeSituation, selectOrganizations } from '../reconcile/pass/session.ts';
import { type Asked, byHand } from '../reconcile/pass/ways.ts';
import { readableRecord, recordOf, storedOf } from '../reconcile/situation/marks.ts';
import type { Cohort, Situation } from '../reconcile/situation/situation.ts';
import { RecordError } from '../store/errors.ts';
import { RECORDS_AT_ONCE } from '../store/records.ts';
import type { Lease, Store } from '../store/store.ts';
import { actorOf, noteDeed } from './deeds.ts';
import { fieldNamed } from './field-named.ts';
import { findBusiness } from './find-business.ts';
import { concernedTemplates, restoreTemplate } from './put-back-templates.ts';
import { type Confirm, type Reach, reachOf } from './reach.ts';
import { noBusiness, refuseUnknown } from './selected.ts';

/** How long a command waits for another pass to end, ms. */
const WAIT_MILLISECONDS = 30_000;

export interface PutBackReport {
  organizations: OrganizationReport[];
  /** Staged closures of the coming week stay away, and hours of theirs went back. Left out: there were none. */
  letGoOfStaged?: true;
}

/**
 * Puts the baseline of kept fields back, although somebody changed them (design rule 13).
 * @throws UsageError where nothing was kept
 */
export async function restore(
  deps: Deps,
  name: string,
  { field, organization: organizationId }: { field: string | null; organization: string | null },
): Promise<PutBackReport> {
  if (titleIn(name) !== null)
    return {
      organizations: await restoreTemplate(
        deps,
        name,
        { field, organization: organizationId },
        WAIT_MILLISECONDS,
      ),
    };
  const applied = await appliedConfig(deps.store);
  const { organization, business } = await findBusiness(deps.store, applied.config, name, organizationId);
  const stored = await deps.store.readBusinesses(organization.id, [business.id]);
  const { kept } = recordOf(stored.get(business.id), business.id, business.code);
  const wanted =
    field === null
      ? null
      : (FIELD_NAMES[field] ?? fieldNamed(field, FIELDS, `There is no settings field "${field}".`));
  const fields = kept.map((one) => one.field).filter((one) => wanted === null || one === wanted);
  if (fields.length === 0) {
    const known = kept.map((one) => one.field);
    throw new UsageError(
      'nothing-kept',
      `Nothing ${field === null ? '' : `of ${field} `}was kept for "${name}": there is no baseline to put back.`,
      known.length > 0 ? `Kept are: ${known.join(', ')}.` : '`status` lists what was kept.',
    );
  }
  const asked: Asked = {
    businesses: new Set([business.id]),
    prepare: async (lease) => {
      await change(deps, lease, [business], (record) => ({
        ...record,
        restoring: record.kept.filter((one) => fields.includes(one.field)),
        restoringBy: actorOf(deps),
      }));
    },
  };
  const way = byHand({ waitMilliseconds: WAIT_MILLISECONDS, asked });
  const report = await reconcile({ deps, applied, organization }, way);
  return { organizations: [report] };
}

const FIELD_NAMES: Record<string, SettingsField> = {
  reachable: 'is_launched',
  ...FIELD_OF_TEXT,
  chatHours: 'custom_chat_hours',
};
const FIELDS: SettingsField[] = [
  'is_launched',
  'offline_message',
  'welcome_message',
  'uses_business_hours',
  'custom_chat_hours',
];

/**
 * Puts every baseline back and lets go: what is in force now counts as overridden for the businesses released, and only
 * a closure that starts later touches them again.
 * @param confirm told how many businesses it changes before it does
 */
export async function release(
  deps: Deps,
  { scope, all, organization }: { scope: Scope; all: boolean; organization: string | null },
  confirm: Confirm = async () => {},
): Promise<PutBackReport> {
  if (!all && !selectsSomething(scope)) {
    throw new UsageError('no-selectors', 'Nothing says which shops are meant.', 'Select some, or say --all.');
  }
  const applied = await appliedConfig(deps.store);
  const organizations = selectOrganizations(applied.config, organization);
  const selected = await select(deps, organizations, all ? null : scope);
  const now = deps.clock.now();
  await confirm(await reachOfRelease(deps, applied.config, selected, now));
  let letGoOfStaged = false;
  const reports = await Promise.all(
    selected.map(async ({ organization: one, businesses }) => {
      let unreadable: Business[] = [];
      const asked: Asked = {
        businesses: new Set(businesses.map(({ id }) => id)),
        ...(all ? { templates: true } : {}),
        prepare: async (lease, situation) => {
          const cause = { kind: 'let-go', closure: null, businesses: businesses.length } as const;
          await noteDeed(deps, { organization: one.id, action: 'release', cause });
          const those = await concerned(deps, situation, businesses, now);
          unreadable = await change(deps, lease, those, (record) => {
            const cohort = situation.cohortOf.get(record.business);
            const isStaged = record.inPlace?.overlay.staged === true || isStagedSoon(cohort, now);
            letGoOfStaged ||= isStaged;
            const done = released(record, now, actorOf(deps));
            return isStaged ? { ...done, letGo: now + STAGED_AHEAD_MILLISECONDS } : done;
          });
          if (!all) return;
          const templates = await concernedTemplates(deps, situation, now);
          await deps.store.saveTemplates(
            lease,
            [...templates.values()].map((record) => released(record, now, actorOf(deps))),
          );
        },
      };
      const way = byHand({ waitMilliseconds: WAIT_MILLISECONDS, asked });
      return withUnreadable(await reconcile({ deps, applied, organization: one }, way), unreadable);
    }),
  );
  return { organizations: reports, ...(letGoOfStaged ? { letGoOfStaged } : {}) };
}

/** The businesses that a closure concerns, as far as is known before the pass. */
async function reachOfRelease(
  deps: Deps,
  config: Config,
  selected: Awaited<ReturnType<typeof select>>,
  now: Instant,
): Promise<Reach> {
  const found: Business[] = [];
  for (const { organization, businesses, remembered } of selected) {
    if (!remembered) continue;
    const adHoc = await adHocSince(deps.store, organization.id, now, now);
    const situation = makeSituation(config, organization, remembered, adHoc);
    found.push(...(await concerned(deps, situation, businesses, now)));
  }
  return reachOf(
    found,
    selected.reduce((sum, { of }) => sum + of, 0),
  );
}

/** The businesses of a scope (null: all), by organization. @throws UsageError for a scope that fits none */
async function select(deps: Deps, organizations: readonly Organization[], scope: Scope | null) {
  const found = await Promise.all(
    organizations.map(async (organization) => ({
      organization,
      ...(await everyBusiness(deps.store, organization.id)),
    })),
  );
  if (scope === null) return found;
  const known = found.flatMap(({ businesses }) => businesses);
  refuseUnknown(scope, known);
  const selected = found.map(({ organization, businesses, ...one }) => ({
    ...{ ...one, organization },
    businesses: businesses.filter((business) => matchesScope(scope, business, organization.id)),
  }));
  if (selected.every(({ businesses }) => businesses.length === 0)) throw noBusiness(scope, known);
  return selected;
}

async function everyBusiness(store: Store, organization: string) {
  const [directory, calendars] = await Promise.all([
    store.readDirectory(organization),
    store.readCalendars(organization),
  ]);
  const businesses = directory?.businesses ?? [];
  return {
    businesses,
    of: businesses.length,
    remembered: directory && calendars && { directory, calendars },
  };
}

/** The record of a business whose closures in force are to count as overridden from `at` on. */
function released(record: BusinessRecord, at: Instant, by: string): BusinessRecord {
  return {
    ...record,
    released: true,
    releasedBy: by,
    override: Math.max(at, ...record.closures.map(({ start }) => start)),
  };
}

/** Their hours are in place, lie under a closure, or may be written: by the very pass that puts back, too. */
function isStagedSoon(cohort: Cohort | undefined, at: Instant): boolean {
  const by = at + STAGED_AHEAD_MILLISECONDS;
  return (cohort?.timeline.chains ?? []).some(
    ({ source, start, end }) => source.staged === true && start <= by && (end === null || end > at),
  );
}

/** Businesses that a closure concerns now, carried out or not, or a staged one within the week, and those in which an effect is in place. */
async function concerned(
  deps: Deps,
  situation: Situation,
  businesses: readonly Business[],
  now: Instant,
): Promise<Business[]> {
  const marks = await deps.store.listMarks(situation.organization.id);
  const touched = new Set(marks.filter(({ hasBaseline }) => hasBaseline).map(({ business }) => business));
  return businesses.filter(({ id }) => {
    const cohort = situation.cohortOf.get(id);
    return (
      touched.has(id) || (cohort !== undefined && (isConcerned(cohort, now) || isStagedSoon(cohort, now)))
    );
  });
}

function isConcerned({ timeline }: Cohort, now: Instant): boolean {
  return inForceAt(timeline, now).length > 0 || announcedAt(timeline, now).length > 0;
}

/** Nobody can let go of what cannot be read: a pass goes on as if it had not been asked (design rule 21). */
function withUnreadable(report: OrganizationReport, unreadable: readonly Business[]): OrganizationReport {
  const told = new Set(report.results.map(({ business }) => business));
  const failed = unreadable
    .filter(({ id }) => !told.has(id))
    .map(({ id, code }): BusinessResult => {
      const error = errorOf(new RecordError(id));
      return { business: id, code, action: 'reopen', reason: 'released', outcome: 'failed', error };
    });
  return { ...report, results: [...report.results, ...failed] };
}

/** @returns those of which what is remembered cannot be read: they stay as they are */
async function change(
  deps: Deps,
  lease: Lease,
  businesses: readonly Business[],
  how: (record: BusinessRecord) => BusinessRecord,
): Promise<Business[]> {
  const unreadable: Business[] = [];
  for (let from = 0; from < businesses.length; from += RECORDS_AT_ONCE) {
    const some = businesses.slice(from, from + RECORDS_AT_ONCE);
    const ids = some.map(({ id }) => id);
    const stored = await deps.store.readBusinesses(lease.organization, ids);
    const now = deps.clock.now();
    const changed = some.flatMap((business) => {
      const record = readableRecord(stored.get(business.id), business.id, business.code);
      if (!record) unreadable.push(business);
      return record ? [storedOf(how(record), now)] : [];
    });
    if (changed.length > 0) await deps.store.saveBusinesses(lease, changed);
  }
  return unreadable;
}
