/** What several queries have in common. */
import * as z from 'zod';
import { bound, name } from '../events/schemas/incoming.ts';

const DEFAULT_LIMIT = 100;
const MOST = 1000;
const LONGEST_CURSOR = 600;

const wholeNumber = (value: unknown) =>
  typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;

/** A list that is written with commas. */
export const commaList = <T>(item: z.ZodType<T>) =>
  z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(item).min(1));

export const paging = {
  limit: z
    .preprocess(wholeNumber, z.int().min(1).max(MOST))
    .default(DEFAULT_LIMIT)
    .describe(`How many at most, up to ${MOST}; default ${DEFAULT_LIMIT}`),
  cursor: z
    .string()
    .regex(/^[\w-]+$/, { error: 'is no cursor' })
    .max(LONGEST_CURSOR)
    .optional()
    .describe('`next` of the page before'),
};

export const organization = name.optional().describe('Only this one; default: all that exist for the token');
export { bound, name };
