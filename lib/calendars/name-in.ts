import { LONGEST_NAME } from '../closures/limits.ts';

/**
 * A name out of a file that others keep, as a line of at most 200 characters: without control characters and those that
 * turn the direction of a text. Marks that join, as in emoji and in Persian, stay.
 */
export function nameIn(text: string): string {
  const bare = text.replace(/[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
  return shortName(bare.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim());
}

/** As much of a name as it may have; no character is cut in two. */
export function shortName(name: string): string {
  return name.slice(0, LONGEST_NAME).replace(/\p{Cs}$/u, '');
}
