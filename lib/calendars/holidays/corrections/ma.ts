import type { Correction } from './correction.ts';

export const MA: Correction[] = [
  {
    where: 'MA',
    days: {
      '01-14 since 2024': { fr: 'Nouvel an amazigh', ar: 'رأس السنة الأمازيغية' },
      '1 Shawwal': false,
      '1 Shawwal P2D': '1 Shawwal',
      '10 Dhu al-Hijjah': false,
      '10 Dhu al-Hijjah P2D': '10 Dhu al-Hijjah',
      '12 Rabi al-awwal': false,
      '12 Rabi al-awwal P2D': '12 Rabi al-awwal',
    },
    source:
      'décret n° 2-04-426 of 29 December 2004 with décret n° 2-23-1000 (14 January), https://ecoactu.ma/jour-de-lan-amazigh-maroc-officiel/; two days for each feast of the moon, décret n° 2-77-169',
    lookedUp: '2026-11-25',
  },
];
