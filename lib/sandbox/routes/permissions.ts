import * as z from 'zod';
import { ok } from '../replies.ts';
import { checkQuery, integerText } from '../validation.ts';
import type { Route } from './route.ts';

/** The names under `messages` are made up: the real ones are nowhere to be read. */
const SECTIONS = [
  section('presence', 1, 'presence_pages', 'business_edition', [
    'business_edit',
    'business_edit_name',
    'business_edit_open_hours',
  ]),
  section('reviews', 2, 'reviews_pages', 'review_management', ['review_read']),
  section('messages', 3, 'messages_pages', 'messages', ['messages_read', 'messages_edit_settings']),
];

export const permissionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/permissions',
    operation: 'getPermissions',
    handle({ query }) {
      checkQuery(z.strictObject({ org_id: integerText.optional() }), query);
      return ok({ sections: SECTIONS });
    },
  },
];

/** One section with one subsection, whose first permission the others depend on. */
function section(name: string, order: number, subsection: string, feature: string, names: string[]): unknown {
  const permissions = names.map((permission, index) => ({
    name: permission,
    order: index + 1,
    feature,
    depends_on: index === 0 ? null : names[0],
    disabled_for_roles: ['PUBLISHER'],
  }));
  return { name, order, subsections: [{ name: subsection, order: 1, permissions }] };
}
