import type { Correction } from './correction.ts';

export const SH: Correction[] = [
  {
    where: 'SH',
    // Days on which government offices alone are closed.
    days: {
      '01-01': false,
      'substitutes 01-01 if sunday then next monday': false,
      'substitutes 01-01 if saturday then next monday': false,
      'easter 50': false,
      'monday before 09-01': false,
    },
    source:
      'public and government holidays of 2024, https://www.sainthelena.gov.sh/2023/news/public-and-government-holidays-2024/',
    lookedUp: '2026-11-26',
  },
  {
    where: 'SH',
    days: { '3rd monday in April': false, '3rd friday in November': { en: 'King’s Birthday' } },
    source:
      'notices under the Public Holidays Ordinance 1945, s. 5(2), for 2023 and 2024, https://www.sainthelena.gov.sh/2024/news/governor-declares-public-holiday-to-mark-the-birthday-of-his-majesty-king-charles-iii-2/',
    lookedUp: '2026-11-26',
  },
  {
    where: 'SH-AC SH-TA',
    days: { '05-21': false },
    source:
      'of Saint Helena alone, https://en.wikipedia.org/wiki/Public_holidays_in_Saint_Helena,_Ascension_and_Tristan_da_Cunha',
    lookedUp: '2026-11-26',
  },
];
