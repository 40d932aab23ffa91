import type { Correction } from './correction.ts';

export const IN: Correction[] = [
  {
    where: 'IN',
    days: {
      // The moon is seen a day later than in Mecca, after which the data reckons.
      '2 Shawwal': '1 Shawwal',
      '11 Dhu al-Hijjah': '10 Dhu al-Hijjah',
      '11 Muharram': '10 Muharram',
      '13 Rabi al-awwal': '12 Rabi al-awwal',
    },
    source:
      'compulsory holidays of the central government, https://paycommissionnews.blogspot.com/2010/06/only-14-holidays-for-central-govt-staff.html; their days by the list of 2020, https://www.ryt9.com/en/hol/236377',
    lookedUp: '2026-11-26',
  },
];
