import { plainList } from './list-items.ts';
import { fitted } from './misfit.ts';
import type { Call } from './options.ts';
import { itemsOf, type ListCall, readPages } from './pages.ts';
import { type Group, group, type LegacyGroup, legacyGroup, type Section, section } from './schemas/group.ts';
import type { Send } from './transport.ts';

export interface SectionsQuery {
  /** Only for keys of providers. */
  organizationId?: number;
  /** Part of a group's name. */
  groupName?: string;
}

export interface GroupsOperations {
  /** The sections of the organization, each with its groups. @throws PartooError */
  sections(query?: SectionsQuery, call?: ListCall): AsyncIterable<Section>;
  /** @throws PartooError */
  section(sectionId: string | number, call?: Call): Promise<Section>;
  /** One group with the ids of its businesses. @throws PartooError */
  group(sectionId: string | number, groupId: string | number, call?: Call): Promise<Group>;
  /** Groups of the system before sections. @throws PartooError */
  legacy(query?: { nameContains?: string }, call?: ListCall): AsyncIterable<LegacyGroup>;
}

const SECTION_LIST = plainList('getGroupSections', 'sections', section);

const LEGACY_LIST = plainList('getLegacyGroups', 'groups', legacyGroup);

export function createGroups(send: Send): GroupsOperations {
  return {
    sections({ organizationId, groupName } = {}, call = {}) {
      const query = { org_id: organizationId, group_name_query: groupName };
      return itemsOf(
        readPages({ send, list: SECTION_LIST, query: query, seen: new Set(), call }),
        SECTION_LIST.operation,
        call,
      );
    },
    async section(sectionId, call) {
      return fitted(
        section,
        await send({ operation: 'getGroupSection', parameters: { section_id: sectionId } }, call),
      );
    },
    async group(sectionId, groupId, call) {
      const parameters = { section_id: sectionId, group_id: groupId };
      return fitted(group, await send({ operation: 'getSectionGroup', parameters }, call));
    },
    legacy({ nameContains } = {}, call = {}) {
      const query = { name__contains: nameContains };
      return itemsOf(
        readPages({ send, list: LEGACY_LIST, query: query, seen: new Set(), call }),
        LEGACY_LIST.operation,
        call,
      );
    },
  };
}
