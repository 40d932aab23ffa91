import * as z from 'zod';
import { storedName } from '../names.ts';

/** A day, days or times that come once: `2027-02-01` or `2027-02-01T12:00`, civil. */
const once = z.strictObject({ from: z.string(), to: z.string().nullable(), name: storedName });

/** A day, or days, of every year, `MM-DD`. Times are wall-clock `HH:MM`. */
const everyYear = z.strictObject({
  every: z.string(),
  fromTime: z.string().nullable(),
  toTime: z.string().nullable(),
  /** The last day of a range, `MM-DD`, included; before `every` it is of the next year. Left out: a day alone. */
  toDay: z.string().exactOptional(),
  /** What 29 February is in other years. */
  leap: z.enum(['28', '1', 'skip']).nullable(),
  name: storedName,
});

/** One entry of `dates`, or of the `also` of holidays. */
export const storedEntry = z.union([once, everyYear]);
export type DatesEntry = z.infer<typeof storedEntry>;

/** Days and times, named one by one. */
export const stored = z.strictObject({ kind: z.literal('dates'), entries: z.array(storedEntry) });
export type DatesCalendar = z.infer<typeof stored>;
