import * as z from 'zod';
import { optionalFlag, optionalNumber, optionalText } from './common.ts';

const groupReference = z.looseObject({
  id: optionalNumber,
  name: optionalText,
  /** Kept up by Partoo from a rule; such a group cannot be edited. */
  has_puller: optionalFlag,
});

/**
 * A section with its groups. A business may be in several groups.
 * @see https://developers.partoo.co/api-reference/groups-and-sections/get-section-by-id
 */
export const section = z.looseObject({
  id: optionalNumber,
  name: optionalText,
  groups: z.array(groupReference).nullish(),
  can_edit: optionalFlag,
  has_puller: optionalFlag,
});
export type Section = z.infer<typeof section>;

/** @see https://developers.partoo.co/api-reference/groups-and-sections/get-group */
export const group = groupReference.extend({ business_ids: z.array(z.string()).nullish() });
export type Group = z.infer<typeof group>;

/** A group of the system before sections; known from Partoo's files of 2021 only. */
export const legacyGroup = z.looseObject({
  id: optionalNumber,
  parent_id: optionalNumber,
  name: optionalText,
});
export type LegacyGroup = z.infer<typeof legacyGroup>;
