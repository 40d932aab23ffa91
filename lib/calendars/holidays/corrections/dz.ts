import type { Correction } from './correction.ts';

export const DZ: Correction[] = [
  {
    where: 'DZ',
    days: {
      '1 Shawwal': false,
      '1 Shawwal P3D': '1 Shawwal',
      '10 Dhu al-Hijjah': false,
      '10 Dhu al-Hijjah P3D': '10 Dhu al-Hijjah',
    },
    source:
      'loi n° 63-278, art. 1, as amended in 2023: three days for each, https://lestrepublicain.com/2023/06/21/allongement-des-conges-des-fetes-de-laid-une-approche-sociale-et-religieuse-affirme-bentaleb',
    lookedUp: '2026-11-26',
  },
];
