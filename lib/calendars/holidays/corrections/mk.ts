import type { Correction } from './correction.ts';

export const MK: Correction[] = [
  {
    where: 'MK',
    days: { orthodox: false },
    source:
      'Закон за празниците, член 2, of Easter its second day alone, https://mk.wikisource.org/wiki/Закон_за_државните_празници_на_Република_Македонија',
    lookedUp: '2026-11-26',
  },
];
