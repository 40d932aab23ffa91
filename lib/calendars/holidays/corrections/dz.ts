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
    source: 'loi n° 63-278 as amended by loi n° 23-10 of 26 June 2023: three days for each',
    lookedUp: null,
  },
];
