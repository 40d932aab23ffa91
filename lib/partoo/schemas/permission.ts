import * as z from 'zod';
import { optionalNumber, optionalText } from './common.ts';

const permission = z.looseObject({
  name: optionalText,
  depends_on: optionalText,
  feature: optionalText,
  disabled_for_roles: z.array(z.string()).nullish(),
});

const permissionSubsection = z.looseObject({
  name: optionalText,
  order: optionalNumber,
  permissions: z.array(permission).nullish(),
});

const permissionSection = z.looseObject({
  name: optionalText,
  order: optionalNumber,
  subsections: z.array(permissionSubsection).nullish(),
});

/**
 * What an organization can grant: the only way to learn the names that messaging has.
 * @see https://developers.partoo.co/api-reference/custom-roles/get-permissions
 */
export const permissions = z.looseObject({ sections: z.array(permissionSection).nullish() });
export type Permissions = z.infer<typeof permissions>;
