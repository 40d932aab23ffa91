/** The `feed` of calendars that stand in closures.yml whole. */
export const none = null;
