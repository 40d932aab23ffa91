import * as z from 'zod';

/** Left out, null or a text: Partoo does all three, and does not say where. */
export const optionalText = z.string().nullish();
export const optionalNumber = z.number().nullish();
/** An id that only names something: whether it is a text or a number is all the same to us. */
export const optionalId = z.union([z.string(), z.number()]).nullish();
export const optionalFlag = z.boolean().nullish();

/**
 * An id that is asked for: it stands in addresses, in lists joined by commas, and as the name of a member. 1,000 characters
 * are more than anybody needs.
 */
export const idText = z
  .string()
  .max(1000)
  .regex(/^(?!\.{1,2}$|__proto__$)[^,\p{Cc}]*[^,\p{Cc}\s][^,\p{Cc}]*$/u, 'cannot be used as an id');

/**
 * Hours by weekday, `HH:MM-HH:MM` in the business' own time; `[]` is a day without hours. Neither days nor windows are
 * checked any closer: what Partoo holds must be readable to be put back.
 */
export const weekHours = z.record(z.string(), z.array(z.string()).nullable());
