import * as z from 'zod';
import { SETTINGS_FIELDS, type Settings, type WeekHours } from '../../closures/model.ts';
import type { OddWrite } from '../oddities/schema.ts';
import { storedOf, toldOf } from '../oddities/writes.ts';
import { type Entry, type Organization, settingsRow } from '../organization.ts';
import { pageOf } from '../paging.ts';
import { badRequest, notFound, ok, type Reply } from '../replies.ts';
import { partooDefaultText } from '../texts.ts';
import { checkBody, checkQuery, commaList, pageParameters, weekHours } from '../validation.ts';
import { type Call, type Manners, numberParam, type Route } from './route.ts';

const listQuery = z.strictObject({ ...pageParameters, business__in: commaList.optional() });

const update = z
  .strictObject({
    welcome_message: z.string().nullable(),
    offline_message: z.string().nullable(),
    uses_business_hours: z.boolean(),
    custom_chat_hours: weekHours.nullable(),
    is_launched: z.boolean(),
  })
  .partial()
  .refine((body) => body.uses_business_hours !== false || Boolean(body.custom_chat_hours), {
    path: ['custom_chat_hours'],
    message: 'is needed when uses_business_hours is false',
  });
type Update = z.infer<typeof update>;

export const messagingSettingsRoutes: Route[] = [
  { method: 'GET', path: '/messaging/settings', operation: 'listMessagingSettings', handle: list },
  {
    method: 'POST',
    path: '/messaging/settings/{setting_id}',
    operation: 'updateMessagingSettings',
    handle: updateOne,
  },
];

function list(call: Call): Reply {
  const { page, per_page, business__in } = checkQuery(listQuery, call.query);
  const asked = call.oddPages.unfiltered ? undefined : business__in;
  const entries = call.organization.settingsAmong(asked);
  const { rows, ...envelope } = pageOf(entries, page, per_page, call.oddPages);
  const settings = rows.map((entry) => settingsRow(entry, entry.record.seenAt(call.readInstant)));
  return ok({ settings, page: envelope.page, count: envelope.count, max_page: envelope.max_page });
}

function updateOne(call: Call): Reply {
  const entry = call.organization.bySettingId(numberParam(call, 'setting_id'));
  if (!entry) throw notFound();
  const body = checkBody(update, call.body);
  checkHours(body, entry, call.manners);
  checkNulls(body, call.oddWrites);

  const before = entry.record.latest();
  const sent = completed(body, entry, call);
  const settings = storedOf(call.organization.treated(sent), before, call.oddWrites);
  const late = Math.max(0, ...call.oddWrites.map(({ lateMilliseconds = 0 }) => lateMilliseconds));
  const shown = call.now + late;
  const launchShown = Math.max(shown, call.now + call.manners.launchDelayMilliseconds);
  entry.record.write(settings, shown, launchShown, call.keepSince);
  const latest = entry.record.latest();
  entry.writes.push({ at: call.now, body, settings: latest });
  const told = toldOf(sent, before, latest, call.oddWrites);
  const wrote = call.oddWrites.length === 0 || JSON.stringify(before) !== JSON.stringify(latest);
  return ok(settingsRow(entry, told), { businessId: entry.business.id, wrote });
}

function checkHours(body: Update, entry: Entry, manners: Manners): void {
  const hours = body.custom_chat_hours;
  if (hours === null && manners.refusesNullHours) {
    throw badRequest({ custom_chat_hours: 'must be an object' });
  }
  if (body.uses_business_hours === false && hours && isEmpty(hours) && refusesEmpty(entry, manners)) {
    throw badRequest({ custom_chat_hours: 'at least one day must have hours' });
  }
}

function checkNulls(body: Update, oddities: readonly OddWrite[]): void {
  if (!oddities.some(({ nulls }) => nulls === 'refused')) return;
  const names = SETTINGS_FIELDS.filter((field) => body[field] === null);
  if (names.length > 0) throw badRequest(Object.fromEntries(names.map((name) => [name, 'must not be null'])));
}

function refusesEmpty({ business }: Entry, { refusesEmptyHours: refuses }: Manners): boolean {
  return Array.isArray(refuses) ? refuses.includes(business.id) || refuses.includes(business.code) : refuses;
}

function isEmpty(hours: WeekHours): boolean {
  return Object.values(hours).every((windows) => windows.length === 0);
}

/**
 * What becomes of members that are left out is documented nowhere, so the sandbox does what hurts most: nothing keeps
 * its value. Texts become Partoo's default, as does a null or blank one; the business is launched, on its own hours.
 */
function completed(body: Update, entry: Entry, { manners, organization, oddWrites }: Call): Settings {
  const language = entry.business.default_lang;
  const before = entry.record.latest();
  const keepsNulls = oddWrites.some(({ nulls }) => nulls !== undefined);
  const text = (kind: 'welcome' | 'offline') => {
    const name = `${kind}_message` as const;
    const given = body[name];
    if (keepsNulls && (given === undefined ? before[name] : given) === null) return null;
    return given && (organization.textTreatment === 'exact' || given.trim() !== '')
      ? given
      : partooDefaultText(kind, language);
  };
  return {
    welcome_message: text('welcome'),
    offline_message: text('offline'),
    uses_business_hours: body.uses_business_hours ?? true,
    custom_chat_hours: body.custom_chat_hours ?? (manners.refusesNullHours ? sevenEmptyDays() : null),
    is_launched: body.is_launched ?? true,
  };
}

function sevenEmptyDays(): WeekHours {
  return {
    monday: [],
    tuesday: [],
    wednesday: [],
    thursday: [],
    friday: [],
    saturday: [],
    sunday: [],
  };
}

/** A person's edit in Partoo's app, where every field keeps its value that is not edited. */
export function editByPerson(
  organization: Organization,
  idOrCode: string,
  edited: Partial<Settings>,
  now: number,
  keepSince: number,
): Settings {
  const entry = organization.require(idOrCode);
  const unknown = Object.keys(edited).filter((field) => !SETTINGS_FIELDS.some((known) => known === field));
  if (unknown.length > 0) throw new Error(`No settings field: ${unknown.join(', ')}`);
  const before = entry.record.latest();
  const settings = organization.treated({ ...before, ...structuredClone(edited) });
  entry.record.edit(settings, edited.is_launched !== undefined, now, keepSince);
  return entry.record.latest();
}
