/**
 * What other systems may ask for. Strict: a misspelt `untill` would otherwise close for good. Every detail may carry
 * `at`, when the sender decided it, for senders that decide more than once a second; else the event's own time counts.
 */
import * as z from 'zod';
import { instantOf } from '../../closures/civil-time.ts';
import { parseDuration } from '../../reading/duration.ts';

const succeeds = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};

const instant = z.iso.datetime({ offset: true }).describe('An instant, ISO 8601 with offset');
const bound = z
  .string()
  .refine((value) => succeeds(() => instantOf(value, 'UTC', 'start')), {
    error: 'is no date, no local time and no instant',
  })
  .describe('2026-12-25 (a local day), 2026-12-24T17:00 (local wall-clock) or an instant with offset');
const duration = z
  .string()
  .refine((value) => succeeds(() => parseDuration(value)), { error: 'is no duration such as 90m, 3h or 2d' })
  .describe('A duration such as 90m, 3h or 2d');
const names = z.array(z.string().min(1)).min(1);

const selectors = {
  organizations: names.exactOptional(),
  codes: names.exactOptional(),
  businesses: names.exactOptional(),
  groups: z.array(z.int()).min(1).exactOptional(),
  countries: names.exactOptional(),
  regions: names.exactOptional(),
  zipcodes: names.exactOptional(),
  cities: names.exactOptional(),
};
const id = z
  .string()
  .regex(/^[\w.:-]{1,128}$/)
  .describe('Chosen by the sender: the same id is the same closure, however often it is sent');

/** What a closure says, as far as it may change later. */
const sayings = {
  until: bound.nullable().exactOptional(),
  for: duration.exactOptional(),
  message: z.string().min(1).exactOptional(),
  text: z.string().min(1).exactOptional(),
  reason: z.string().max(500).exactOptional(),
  urgent: z.boolean().exactOptional(),
};
interface Sayings {
  until?: string | null;
  for?: string;
  message?: string;
  text?: string;
}
const oneOfEach = <T extends Sayings>(schema: z.ZodType<T>) =>
  schema
    .refine((value) => value.until === undefined || value.for === undefined, {
      error: 'give `until` or `for`, not both',
    })
    .refine((value) => value.message === undefined || value.text === undefined, {
      error: 'give `message` or `text`, not both',
    });
const common = { version: z.literal(1).exactOptional(), id, at: instant.exactOptional() };

export const closureRequested = oneOfEach(
  z.strictObject({
    ...common,
    ...selectors,
    exclude: z.strictObject(selectors).exactOptional(),
    all: z.literal(true).exactOptional(),
    from: bound.exactOptional(),
    ...sayings,
    hold: z.boolean().exactOptional(),
  }),
);
export type ClosureRequested = z.infer<typeof closureRequested>;

export const closureChanged = oneOfEach(z.strictObject({ ...common, ...sayings }));
export type ClosureChanged = z.infer<typeof closureChanged>;

export const closureCancelled = z.strictObject({ ...common, reason: z.string().max(500).exactOptional() });
export type ClosureCancelled = z.infer<typeof closureCancelled>;
