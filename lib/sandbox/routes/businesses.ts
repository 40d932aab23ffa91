import * as z from 'zod';
import type { PartooBusiness } from '../model.ts';
import type { Entry } from '../organization.ts';
import { ordered, pageOf } from '../paging.ts';
import { badRequest, forbidden, notFound, ok, type Reply } from '../replies.ts';
import {
  booleanText,
  checkBody,
  checkQuery,
  commaList,
  integerText,
  numberText,
  openHours,
  pageParameters,
  timeWindow,
} from '../validation.ts';
import { type Filters, matches } from './business-filters.ts';
import { type Call, param, type Route } from './route.ts';

const searchQuery = z.strictObject({
  ...pageParameters,
  query: z.string().optional(),
  business__in: commaList.optional(),
  code__in: commaList.optional(),
  org_id: integerText.optional(),
  groups: commaList.optional(),
  country: z.string().optional(),
  name: z.string().optional(),
  status: commaList.optional(),
  zipcode: z.string().optional(),
  city: z.string().optional(),
  code: z.string().optional(),
  modified__gte: numberText.optional(),
  features__in: commaList.optional(),
  features__notin: commaList.optional(),
  order_by: z.string().optional(),
  connected_to_gmb_location: booleanText.optional(),
  connected_to_facebook_location: booleanText.optional(),
});

const date = z.iso.date('must be a date');
const period = { starts_at: date, ends_at: date };
const update = z
  .strictObject({
    name: z.string().min(1, 'must not be empty'),
    code: z.string().min(1, 'must not be empty'),
    status: z.enum(['open', 'closed', 'temporarily_closed'], 'unknown status'),
    opening_date: date.nullable(),
    org_id: z.int(),
    groups: z.array(z.int()),
    country: z.string(),
    zipcode: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable(),
    address_full: z.string(),
    address2: z.string(),
    lat: z.number(),
    long: z.number(),
    categories: z.array(z.string()).min(1, 'must not be empty'),
    website_url: z.string(),
    facebook_url: z.string(),
    twitter_url: z.string(),
    description_short: z.string().max(80, 'at most 80 characters'),
    description_long: z.string().max(750, 'at most 750 characters'),
    open_hours: openHours,
    specific_hours: z.strictObject({
      open: z.array(z.strictObject({ ...period, open_hours: z.array(timeWindow) })),
      close: z.array(z.strictObject(period)),
    }),
    contacts: z.array(
      z.strictObject({
        name: z.string(),
        email: z.email('must be an e-mail address'),
        phone_numbers: z.array(z.string()),
        fax: z.string(),
      }),
    ),
  })
  .partial();

export const businessRoutes: Route[] = [
  { method: 'GET', path: '/business/search', operation: 'searchBusinesses', handle: search },
  { method: 'GET', path: '/business/{business_id}', operation: 'getBusiness', handle: getOne },
  { method: 'POST', path: '/business/{business_id}', operation: 'updateBusiness', handle: updateOne },
];

const SORTABLE = ['id', 'name', 'code', 'city', 'zipcode', 'country', 'created', 'modified'] as const;

function search(call: Call): Reply {
  const { page, per_page, order_by, ...filters } = checkQuery(searchQuery, call.query);
  const found = ordered(listed(call, filters), ({ business }) => business, order_by, SORTABLE);
  const { rows, ...envelope } = pageOf(found, page, per_page, call.oddPages);
  return ok({ ...envelope, businesses: rows.map(({ business }) => business) });
}

/** Where nothing narrows them, all 100,000 are not gone through for each page. */
function listed(call: Call, filters: Filters): readonly Entry[] {
  const entries = candidates(call, filters);
  if (Object.values(filters).every((value) => value === undefined)) return entries;
  const { sections } = call.organization;
  return entries.filter(({ hidden, business }) => !hidden && matches(business, filters, sections, call.now));
}

/** By map where ids or codes are given, so that looking up a hundred of 100,000 costs a hundred look-ups. */
function candidates({ organization, oddPages }: Call, { business__in, code__in }: Filters): Entry[] {
  if (business__in && !oddPages.unfiltered) return organization.listedAmong(business__in);
  if (!code__in) return organization.listed();
  const found = [...new Set(code__in)].flatMap((code) => organization.byCode(code) ?? []);
  return found.sort((a, b) => a.sequence - b.sequence);
}

function getOne(call: Call): Reply {
  const { business } = addressed(call);
  checkQuery(z.strictObject({}), call.query);
  return ok(business, { businessId: business.id });
}

/** Works as a patch, as documented: what is not sent keeps its value. */
function updateOne(call: Call): Reply {
  const entry = addressed(call);
  const { business } = entry;
  const body = checkBody(update, call.body);
  if (body.org_id !== undefined && body.org_id !== business.org_id) {
    throw forbidden({ org_id: 'edit_not_allowed' });
  }
  const { code, ...rest } = body;
  const namesake = code === undefined ? undefined : call.organization.byCode(code);
  if (namesake && namesake !== entry) throw badRequest({ code: 'must be unique' });
  if (code !== undefined) call.organization.recode(entry, code);
  Object.assign<PartooBusiness, Partial<PartooBusiness>>(business, rest);
  business.modified = call.now / 1000;
  call.webhooks.emit('business_updated', { business });
  return ok({ status: 'success', id: business.id }, { businessId: business.id, wrote: true });
}

/** By id, or by `c-` and the store code. */
function addressed(call: Call): Entry {
  const id = param(call, 'business_id');
  const entry =
    call.organization.byId(id) ?? (id.startsWith('c-') ? call.organization.byCode(id.slice(2)) : null);
  if (!entry) throw notFound();
  return entry;
}
