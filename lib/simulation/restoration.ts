import * as z from 'zod';
import type { Instant } from '../clock.ts';
import { SETTINGS_FIELDS, type Settings, type SettingsField } from '../closures/model.ts';
import { cohortWanted, Wanting } from '../reconcile/situation/wanted.ts';
import { situationFor } from './punctuality.ts';
import type { Branch, Stage } from './stage.ts';

/** One business that does not hold at the end what it should. */
interface Difference {
  code: string;
  field: SettingsField;
}

/** How the settings at the end compare with those at the beginning. */
export interface Restoration {
  businesses: number;
  /** Byte for byte as at the beginning, but for what people changed themselves. */
  identical: number;
  /** Rightly still in a closure when the time ends. */
  stillClosed: number;
  /** What people changed, and still find as they left it. */
  peoples: Difference[];
  differences: Difference[];
}

/** Rows of `GET /messaging/settings` as JSON text, by organization and business. */
export type Photograph = Map<string, Map<string, string>>;

const page = z.object({ settings: z.array(z.looseObject({ business_id: z.string() })), max_page: z.int() });

/** Takes down what `GET /messaging/settings` answers, over HTTP and beside the product; the request log is not told. */
export async function photograph({ branches, clock }: Stage): Promise<Photograph> {
  const photo: Photograph = new Map();
  for (const { organization, sandbox } of branches) {
    const rows = new Map<string, string>();
    const logged = sandbox.requests.length;
    for (let number = 1, last = 1; number <= last; number += 1) {
      const url = `${sandbox.url}/messaging/settings?per_page=100&page=${number}`;
      const answer = await clock.fetch(url, { headers: { 'x-APIKey': 'sandbox-key' } });
      const { settings, max_page } = page.parse(await answer.json());
      for (const row of settings) rows.set(row.business_id, JSON.stringify(row));
      last = max_page;
    }
    sandbox.requests.splice(logged);
    photo.set(organization.id, rows);
  }
  return photo;
}

/** Compares two photographs, business by business. */
export async function compare(
  stage: Stage,
  before: Photograph,
  after: Photograph,
  from: Instant,
  to: Instant,
): Promise<Restoration> {
  const found: Restoration = { businesses: 0, identical: 0, stillClosed: 0, peoples: [], differences: [] };
  for (const branch of stage.branches) {
    const closed = await stillClosed(stage, branch, from, to);
    for (const { business } of branch.sandbox.businesses) {
      found.businesses += 1;
      if (closed.has(business.id)) found.stillClosed += 1;
      else {
        const rowBefore = before.get(branch.organization.id)?.get(business.id) ?? '{}';
        const rowAfter = after.get(branch.organization.id)?.get(business.id) ?? '{}';
        compareRows(found, business.code, rowBefore, rowAfter, peoplesFields(stage, branch, business.id));
      }
    }
  }
  return found;
}

function compareRows(
  found: Restoration,
  code: string,
  before: string,
  after: string,
  edited: Partial<Settings>,
): void {
  // Members keep their places, so that equal texts stand for equal bytes.
  const expected = JSON.stringify({ ...JSON.parse(before), ...edited });
  if (after === expected) {
    found.identical += 1;
    for (const field of SETTINGS_FIELDS) {
      const changed = field in edited && text(JSON.parse(before), field) !== text(JSON.parse(after), field);
      if (changed) found.peoples.push({ code, field });
    }
    return;
  }
  const [wanted, is] = [JSON.parse(expected), JSON.parse(after)] as [Settings, Settings];
  for (const field of SETTINGS_FIELDS) {
    if (text(wanted, field) !== text(is, field)) found.differences.push({ code, field });
  }
}

function text(settings: Settings, field: SettingsField): string {
  return JSON.stringify(settings[field]) ?? 'nothing';
}

function peoplesFields({ edits }: Stage, { organization }: Branch, business: string): Partial<Settings> {
  const own = edits.filter((edit) => edit.organization === organization.id && edit.business === business);
  return Object.assign({}, ...own.map(({ fields }) => fields)) as Partial<Settings>;
}

/** Businesses over which something is in force at the end. */
async function stillClosed(stage: Stage, branch: Branch, from: Instant, to: Instant): Promise<Set<string>> {
  const situation = await situationFor(stage, branch, from, to);
  const wanting = new Wanting(situation);
  const closed = new Set<string>();
  for (const cohort of situation.cohorts) {
    const wanted = cohortWanted(cohort, to);
    for (const business of cohort.businesses) {
      if (wanting.desired(business, wanted, {}).overlayKey !== '') closed.add(business.id);
    }
  }
  return closed;
}
