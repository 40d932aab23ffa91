import type { Correction } from './correction.ts';

export const MK: Correction[] = [
  {
    where: 'MK',
    days: { orthodox: false },
    source: 'Закон за празниците на Република Северна Македонија, член 2',
    lookedUp: null,
  },
];
