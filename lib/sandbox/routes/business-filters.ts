import type { Instant } from '../../clock.ts';
import type { PartooBusiness, Section } from '../model.ts';
import { badRequest } from '../replies.ts';

export interface Filters {
  query?: string | undefined;
  business__in?: string[] | undefined;
  code__in?: string[] | undefined;
  groups?: string[] | undefined;
  country?: string | undefined;
  name?: string | undefined;
  status?: string[] | undefined;
  zipcode?: string | undefined;
  city?: string | undefined;
  code?: string | undefined;
  modified__gte?: number | undefined;
  features__in?: string[] | undefined;
  features__notin?: string[] | undefined;
  connected_to_gmb_location?: 'True' | 'False' | undefined;
  connected_to_facebook_location?: 'True' | 'False' | undefined;
}

/** Whether every filter given lets the business through. Ids are matched by the caller, who has them in a map. */
export function matches(
  business: PartooBusiness,
  filters: Filters,
  sections: Section[],
  now: Instant,
): boolean {
  const { query, name, city, features__in, features__notin } = filters;
  return (
    equal(filters.country, business.country) &&
    equal(filters.zipcode, business.zipcode) &&
    equal(filters.code, business.code) &&
    (filters.code__in === undefined || filters.code__in.includes(business.code)) &&
    (city === undefined || folded(business.city) === folded(city)) &&
    (name === undefined || folded(business.name).includes(folded(name))) &&
    (query === undefined || searchable(business).some((text) => text.includes(folded(query)))) &&
    (filters.modified__gte === undefined || business.modified >= filters.modified__gte) &&
    (features__in ?? []).every((feature) => business.features.includes(feature)) &&
    !(features__notin ?? []).some((feature) => business.features.includes(feature)) &&
    connected(filters.connected_to_gmb_location, business.google_location_id) &&
    connected(filters.connected_to_facebook_location, business.facebook_page_id) &&
    inGroups(business, filters.groups, sections) &&
    hasStatus(business, filters.status, now)
  );
}

function equal(wanted: string | undefined, held: string | null): boolean {
  return wanted === undefined || wanted === held;
}

function connected(wanted: 'True' | 'False' | undefined, id: string | null): boolean {
  return wanted === undefined || (wanted === 'True') === (id !== null);
}

/** OR inside a section, AND between sections. A group that nobody knows matches nothing. */
function inGroups(business: PartooBusiness, groups: string[] | undefined, sections: Section[]): boolean {
  if (!groups) return true;
  const wanted = new Map<number, number[]>();
  for (const text of groups) {
    const id = Number(text);
    if (!Number.isInteger(id)) throw badRequest({ groups: 'must be integers' });
    const section = sections.find((one) => one.groups.some((group) => group.id === id))?.id ?? -1;
    wanted.set(section, [...(wanted.get(section) ?? []), id]);
  }
  return [...wanted.values()].every((ids) => ids.some((id) => business.groups.includes(id)));
}

const STATUSES = ['open', 'closed', 'opening_soon', 'temporarily_closed', 'closed_temporarily'];

/** `open` leaves out what opens only in the future; that is `opening_soon`. Both spellings of closed for a while. */
function hasStatus(business: PartooBusiness, statuses: string[] | undefined, now: Instant): boolean {
  if (!statuses) return true;
  const unknown = statuses.find((status) => !STATUSES.includes(status));
  if (unknown !== undefined) throw badRequest({ status: 'unknown status' });
  const today = new Date(now).toISOString().slice(0, 10);
  const soon = business.status === 'open' && business.opening_date !== null && business.opening_date > today;
  const current = soon ? 'opening_soon' : business.status;
  return statuses.some((status) => status.replace('closed_temporarily', 'temporarily_closed') === current);
}

function searchable(business: PartooBusiness): string[] {
  return [folded(business.city), folded(business.zipcode), folded(business.name)];
}

/** Without case and accents: the search is called fuzzy. */
function folded(text: string | null): string {
  return (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
