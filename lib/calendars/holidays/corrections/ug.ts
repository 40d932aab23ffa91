import type { Correction } from './correction.ts';

export const UG: Correction[] = [
  {
    where: 'UG',
    days: {
      easter: false,
    },
    source:
      'Public Holidays Act (Cap. 255), sch., as listed by https://tokyo.mofa.go.ug/embassy/embassy-holidays',
    lookedUp: '2026-11-26',
  },
];
