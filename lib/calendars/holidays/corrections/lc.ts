import type { Correction } from './correction.ts';

export const LC: Correction[] = [
  {
    where: 'LC',
    days: {
      // Nights of a feast, and no days off.
      '1st Friday after 07-10 P4D': false,
      '02-22': false,
      '02-22 and if sunday then next monday': { en: 'Independence Day' },
      '08-01': false,
      '08-01 and if sunday then next monday': { en: 'Emancipation Day' },
      '12-13': false,
      '12-13 and if sunday then next monday': { en: 'National Day' },
    },
    source:
      'Public Holidays Act (Saint Lucia), by the list of 2026, https://checkdatetime.com/holiday/public-holidays-in-saint-lucia-2026',
    lookedUp: '2026-11-26',
  },
];
