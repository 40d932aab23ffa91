import * as z from 'zod';

/** What Partoo holds of each business; one of the two at least. */
export const stored = z.strictObject({
  kind: z.literal('specificHours'),
  closings: z.boolean(),
  openings: z.boolean(),
});
export type SpecificHoursCalendar = z.infer<typeof stored>;
