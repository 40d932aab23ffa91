import type { Instant } from '../clock.ts';
import { TEMPLATE_FIELDS } from '../closures/fields.ts';
import type { SettingsField } from '../closures/model.ts';
import { type BusinessRecord, newRecord } from '../closures/record.ts';
import { templateName, titleIn } from '../closures/templates/names.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { reconcile } from '../reconcile/pass/reconcile.ts';
import type { OrganizationReport } from '../reconcile/pass/report.ts';
import { appliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
import { byHand } from '../reconcile/pass/ways.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import { SwappedTemplates } from '../reconcile/situation/swapped-templates.ts';
import type { Lease } from '../store/store.ts';
import { actorOf } from './deeds.ts';
import { fieldNamed } from './field-named.ts';

/**
 * Puts the baseline of a template's kept fields back.
 * @param name `template:TITLE`
 * @throws UsageError where nothing was kept
 */
export async function restoreTemplate(
  deps: Deps,
  name: string,
  { field, organization: selected }: { field: string | null; organization: string | null },
  waitMilliseconds: number,
): Promise<OrganizationReport[]> {
  const wanted =
    field === null
      ? null
      : (fieldNamed(
          field,
          TEMPLATE_FIELDS,
          `A template has no field "${field}".`,
        ) as string as SettingsField);
  const applied = await appliedConfig(deps.store);
  const reports: OrganizationReport[] = [];
  for (const organization of selectOrganizations(applied.config, selected)) {
    const record = await keptRecord(deps, organization.id, name, wanted);
    if (!record) continue;
    const restoring = record.kept.filter(({ field: one }) => wanted === null || one === wanted);
    const asked = {
      businesses: new Set([name]),
      prepare: (lease: Lease) =>
        deps.store.saveTemplates(lease, [{ ...record, restoring, restoringBy: actorOf(deps) }]),
    };
    reports.push(await reconcile({ deps, applied, organization }, byHand({ waitMilliseconds, asked })));
  }
  if (reports.length === 0)
    throw new UsageError(
      'nothing-kept',
      `Nothing ${field === null ? '' : `of ${field} `}was kept for "${name}": there is no baseline to put back.`,
      '`status` lists what was kept.',
    );
  return reports;
}

async function keptRecord(
  { store }: Deps,
  organization: string,
  name: string,
  field: SettingsField | null,
): Promise<BusinessRecord | null> {
  const known = (await store.listTemplates(organization)).find((one) => one.name === name);
  const isKept = known?.record?.kept.some((one) => field === null || one.field === field);
  return isKept ? (known?.record ?? null) : null;
}

/** Names of the templates that a closure concerns now, and of those in which something of ours is in place. */
export async function concernedTemplates(
  { store }: Pick<Deps, 'store'>,
  situation: Situation,
  now: Instant,
): Promise<Map<string, BusinessRecord>> {
  const wanted = new SwappedTemplates(situation, now).titles.map(templateName);
  const found = new Map(wanted.map((name) => [name, newRecord(name, null)]));
  for (const { name, record } of await store.listTemplates(situation.organization.id))
    if (record && titleIn(name) !== null && (record.inPlace || found.has(name))) found.set(name, record);
  return found;
}
