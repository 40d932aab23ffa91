/** How old the directory and the calendars may be. */
export const REFRESH_MILLISECONDS = 24 * 3600_000;

/** Two listings that lie no further apart count as one, where a business is missing from them. */
export const APART_MILLISECONDS = 60_000;
