import * as z from 'zod';
import type { Name, Occurrence } from '../closures/model.ts';

/** How people call a rule or an occurrence, as it is stored; null: it has no name of its own. */
export const storedName = z.union([z.string(), z.record(z.string(), z.string())]).nullable();

/** The same as an occurrence carries it, by language. */
export function namesOf(name: Name | null): Occurrence['names'] {
  if (name === null || typeof name === 'string') return name === null ? {} : { '': name };
  const { default: others, ...names } = name;
  return others === undefined ? names : { ...names, '': others };
}
