import type { Correction } from './correction.ts';

export const MW: Correction[] = [
  {
    where: 'MW',
    days: { '12-26 and if saturday then next monday if sunday then next tuesday': '12-26' },
    source: 'list of https://www.officeholidays.com/countries/malawi',
    lookedUp: '2026-11-26',
  },
];
