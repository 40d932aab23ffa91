import type { Correction } from './correction.ts';

export const AM: Correction[] = [
  {
    where: 'AM',
    days: {
      '01-03 P3D': false,
      '01-27': {
        hy: 'Հայրենիքի պաշտպանության համար զոհվածների հիշատակի օր',
        en: 'Remembrance Day of the Fallen',
      },
    },
    source: 'law on holidays and memorable days, as amended in 2021 and 2023',
    lookedUp: null,
  },
];
