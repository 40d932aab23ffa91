import type { Correction } from './correction.ts';

export const TZ: Correction[] = [
  {
    where: 'TZ',
    days: {
      '01-02': false,
      '01-12': { en: 'Zanzibar Revolution Day', sw: 'Mapinduzi ya Zanzibar' },
    },
    source: 'Public Holidays Act (Cap. 35), sch.',
    lookedUp: null,
  },
];
