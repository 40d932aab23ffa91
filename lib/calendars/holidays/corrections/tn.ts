import type { Correction } from './correction.ts';

export const TN: Correction[] = [
  {
    where: 'TN',
    days: {
      '01-14': false,
      '12-17 since 2021': { fr: 'Fête de la Révolution', ar: 'عيد الثورة' },
      '1 Shawwal': false,
      // Three days, of which the first is the last of Ramadan: so in 2014, 2021, 2022, 2024 and 2025.
      '0 Shawwal P3D': '1 Shawwal',
      '10 Dhu al-Hijjah': false,
      '10 Dhu al-Hijjah P2D': '10 Dhu al-Hijjah',
    },
    source:
      'décret présidentiel n° 2021-223 of 7 December 2021, JORT 2021-113, https://9anoun.tn/fr/kb/jorts/jort-2021-113-1b85e; the days of each feast, https://news.gnet.tn/trois-jours-de-conge-pour-laid-el-fitr-annonce-officielle-du-gouvernement/feed',
    lookedUp: '2026-11-26',
  },
];
