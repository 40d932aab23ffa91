import type { Organization } from '../config/model.ts';

/** In which plain dates of a command are read: the zone that all organizations share, else UTC; never that of the host. */
export function commonZone(organizations: readonly Pick<Organization, 'timezone'>[]): string {
  const zones = new Set(organizations.map(({ timezone }) => timezone));
  return (zones.size === 1 ? [...zones][0] : null) ?? 'UTC';
}

/** For the help of options that take a moment. */
export const COMMON_ZONE = "without offset, in the organization's zone (UTC where there is none)";
