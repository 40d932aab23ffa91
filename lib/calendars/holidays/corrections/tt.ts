import type { Correction } from './correction.ts';

export const TT: Correction[] = [
  {
    where: 'TT',
    days: {
      easter: false,
      'easter 1': 'easter 1',
    },
    source:
      'Public Holidays and Festivals Act (Ch. 19:05), sch., as listed by https://otp.tt/trinidad-and-tobago/national-holidays-and-awards',
    lookedUp: '2026-11-26',
  },
];
