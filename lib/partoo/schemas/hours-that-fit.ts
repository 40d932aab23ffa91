import * as z from 'zod';
import { isRecord } from './check.ts';
import { optionalText } from './common.ts';

// A copy of what fits: of each list the items that do, of a member that does not null.
const windows = itemsThatFit(z.string());
const week = z.record(z.string(), windows);
/** Dates as `YYYY-MM-DD`, both ends included. */
const period = { starts_at: optionalText, ends_at: optionalText };
const specificHours = z.looseObject({
  open: itemsThatFit(z.looseObject({ ...period, open_hours: windows })),
  close: itemsThatFit(z.looseObject(period)),
});

function itemsThatFit<T>(item: z.ZodType<T>) {
  const fitting = (items: unknown[]) =>
    items.flatMap((one) => {
      const read = item.safeParse(one);
      return read.success ? [read.data] : [];
    });
  return z.array(z.unknown()).transform(fitting).nullish().catch(null);
}

/** A business without those of its hours that do not fit: odd ones would put the whole of it aside. */
export function withHoursThatFit(business: unknown): unknown {
  if (!isRecord(business)) return business;
  const { open_hours, specific_hours } = business;
  return {
    ...business,
    ...(open_hours == null ? {} : { open_hours: week.safeParse(open_hours).data ?? null }),
    ...(specific_hours == null
      ? {}
      : { specific_hours: specificHours.safeParse(specific_hours).data ?? null }),
  };
}
