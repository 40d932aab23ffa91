/**
 * What other systems may ask for. Strict: a misspelt `untill` would otherwise close for good. Every detail may carry
 * `at`, when the sender decided it, for senders that decide more than once a second; else the event's own time counts.
 */
import * as z from 'zod';
import { instantOf } from '../../closures/civil-time.ts';
import {
  characterFault,
  LONGEST_CLOSURE_DAYS,
  LONGEST_CLOSURE_MILLISECONDS,
  LONGEST_NAME,
  LONGEST_REASON,
  LONGEST_TEXT,
  MOST_SELECTED,
} from '../../closures/limits.ts';
import { parseDuration } from '../../reading/duration.ts';
import { selectorLists } from '../../reading/selector-lists.ts';

const succeeds = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};

/** No instant and no duration is written longer. */
const LONGEST_MOMENT = 40;

/** Text of at most so many characters, none of which is a control character. */
const text = (most: number) =>
  z
    .string()
    .max(most, { error: `is longer than ${most} characters; shorten it` })
    .superRefine((value, context) => {
      const fault = characterFault(value);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault });
    });
const moment = z
  .string()
  .max(LONGEST_MOMENT, { error: `is longer than ${LONGEST_MOMENT} characters`, abort: true });

const instant = z.iso
  .datetime({ offset: true })
  .max(LONGEST_MOMENT)
  .describe('An instant, ISO 8601 with offset');
/** One form for each: whoever reads a time somewhere else has to read the same. */
const BOUND = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/;
const NO_BOUND =
  'is no date, no local time and no instant; write 2026-12-25, 2026-12-24T17:00 or 2026-12-24T17:00:00+01:00';
export const bound = moment
  .regex(BOUND, { error: NO_BOUND, abort: true })
  .refine((value) => succeeds(() => instantOf(value, 'UTC', 'start')), { error: NO_BOUND })
  .describe('2026-12-25 (a local day), 2026-12-24T17:00 (local wall-clock) or an instant with offset');
const duration = moment
  .refine((value) => succeeds(() => parseDuration(value)), {
    error: 'is no duration; write 90m, 3h or 2d',
    abort: true,
  })
  .refine((value) => parseDuration(value) <= LONGEST_CLOSURE_MILLISECONDS, {
    error: `is longer than two years (${LONGEST_CLOSURE_DAYS}d)`,
  })
  .describe(`A duration such as 90m, 3h or 2d, at most ${LONGEST_CLOSURE_DAYS}d`);
/** What BCP 47 has room for in practice. */
const LONGEST_TAG = 35;

export const name = text(LONGEST_NAME).min(1);
const several = <T>(value: z.ZodType<T>) =>
  z
    .array(value)
    .min(1)
    .max(MOST_SELECTED, { error: `names more than ${MOST_SELECTED}; leave some out` });
const names = several(name);

const selectors = selectorLists(names, several(z.int()));
/** Which businesses, as a scope says it. */
export const scopeMembers = { ...selectors, exclude: z.strictObject(selectors).exactOptional() };
const id = z
  .string()
  .regex(/^[\w.:-]{1,128}$/, { error: 'is no id; use letters, digits, ".", "_", ":" and "-", at most 128' })
  .describe('Chosen by the sender: the same id is the same closure, however often it is sent');

const language = z
  .string()
  .max(LONGEST_TAG, { error: `is longer than ${LONGEST_TAG} characters`, abort: true })
  .refine((value) => succeeds(() => Intl.getCanonicalLocales(value)), {
    error: 'is no language tag; write fr or pt-BR',
  })
  .describe("Of `text`, such as fr or pt-BR; left out: the organization's");

/** What a closure says, as far as it may change later. */
export const sayings = {
  until: bound.nullable().exactOptional(),
  for: duration.exactOptional(),
  message: name.exactOptional(),
  text: text(LONGEST_TEXT).min(1).exactOptional(),
  language: language.exactOptional(),
  reason: text(LONGEST_REASON).exactOptional(),
  urgent: z.boolean().exactOptional(),
};
interface Sayings {
  until?: string | null;
  for?: string;
  message?: string;
  text?: string;
  language?: string;
  hold?: boolean;
}
/** Refuses what is said by a hold, which keeps open and says nothing, and what is said twice, in two ways. */
export const oneOfEach = <T extends Sayings>(schema: z.ZodType<T>) =>
  schema
    .refine((value) => value.until === undefined || value.for === undefined, {
      error: 'give `until` or `for`, not both',
    })
    .refine((value) => value.message === undefined || value.text === undefined, {
      error: 'give `message` or `text`, not both',
    })
    .refine((value) => value.language === undefined || value.text !== undefined, {
      error: 'give `language` with a `text`: messages have their own',
    })
    .refine(({ hold, message, text }) => !hold || (message === undefined && text === undefined), {
      error: 'a hold keeps open and shows no text: leave out `message` and `text`',
      path: ['hold'],
    });
/** Whoever names some beside `all` means those, or leaves them out, and gets every business. */
const selectsBeside = (value: object): boolean => Object.keys(scopeMembers).some((kind) => kind in value);
const common = { version: z.literal(1).exactOptional(), id, at: instant.exactOptional() };

export const closureRequested = oneOfEach(
  z.strictObject({
    ...common,
    ...scopeMembers,
    all: z.literal(true).exactOptional(),
    from: bound.exactOptional(),
    ...sayings,
    hold: z.boolean().exactOptional(),
  }),
).refine((value) => value.all === undefined || !selectsBeside(value), {
  error: 'give selectors, or `all: true` for every business; not both',
  path: ['all'],
});
export type ClosureRequested = z.infer<typeof closureRequested>;

export const closureChanged = oneOfEach(z.strictObject({ ...common, ...sayings }));
export type ClosureChanged = z.infer<typeof closureChanged>;

export const closureCancelled = z.strictObject({ ...common, reason: text(LONGEST_REASON).exactOptional() });
export type ClosureCancelled = z.infer<typeof closureCancelled>;
