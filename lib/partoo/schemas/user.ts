import * as z from 'zod';
import { optionalFlag, optionalId, optionalText } from './common.ts';

/**
 * The user that a key acts as, as far as somebody here reads it.
 * @see https://developers.partoo.co/api-reference/users/my-user.md
 */
export const user = z.looseObject({
  id: optionalId,
  /** `PROVIDER`, `ORG_ADMIN`, `ORG_MANAGER`, `GROUP_MANAGER`, `BUSINESS_MANAGER`, `PUBLISHER`, or a newer one. */
  role: optionalText,
  disabled: optionalFlag,
});
export type User = z.infer<typeof user>;
