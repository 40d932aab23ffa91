import * as z from 'zod';
import type { Group, Section } from '../model.ts';
import { ORGANIZATION_ID } from '../model.ts';
import { pageOf } from '../paging.ts';
import { notFound, ok, type Reply } from '../replies.ts';
import { checkQuery, integerText, pageParameters } from '../validation.ts';
import { type Call, numberParam, type Route } from './route.ts';

const sectionsQuery = z.strictObject({
  ...pageParameters,
  org_id: integerText.optional(),
  group_name_query: z.string().optional(),
});
const groupsQuery = z.strictObject({ page: pageParameters.page, name__contains: z.string().optional() });

/** The old group system has pages of a fixed size. */
const LEGACY_PAGE = 100;
const LEGACY_DATE = '2019-01-07 09:00:00+00:00';

export const sectionRoutes: Route[] = [
  { method: 'GET', path: '/sections', operation: 'getGroupSections', handle: list },
  { method: 'GET', path: '/sections/{section_id}', operation: 'getGroupSection', handle: getOne },
  {
    method: 'GET',
    path: '/sections/{section_id}/groups/{group_id}',
    operation: 'getSectionGroup',
    handle: getGroup,
  },
  { method: 'GET', path: '/groups', operation: 'getLegacyGroups', handle: listLegacy },
];

function list(call: Call): Reply {
  const { page, per_page, group_name_query } = checkQuery(sectionsQuery, call.query);
  const fits = (group: Group) => contains(group.name, group_name_query);
  const sections = call.organization.sections
    .map((section) => ({ ...section, groups: section.groups.filter(fits) }))
    .filter(({ groups }) => groups.length > 0);
  const { rows, ...envelope } = pageOf(sections, page, per_page);
  return ok({ ...envelope, sections: rows.map(served) });
}

function getOne(call: Call): Reply {
  return ok(served(addressed(call)));
}

function getGroup(call: Call): Reply {
  const group = addressed(call).groups.find(({ id }) => id === numberParam(call, 'group_id'));
  if (!group) throw notFound();
  const members = call.organization.listed().filter(({ business }) => business.groups.includes(group.id));
  return ok({ ...group, has_puller: false, business_ids: members.map(({ business }) => business.id) });
}

function listLegacy(call: Call): Reply {
  const { page, name__contains } = checkQuery(groupsQuery, call.query);
  const groups = call.organization.groups().filter((group) => contains(group.name, name__contains));
  const { rows, ...envelope } = pageOf(groups, page, LEGACY_PAGE);
  return ok({ ...envelope, groups: rows.map(legacy) });
}

function legacy({ id, name }: Group): unknown {
  const dates = { created: LEGACY_DATE, updated: LEGACY_DATE };
  return { id, org_id: ORGANIZATION_ID, parent_id: null, ...dates, name, provider: 'partoo', subgroups: [] };
}

function served(section: Section): unknown {
  const groups = section.groups.map((group) => ({ ...group, has_puller: false }));
  return { ...section, groups, can_edit: true, has_puller: false };
}

function addressed(call: Call): Section {
  const section = call.organization.sections.find(({ id }) => id === numberParam(call, 'section_id'));
  if (!section) throw notFound();
  return section;
}

function contains(name: string, part: string | undefined): boolean {
  return name.toLowerCase().includes((part ?? '').toLowerCase());
}
