import * as z from 'zod';

const choice = z.strictObject({
  categories: z.array(z.string()).exactOptional(),
  summaries: z.array(z.string()).exactOptional(),
});

/** A calendar that somebody keeps elsewhere, in iCalendar. */
export const stored = z.strictObject({
  kind: z.literal('ical'),
  /** A URL, `env:NAME`, `ssm:/path` or `secretsmanager:name` that has one, or the path of a file beside closures.yml. */
  from: z.string(),
  only: choice.nullable(),
  except: choice.nullable(),
  transparent: z.enum(['ignore', 'count']),
  allowPrivateAddress: z.boolean(),
});
export type IcalCalendar = z.infer<typeof stored>;
