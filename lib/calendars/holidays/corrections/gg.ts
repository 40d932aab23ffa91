import type { Correction } from './correction.ts';

export const GG: Correction[] = [
  {
    where: 'GG',
    days: {
      '1st monday before 09-01': { en: 'Summer Bank Holiday' },
    },
    source:
      'Public Holidays Ordinance 1994 (Guernsey), as listed by http://www.islandlife.org/public_holidays_gsy.htm',
    lookedUp: '2026-11-26',
  },
];
