import * as z from 'zod';
import type { Occurrence } from '../closures/model.ts';

/** How people call an occurrence, as it stands in a stored calendar; null: it has no name of its own. */
export const storedName = z.string().nullable();

/** The same as an occurrence carries it, by language. */
export function namesOf(name: z.infer<typeof storedName>): Occurrence['names'] {
  return name === null ? {} : { '': name };
}
