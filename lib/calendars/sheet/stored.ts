import * as z from 'zod';

/** Closures of single shops, a row each, in a file of CSV. */
export const stored = z.strictObject({
  kind: z.literal('sheet'),
  /** A file beside closures.yml, a URL, or a reference to a secret that is one. */
  from: z.string(),
  allowPrivateAddress: z.boolean(),
});
export type SheetCalendar = z.infer<typeof stored>;
