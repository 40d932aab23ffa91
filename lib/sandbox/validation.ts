import * as z from 'zod';
import { WEEKDAYS } from '../closures/model.ts';
import { badRequest } from './replies.ts';

/**
 * Checks a body as Partoo might, only stricter: an unknown member is refused too. What comes back is the body *as
 * received*, since a schema would put the members into its own order and the sandbox keeps the sender's.
 */
export function checkBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw badRequest(details(parsed.error));
  return body as z.output<S>;
}

/** Checks query parameters; an unknown one is refused. Here the schema's output counts: it makes numbers of digits. */
export function checkQuery<S extends z.ZodType>(schema: S, query: URLSearchParams): z.output<S> {
  const raw: Record<string, string> = {};
  // Older copies of the documentation repeat a list parameter, newer ones separate by commas: both are one list.
  for (const [name, value] of query) raw[name] = name in raw ? `${raw[name]},${value}` : value;
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw badRequest(details(parsed.error));
  return parsed.data;
}

/** Field → message, as `{"json": {"wi_fi": "must be a string"}}` in Partoo's sources; a sentence for no field. */
function details(error: z.ZodError): string | Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[[...issue.path, key].join('.')] = 'unknown field';
    } else if (issue.path.length === 0) {
      return message(issue);
    } else {
      fields[issue.path.join('.')] ??= message(issue);
    }
  }
  return fields;
}

function message(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return issue.message;
  const article = /^[aeiou]/.test(issue.expected) ? 'an' : 'a';
  return `must be ${article} ${issue.expected}`;
}

/** Comma-separated values. One that is there but empty is no filter at all: the reading that hurts the careless. */
export const commaList = z
  .string()
  .transform((text) => text.split(',').filter((value) => value !== ''))
  .transform((values) => (values.length > 0 ? values : undefined));

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= from && n <= to, `must be between ${from} and ${to}`);

/** `page` and `per_page`, for the lists with numbered pages. */
export const pageParameters = {
  page: wholeNumber(1, 999_999_999).default(1),
  per_page: wholeNumber(1, 100).default(30),
};
export const integerText = wholeNumber(0, 999_999_999);
export const numberText = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'must be a number')
  .transform(Number);
export const booleanText = z.enum(['True', 'False'], 'must be True or False');

export const timeWindow = z
  .string()
  .regex(/^([0-1][0-9]|2[0-3]):([0-5][0-9])-([0-1][0-9]|2[0-3]):([0-5][0-9])$/, 'must be HH:MM-HH:MM');
const dayHours = z.array(timeWindow);
const days = Object.fromEntries(WEEKDAYS.map((day) => [day, dayHours])) as Record<
  (typeof WEEKDAYS)[number],
  typeof dayHours
>;
/** All seven days, as a business must have them. */
export const openHours = z.strictObject(days);
/** Any of the seven days, as `custom_chat_hours` is shown. */
export const weekHours = openHours.partial();
