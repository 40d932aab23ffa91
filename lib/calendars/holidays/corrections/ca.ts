import type { Correction } from './correction.ts';

const TRUTH = {
  en: 'National Day for Truth and Reconciliation',
  fr: 'Journée nationale de la vérité et de la réconciliation',
};

const CANADA_DAY = { en: 'Canada Day', fr: 'Fête du Canada' };

const REMEMBRANCE = { en: 'Remembrance Day', fr: 'Jour du Souvenir' };

/**
 * Where a general holiday falls on a day that is not worked, the next working day counts: Canada Labour Code s. 195, and
 * the employment standards of the provinces.
 */
export const CA: Correction[] = [
  {
    where: 'CA',
    days: {
      '01-01': false,
      '01-01 and if saturday,sunday then next monday': '01-01',
      '12-25': false,
      '12-25 and if saturday,sunday then next monday': '12-25',
    },
    source:
      'Canada Labour Code (R.S.C. 1985, c. L-2): the working day beside a weekend, of which the following is what is kept, https://lois.justice.gc.ca/eng/acts/L-2/section-193-20030101.html',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-SK',
    days: {
      '01-01 and if saturday,sunday then next monday': false,
      '01-01 and if sunday then next monday': '01-01',
      '07-01': false,
      '07-01 and if sunday then next monday': CANADA_DAY,
      '11-11': false,
      '11-11 and if sunday then next monday': REMEMBRANCE,
      '12-25 and if saturday,sunday then next monday': false,
      '12-25 and if sunday then next monday': '12-25',
    },
    source:
      'The Saskatchewan Employment Act: the Monday after a Sunday, not after a Saturday, https://canada-stat-holidays.com/saskatchewan-stat-holidays-2022/ (after saskatchewan.ca)',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-NL CA-PE',
    days: {
      '11-11': false,
      '11-11 and if saturday,sunday then next monday': REMEMBRANCE,
    },
    source:
      'Labour Standards Act (NL), s. 14, https://www.legalbrief.ca/nflblabor-wages-holiday; Employment Standards Act (PE), https://www.legalbrief.ca/pei-l-wages-holiday-pay: the working day after',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-YT',
    days: {
      '11-11': false,
      '11-11 and if saturday,sunday then next monday': REMEMBRANCE,
    },
    source:
      'Employment Standards Act (YT): the next working day, https://yukon.ca/en/find-yukon-statutory-holiday',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-PE',
    days: {
      '07-01': false,
      '07-01 and if saturday,sunday then next monday': CANADA_DAY,
    },
    source:
      'Employment Standards Act (PE), https://www.legalbrief.ca/pei-l-wages-holiday-pay: the working day after',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-YT',
    days: {
      '07-01': false,
      '07-01 and if saturday,sunday then next monday': CANADA_DAY,
    },
    source:
      'Employment Standards Act (YT): the next working day, https://yukon.ca/en/find-yukon-statutory-holiday',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-NL',
    days: {
      '07-01': false,
      '07-01 and if saturday,sunday then next monday': {
        en: 'Memorial Day, Canada Day',
        fr: 'Jour du Souvenir, Fête du Canada',
      },
    },
    source: 'Labour Standards Act (NL), s. 14, https://www.legalbrief.ca/nflblabor-wages-holiday',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-BC CA-MB',
    days: { '09-30 and if saturday,sunday then next monday since 2023': TRUTH },
    source:
      'National Day for Truth and Reconciliation Act, 2023 (BC), https://harrisco.com/bill-2-national-day-for-truth-and-reconciliation-act-receives-royal-assent/; The Employment Standards Code (MB), amended in 2023',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-NT CA-NU CA-PE CA-YT',
    days: { '09-30 since 2022': TRUTH },
    source:
      'National Day for Truth and Reconciliation acts of NT, NU, PE and YT, 2022, https://laborrelationscounsel.com/publication-press/publication/british-columbia-adopts-national-day-truth-and-reconciliation',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-NU',
    days: { '07-09': { en: 'Nunavut Day', fr: 'Jour du Nunavut' } },
    source:
      'Labour Standards Act (Nunavut), general holiday since 2020, https://www.gov.nu.ca/justice/news/nunavut-day-designated-general-holiday-start-date',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-NT CA-ON CA-YT',
    days: { 'easter 1': false },
    source:
      'Employment Standards Acts of NT (s. 22, https://www.legalbrief.ca/nwt-labor-wage-holiday-pay), ON (http://channel03-occupation.blogspot.com/2022/04/public-holidays-paid-public-holidays.html, after the Ministry of Labour) and YT: not among the general holidays',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-NT',
    days: { '12-26': false },
    source: 'Employment Standards Act (NT), s. 22, https://www.legalbrief.ca/nwt-labor-wage-holiday-pay',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-ON',
    days: {
      '12-26': false,
      '12-26 and if saturday then next monday if sunday then next tuesday': '12-26',
    },
    source:
      'Employment Standards Act, 2000 (ON), s. 1 and s. 28, https://workingdaycalculator.ca/articles/ontario-statutory-holidays-2026',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CA-PE',
    days: { '3rd friday after 08-01': false },
    source:
      'Employment Standards Act (PE), s. 6: Gold Cup Parade Day is not among the paid holidays, https://www.princeedwardisland.ca/en/information/workforce-and-advanced-learning/paid-holidays',
    lookedUp: '2026-11-26',
  },
];
