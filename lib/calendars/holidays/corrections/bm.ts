import type { Correction } from './correction.ts';

export const BM: Correction[] = [
  {
    where: 'BM',
    days: {
      'friday before 06-01': false,
      // The Friday before the last Monday in May.
      'friday before 05-29': { en: 'Bermuda Day' },
      'friday before 08-05': { en: 'Mary Prince Day' },
      'substitutes 01-01 if saturday, sunday then next monday': '01-01',
      'substitutes 11-11 if saturday, sunday then next monday': { en: 'Remembrance Day' },
      'substitutes 12-25 if saturday then next monday if sunday then next tuesday': '12-25',
      'substitutes 12-26 if saturday then next monday if sunday then next tuesday': '12-26',
    },
    source:
      'Public Holidays Act 1947 and the government’s lists of 2023 to 2025, https://www.gov.bm/public-holidays',
    lookedUp: '2026-11-26',
  },
];
