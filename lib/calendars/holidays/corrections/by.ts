import type { Correction } from './correction.ts';

export const BY: Correction[] = [
  {
    where: 'BY',
    days: {
      '01-02': { be: 'Новы год', ru: 'Новый год', en: 'New Year' },
    },
    source: 'Указ № 157 of 26 March 1998, as amended on 17 December 2019, https://www.orshanka.by/?p=53974',
    lookedUp: '2026-11-26',
  },
];
