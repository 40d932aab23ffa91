import type { Correction } from './correction.ts';

export const GD: Correction[] = [
  {
    where: 'GD',
    days: {
      '02-07': false,
      '02-07 and if sunday then next monday': { en: 'Independence Day' },
      '10-19 since 2023': { en: 'National Heroes’ Day' },
      '10-25': false,
      '10-25 and if sunday then next monday': { en: 'Thanksgiving Day' },
      '12-26': false,
      '12-26 and if sunday then next monday': '12-26',
    },
    source:
      'Bank Holidays Act (Grenada), by the lists of https://whatdateis.today/holidays/grenada-2026 and https://www.officeholidays.com/countries/grenada/2021',
    lookedUp: '2026-11-26',
  },
];
