import type { Correction } from './correction.ts';

export const BQ: Correction[] = [
  {
    where: 'BQ',
    days: {
      '12-15': false,
    },
    source: 'Arbeidswet 2000 BES: Kingdom Day is no day of rest',
    lookedUp: null,
  },
];
