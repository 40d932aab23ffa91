const MOST_NAME = 200;

/**
 * A name out of a file that others keep, as a line of at most 200 characters: without control characters and those that
 * turn the direction of a text. Marks that join, as in emoji and in Persian, stay.
 */
export function nameIn(text: string): string {
  const bare = text.replace(/[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
  return bare
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_NAME);
}
