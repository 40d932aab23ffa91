import type { Correction } from './correction.ts';

export const VG: Correction[] = [
  {
    where: 'VG',
    days: { '2nd Monday in March': false },
    source:
      'reform of the public holidays of 2021, https://www.bvibeacon.com/holidays-reformed-to-stress-virgin-islands-history/',
    lookedUp: '2026-11-26',
  },
];
