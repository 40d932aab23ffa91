import * as z from 'zod';
import { ORGANIZATION_ID } from '../model.ts';
import { hexId } from '../random.ts';
import { ok } from '../replies.ts';
import { booleanText, checkQuery, integerText } from '../validation.ts';
import type { Call, Route } from './route.ts';

const query = z.strictObject({
  display_business_ids: booleanText.optional(),
  org_id_custom_fields_permissions: integerText.optional(),
});

/** The user behind the key: an organization's administrator. */
export const ME = {
  id: hexId(0, 'user'),
  org_id: ORGANIZATION_ID,
  first_name: 'Camille',
  last_name: 'Laurent',
  email: 'camille.laurent@maison-corvel.example',
  lang: 'fr',
  sidebar_pages: ['messages', 'locations'],
  available_features: ['messages', 'diffusion', 'feedback_management'],
  role: 'ORG_ADMIN',
  permissions: ['business_edit', 'business_edit_open_hours', 'messages_read', 'messages_edit_settings'],
  provider: 'partoo',
  status: 'active',
  disabled: false,
  created_at: 1_609_459_200,
  sso_only: false,
};

export const userRoutes: Route[] = [
  {
    method: 'GET',
    path: '/user/me',
    operation: 'getMyUser',
    handle(call: Call) {
      checkQuery(query, call.query);
      return ok(ME);
    },
  },
];
