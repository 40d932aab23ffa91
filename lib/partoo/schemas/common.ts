import * as z from 'zod';

/** Left out, null or a text: Partoo does all three, and does not say where. */
export const optionalText = z.string().nullish();
export const optionalNumber = z.number().nullish();
/** An id that only names something: whether it is a text or a number is all the same to us. */
export const optionalId = z.union([z.string(), z.number()]).nullish();
export const optionalFlag = z.boolean().nullish();

/**
 * Hours by weekday, `HH:MM-HH:MM` in the business' own time; `[]` is a day without hours. Neither days nor windows are
 * checked any closer: what Partoo holds must be readable to be put back.
 */
export const weekHours = z.record(z.string(), z.array(z.string()).nullable());

/** What the page-numbered lists wrap their items in. */
export const pageEnvelope = z.looseObject({
  page: optionalNumber,
  max_page: optionalNumber,
  count: optionalNumber,
});

/** What the lists that go by cursor wrap their items in; no `next_cursor` is the end. */
export const cursorEnvelope = z.looseObject({ count: optionalNumber, next_cursor: optionalText });
