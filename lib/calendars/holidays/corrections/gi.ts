import type { Correction } from './correction.ts';

export const GI: Correction[] = [
  {
    where: 'GI',
    days: {
      '2nd monday in March': false,
      '3rd monday in February': { en: 'Winter Midterm Bank Holiday' },
    },
    source:
      'HM Government of Gibraltar, Bank and Public Holidays, after http://cryer.org.uk/Public_holidays_in_Gibraltar and https://www.officeholidays.com/countries/gibraltar/2026',
    lookedUp: '2026-11-26',
  },
];
