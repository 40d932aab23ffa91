import * as z from 'zod';
import { isDeeperThan, isRecord } from './check.ts';
import { optionalText } from './common.ts';

// A copy of what fits: of each list the items that do, of a member that does not null.
const windows = itemsThatFit(z.string());
const week = onceEach(z.record(z.string(), windows));
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

/** Of thousands of shops many have the same week; more than this are not kept. */
const MOST_KEPT = 1000;
/** Days, and windows in them. */
const WEEK_DEPTH = 2;

/** What fits of a value, found once for those that are equal; null where it does not. What is given is not to be changed. */
function onceEach<T>(schema: z.ZodType<T>): (value: unknown) => T | null {
  const known = new Map<string, T | null>();
  const fitting = (value: unknown) => schema.safeParse(value).data ?? null;
  return (value) => {
    // Whatever lies deeper than a week does not fit, and could be too deep to be written.
    if (isDeeperThan(WEEK_DEPTH, value)) return fitting(value);
    const key = JSON.stringify(value);
    let found = known.get(key);
    if (found === undefined) {
      found = fitting(value);
      if (known.size >= MOST_KEPT) known.clear();
      known.set(key, found);
    }
    return found;
  };
}

// Of those that came otherwise than documented. What a business is like does not say it any more.
const lacking = new WeakSet<object>();

/** Whether some of a business' special hours did not fit, and were left out. */
export function lacksSpecialHours(business: object): boolean {
  return lacking.has(business);
}

/** A business without those of its hours that do not fit: odd ones would put the whole of it aside. */
export function withHoursThatFit(business: unknown): unknown {
  if (!isRecord(business)) return business;
  const { open_hours, specific_hours } = business;
  const special = specific_hours == null ? null : (specificHours.safeParse(specific_hours).data ?? null);
  const fitting = {
    ...business,
    ...(open_hours == null ? {} : { open_hours: week(open_hours) }),
    ...(specific_hours == null ? {} : { specific_hours: special }),
  };
  if (specific_hours != null && itemsIn(specific_hours) !== itemsIn(special)) lacking.add(fitting);
  return fitting;
}

/** How many lists, days, dates and windows there are, whatever their shape; deeper than they can lie is one. */
function itemsIn(value: unknown, depth = 5): number {
  if (value == null) return 0;
  const members = isRecord(value) ? MEMBERS.map((name) => value[name]) : Array.isArray(value) ? value : [];
  return depth === 0 ? 1 : members.reduce((sum: number, one) => sum + itemsIn(one, depth - 1), 1);
}

const MEMBERS = ['open', 'close', 'starts_at', 'ends_at', 'open_hours'];
