import * as z from 'zod';
import { storedEntry } from '../dates/stored.ts';

/** `2027-07-14`, `{ every: 'MM-DD' }` or a name in any language of the data. */
const storedMatcher = z.union([
  z.strictObject({ date: z.string() }),
  z.strictObject({ every: z.string() }),
  z.strictObject({ name: z.string() }),
]);
export type DayMatcher = z.infer<typeof storedMatcher>;

/** The holidays of a country and region. */
export const stored = z.strictObject({
  kind: z.literal('holidays'),
  /** ISO 3166-1; null: each business' own. */
  country: z.string().nullable(),
  /** ISO 3166-2; null: each business' own. */
  region: z.string().nullable(),
  types: z.array(z.enum(['public', 'bank', 'school', 'optional', 'observance', 'local'])),
  except: z.array(storedMatcher),
  also: z.array(storedEntry),
});
export type HolidaysCalendar = z.infer<typeof stored>;
