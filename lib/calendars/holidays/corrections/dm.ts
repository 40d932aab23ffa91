import type { Correction } from './correction.ts';

export const DM: Correction[] = [
  {
    where: 'DM',
    days: {
      '05-01': false,
      '1st monday in May': '05-01',
    },
    source:
      'Public Holidays Act (Dominica), as listed by https://en.wikipedia.org/w/index.php?title=Public_holidays_in_Dominica&oldid=1140456681',
    lookedUp: '2026-11-26',
  },
];
