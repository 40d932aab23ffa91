import type { Correction } from './correction.ts';

export const KY: Correction[] = [
  {
    where: 'KY',
    days: {
      '1st monday in May since 2024': { en: 'Emancipation Day' },
      '07-02': false,
      '1st monday in July': { en: 'Constitution Day' },
      'monday after 2nd sunday in November': { en: 'Remembrance Day' },
      'substitutes 12-26 if saturday then next monday if sunday then next tuesday': '12-26',
      'substitutes 12-25 if saturday then next monday if sunday then next tuesday': '12-25',
      // Each year anew; by the lists so far, the Monday after the second Saturday.
      'monday after 2nd saturday in June since 2027': { en: 'King’s Birthday' },
    },
    source:
      'Public Holidays Act (2007 Revision); lists of the government, https://www.caymaniantimes.ky/index.php/news/cayman-islands-2026-public-holidays and https://www.caymancompass.com/2020/10/14/2021-public-holidays-announced/',
    lookedUp: '2026-11-26',
  },
];
