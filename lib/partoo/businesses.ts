import { plainList } from './list-items.ts';
import { fitted } from './misfit.ts';
import { readNarrowed } from './narrowed.ts';
import type { Call } from './options.ts';
import { itemsOf, type ListCall, type Page } from './pages.ts';
import { checkedPerPage, chunkedIds, pythonFlag } from './query.ts';
import {
  type Business,
  type BusinessUpdate,
  type BusinessUpdated,
  business,
  businessAsDocumented,
  businessUpdated,
} from './schemas/business.ts';
import type { Query, Send } from './transport.ts';

/** Filters of the search, ANDed. Left out: every business that the key can read. */
export interface BusinessFilters {
  /** Fuzzy, over city, postcode and name. */
  query?: string;
  /** An empty list finds nothing and asks nothing. */
  businessIds?: readonly string[];
  /** Store codes, at most 100; the name of Partoo's parameter (`code__in`) is a guess. An empty list finds nothing. */
  codes?: readonly string[];
  /** Only for keys of providers. */
  organizationId?: number;
  /** ORed within a section, ANDed between sections. */
  groups?: readonly number[];
  /** ISO 3166-1 alpha-2, upper case. */
  country?: string;
  name?: string;
  /** `open` alone hides businesses whose opening date is still to come: take `['open', 'opening_soon']`. */
  status?: readonly string[];
  zipcode?: string;
  city?: string;
  code?: string;
  /** Epoch seconds. */
  modifiedSince?: number;
  /** Businesses with all of these, `messages` for instance. */
  features?: readonly string[];
  withoutFeatures?: readonly string[];
  /** A field, `-` before it for descending. */
  orderBy?: string;
  connectedToGoogle?: boolean;
  connectedToFacebook?: boolean;
  /** 1 to 100, default 100. */
  perPage?: number;
}

/** A business by Partoo's id, or by store code (which keys of providers cannot use). */
export type BusinessKey = string | { code: string };

export interface BusinessesOperations {
  /** The businesses found, each once. Those that do not fit are told to `onInvalid` only. @throws PartooError */
  search(filters?: BusinessFilters, call?: ListCall): AsyncIterable<Business>;
  /** The same by page, with the items that do not fit. @throws PartooError */
  pages(filters?: BusinessFilters, call?: Call): AsyncIterable<Page<Business>>;
  /** @throws PartooError, with code `not-found` if there is none */
  get(key: BusinessKey, call?: Call): Promise<Business>;
  /** Writes the members that are given, the others stay. @throws PartooError, `forbidden` with `fields` for locked ones */
  update(key: BusinessKey, changes: BusinessUpdate, call?: Call): Promise<BusinessUpdated>;
}

const BUSINESS_LIST = plainList('searchBusinesses', 'businesses', business, businessAsDocumented);

export function createBusinesses(send: Send): BusinessesOperations {
  async function* pages(filters: BusinessFilters = {}, call: Call = {}) {
    const size = checkedPerPage(filters.perPage);
    const codes = chunkedIds(filters.codes, 'codes');
    if (codes.length > 1) throw new RangeError('codes may hold at most 100 store codes.');
    if (codes.length === 0) return;
    const query = { ...queryOf(filters), code__in: codes[0], per_page: size };
    yield* readNarrowed({ send, list: BUSINESS_LIST, query, call }, filters.businessIds);
  }
  return {
    pages,
    search: (filters, call = {}) => itemsOf(pages(filters, call), BUSINESS_LIST.operation, call),
    async get(key, call) {
      const reply = await send({ operation: 'getBusiness', parameters: { business_id: pathId(key) } }, call);
      return fitted(business, reply, businessAsDocumented);
    },
    async update(key, changes, call) {
      const parameters = { business_id: pathId(key) };
      return fitted(
        businessUpdated,
        await send({ operation: 'updateBusiness', parameters, body: changes }, call),
      );
    },
  };
}

function queryOf(filters: BusinessFilters): Query {
  return {
    query: filters.query,
    org_id: filters.organizationId,
    groups: filters.groups,
    country: filters.country,
    name: filters.name,
    status: filters.status?.join(','),
    zipcode: filters.zipcode,
    city: filters.city,
    code: filters.code,
    modified__gte: filters.modifiedSince,
    features__in: filters.features?.join(','),
    features__notin: filters.withoutFeatures?.join(','),
    order_by: filters.orderBy,
    connected_to_gmb_location: pythonFlag(filters.connectedToGoogle),
    connected_to_facebook_location: pythonFlag(filters.connectedToFacebook),
  };
}

function pathId(key: BusinessKey): string {
  if (typeof key === 'string') return key;
  if (key.code === '') throw new TypeError('A store code may not be empty.');
  return `c-${key.code}`;
}
