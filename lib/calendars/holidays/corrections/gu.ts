import type { Correction } from './correction.ts';

export const GU: Correction[] = [
  {
    where: 'GU',
    days: { '2nd monday in October': false },
    source: 'holidays of 2026 of the Government of Guam, https://guamwaterworks.org/?p=8546',
    lookedUp: '2026-11-26',
  },
];
