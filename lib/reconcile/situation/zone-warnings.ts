import type { Business } from '../../closures/model.ts';
import type { Warning } from './warning.ts';
import { businessesNamed } from './words.ts';

/** One sentence for all of an organization's businesses that nothing is done for. */
export function zoneWarnings(businesses: readonly Business[]): Warning[] {
  if (businesses.length === 0) return [];
  return [
    {
      code: 'zone-unknown',
      message: `${businessesNamed(businesses)}: the zone cannot be told, so nothing is done there; set it under \`businesses\` or \`corrections\`.`,
    },
  ];
}
