import type { Correction } from './correction.ts';

export const VG: Correction[] = [
  {
    where: 'VG',
    days: {
      '2nd Monday in March': false,
      '07-01 if Sunday,Thursday then next Monday if Saturday then previous Friday if Tuesday,Wednesday then previous Monday': false,
      '1st Monday in July': { en: 'Virgin Islands Day' },
      '10-21 if Sunday then next Monday if Saturday then previous Friday if Tuesday,Wednesday then previous Monday if Thursday then next Friday': false,
      '3rd Monday in October since 2022': { en: 'Heroes and Foreparents Day' },
      '4th Monday in November since 2022': { en: 'The Great March of 1949 and Restoration Day' },
    },
    source:
      'reform of the public holidays of 2021, https://www.bvibeacon.com/holidays-reformed-to-stress-virgin-islands-history/, with the days of https://www.officeholidays.com/countries/british-virgin-islands',
    lookedUp: '2026-11-26',
  },
];
