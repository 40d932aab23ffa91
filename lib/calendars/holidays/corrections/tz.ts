import type { Correction } from './correction.ts';

export const TZ: Correction[] = [
  {
    where: 'TZ',
    days: {
      '01-02': false,
      '01-12': { en: 'Zanzibar Revolution Day', sw: 'Mapinduzi ya Zanzibar' },
    },
    source:
      'Public Holidays Ordinance (Amendment) Act, 1966, as listed by https://wikimili.com/en/Public_holidays_in_Tanzania',
    lookedUp: '2026-11-26',
  },
];
