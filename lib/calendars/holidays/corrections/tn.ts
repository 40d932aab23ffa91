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
    source:
      'décret présidentiel n° 2021-223 of 7 December 2021, JORT 2021-113, https://9anoun.tn/fr/kb/jorts/jort-2021-113-1b85e',
    lookedUp: '2026-11-26',
  },
];
