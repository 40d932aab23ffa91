import * as z from 'zod';

/** Two lines of five fields each, in the zone of the business. */
export const stored = z.strictObject({ kind: z.literal('cron'), close: z.string(), open: z.string() });
export type CronCalendar = z.infer<typeof stored>;
