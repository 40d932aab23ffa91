import type { Correction } from './correction.ts';

export const TC: Correction[] = [
  {
    where: 'TC',
    days: {
      '4th Friday in November': false,
      '4th Friday in November prior to 2026': { en: 'National Day of Thanksgiving' },
      'monday before September since 2026': { en: 'Constitution Day' },
    },
    source:
      'the government’s change of the public holidays for 2026, https://www.visittci.com/news/turks-and-caicos-public-holiday-changes-2026',
    lookedUp: '2026-11-26',
  },
];
