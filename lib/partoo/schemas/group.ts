import * as z from 'zod';
import { optionalFlag, optionalId, optionalText } from './common.ts';

const groupReference = z.looseObject({
  id: optionalId,
  name: optionalText,
  /** Kept up by Partoo from a rule; such a group cannot be edited. */
  has_puller: optionalFlag,
});

/**
 * A section with its groups. A business may be in several groups.
 * @see https://developers.partoo.co/api-reference/groups-and-sections/get-section-by-id
 */
export const section = z.looseObject({
  id: optionalId,
  name: optionalText,
  groups: z.array(groupReference).nullish(),
  can_edit: optionalFlag,
  has_puller: optionalFlag,
});
export type Section = z.infer<typeof section>;

/** @see https://developers.partoo.co/api-reference/groups-and-sections/get-group */
export const group = groupReference.extend({
  business_ids: z.array(z.union([z.string(), z.number()])).nullish(),
});
export type Group = z.infer<typeof group>;

/** A group of the system before sections; known from Partoo's files of 2021 only. */
export const legacyGroup = z.looseObject({
  id: optionalId,
  parent_id: optionalId,
  name: optionalText,
});
export type LegacyGroup = z.infer<typeof legacyGroup>;
