/**
 * Codes of ISO 3166-2 that stand for the same region: the French overseas departments have two each, and some Indian
 * states got new ones. By the other code the one that is used here.
 */
const ONE_CODE: Readonly<Record<string, string>> = {
  'FR-GP': 'FR-971',
  'FR-MQ': 'FR-972',
  'FR-GF': 'FR-973',
  'FR-RE': 'FR-974',
  'FR-YT': 'FR-976',
  'IN-CG': 'IN-CT',
  'IN-OD': 'IN-OR',
  'IN-TS': 'IN-TG',
  'IN-UK': 'IN-UT',
};

/** The one code of a region, upper case, whichever of its codes is given. */
export function oneRegionCode(code: string): string {
  const upper = code.trim().toUpperCase();
  return Object.hasOwn(ONE_CODE, upper) ? (ONE_CODE[upper] as string) : upper;
}
