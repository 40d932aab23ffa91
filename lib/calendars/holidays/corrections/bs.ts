import type { Correction } from './correction.ts';

export const BS: Correction[] = [
  {
    where: 'BS',
    days: {
      '10-12 and if saturday,sunday then next monday': false,
      '2nd monday in October': { en: 'National Heroes’ Day' },
      '12-26': false,
      '12-26 and if sunday then next monday': '12-26',
    },
    source:
      'Public Holidays Act (The Bahamas), by the list of 2027, https://qppstudio.net/publicholidays2027/bahamas.htm',
    lookedUp: '2026-11-26',
  },
];
