import * as z from 'zod';
import { storedWeekHours } from '../../reading/stored-hours.ts';

/** Open in these windows, closed between them. */
export const stored = z.strictObject({ kind: z.literal('weekly'), open: storedWeekHours });
export type WeeklyCalendar = z.infer<typeof stored>;
