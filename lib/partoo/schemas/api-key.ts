import * as z from 'zod';
import { optionalFlag, optionalId, optionalText } from './common.ts';

/**
 * What is told of a key; the key itself is not, as far as is documented.
 * @see https://developers.partoo.co/api-reference/apikeys/list-user-api-keys
 */
export const apiKey = z.looseObject({
  id: optionalId,
  label: optionalText,
  user_id: optionalId,
  user_role: optionalText,
  /** `bot` for integrations, `user`. */
  user_type: optionalText,
  disabled: optionalFlag,
  /** `YYYY-MM-DD`; null: never. */
  expiration_date: optionalText,
  last_used_at: optionalText,
  revoked_at: optionalText,
  /** Empty: from anywhere. */
  ip_whitelist: z.array(z.string()).nullish(),
  has_restricted_permissions: optionalFlag,
  permissions: z.array(z.string()).nullish(),
});
export type ApiKey = z.infer<typeof apiKey>;

export const revokedApiKey = z.looseObject({ id: optionalId, status: optionalText });

/** `permissions` and `has_restricted_permissions` go together: either both or neither. */
export type ApiKeyWrite = {
  label?: string;
  description?: string;
  /** `YYYY-MM-DD`, tomorrow at the earliest; null: never. */
  expiration_date?: string | null;
  ip_whitelist?: readonly string[];
} & (
  | { has_restricted_permissions: boolean; permissions: readonly string[] }
  | { has_restricted_permissions?: undefined; permissions?: undefined }
);
