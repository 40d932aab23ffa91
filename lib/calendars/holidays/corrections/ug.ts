import type { Correction } from './correction.ts';

export const UG: Correction[] = [
  {
    where: 'UG',
    days: {
      easter: false,
    },
    source: 'Public Holidays Act (Cap. 255), sch.',
    lookedUp: null,
  },
];
