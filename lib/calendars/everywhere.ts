/** The `placeKeyOf` of calendars that have the same occurrences wherever a business is. */
export function everywhere(): string {
  return '';
}
