import type { Correction } from './correction.ts';

export const CR: Correction[] = [
  {
    where: 'CR',
    days: {
      '10-12 if monday then previous friday': false,
    },
    source: 'Ley 9803 of 2020: 1 December instead',
    lookedUp: null,
  },
];
