import type { Correction } from './correction.ts';

export const TN: Correction[] = [
  {
    where: 'TN',
    days: {
      '01-14': false,
      '12-17 since 2021': { fr: 'Fête de la Révolution', ar: 'عيد الثورة' },
      '1 Shawwal': false,
      '1 Shawwal P2D': '1 Shawwal',
      '10 Dhu al-Hijjah': false,
      '10 Dhu al-Hijjah P2D': '10 Dhu al-Hijjah',
    },
    source: 'décret n° 2011-317 as amended by décret présidentiel n° 2021-223 of 7 December 2021',
    lookedUp: null,
  },
];
