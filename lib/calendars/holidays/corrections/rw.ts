import type { Correction } from './correction.ts';
import { madeUp } from './made-up.ts';

export const RW: Correction[] = [
  {
    where: 'RW',
    // Two on one weekend are made up for by one day, and 7 April is not.
    days: madeUp(
      '01-02',
      '02-01',
      '05-01',
      '07-01',
      '07-04',
      '08-15',
      '12-26',
      '1 Shawwal',
      '10 Dhu al-Hijjah',
    ),
    source: 'Presidential Order 54 of 2017, art. 3 and 4, https://rwandalii.org/akn/rw/act/po/2017/54',
    lookedUp: '2026-11-26',
  },
];
