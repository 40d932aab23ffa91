import type { Correction } from './correction.ts';

export const AG: Correction[] = [
  {
    where: 'AG',
    days: {
      '05-01': false,
      '1st monday in May': '05-01',
      '08-01': false,
      '08-02': false,
      '1st monday in August': { en: 'Carnival Monday' },
      'tuesday after 1st monday in August': { en: 'Carnival Tuesday' },
      '11-01 if saturday,sunday then next monday': false,
      '11-01 and if saturday,sunday then next monday': { en: 'Independence Day' },
    },
    source:
      'Public Holidays (Amendment) Act 2005, as told by https://www.qppstudio.net/public-holidays-news/2005/antigua-and-barbuda-renames-vc-bird-day-public-holiday-000009.htm',
    lookedUp: '2026-11-26',
  },
];
