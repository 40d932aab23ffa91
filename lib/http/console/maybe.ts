import * as z from 'zod';

/** A field of a form that may be left empty. */
export const maybe = <T>(schema: z.ZodType<T>) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
