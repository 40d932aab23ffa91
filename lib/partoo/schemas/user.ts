import * as z from 'zod';
import { optionalFlag, optionalId, optionalText } from './common.ts';

/**
 * The user that a key acts as.
 * @see https://developers.partoo.co/api-reference/users/my-user.md
 */
export const user = z.looseObject({
  id: optionalId,
  org_id: optionalId,
  first_name: optionalText,
  last_name: optionalText,
  email: optionalText,
  lang: optionalText,
  /** `PROVIDER`, `ORG_ADMIN`, `ORG_MANAGER`, `GROUP_MANAGER`, `BUSINESS_MANAGER`, `PUBLISHER`, or a newer one. */
  role: optionalText,
  permissions: z.array(z.string()).nullish(),
  business_ids: z.array(z.union([z.string(), z.number()])).nullish(),
  available_features: z.array(z.string()).nullish(),
  disabled: optionalFlag,
});
export type User = z.infer<typeof user>;
