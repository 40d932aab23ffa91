import type { Correction, Feast } from './correction.ts';

/** Days that the data took from the gazette of 2026 and repeats in every year: feasts of the moon. */
const OF_2026 =
  '01-03 02-01 02-15 03-02 03-21 04-01 05-02 05-28 05-30 06-29 07-29 08-26 08-27 09-26 10-25 11-08 11-24 12-23'.split(
    ' ',
  );

/** Full moons. */
const POYA_2027 =
  '2027-01-22 2027-02-20 2027-03-21 2027-04-20 2027-05-20 2027-06-18 2027-07-18 2027-08-16 2027-09-15 2027-10-15 2027-11-13 2027-12-13'.split(
    ' ',
  );

/** Two feasts of one day in 2026 that the data has as one. */
const MAY = { en: 'Labour Day' };

export const LK: Correction[] = [
  {
    where: 'LK',
    days: {
      ...Object.fromEntries(OF_2026.map((day): [string, Feast] => [`${day} since 2026 prior to 2027`, day])),
      // The moon is seen a day later than in Mecca, after which the data reckons.
      '2 Shawwal since 2027': '03-21',
      '11 Dhu al-Hijjah since 2027': '05-28',
      '13 Rabi al-awwal since 2027': '08-26',
      ...Object.fromEntries(OF_2026.map((day): [string, Feast] => [day, false])),
      '05-01': MAY,
      '01-01': false,
    },
    source:
      'Holidays Act 29 of 1971, and the gazettes under it, which set other days each year, https://www.elanka.com.au/have-a-good-holiday-by-des-kelly/ (2020) and https://www.newswire.lk/2025/05/31/sri-lanka-2026-public-and-bank-holidays-gazetted',
    lookedUp: '2026-11-26',
  },
  {
    where: 'LK',
    days: {
      ...Object.fromEntries(POYA_2027.map((day): [string, Feast] => [day, { en: 'Full Moon Poya Day' }])),
      '2027-03-06': { en: 'Mahasivarathri Day' },
      '2027-05-21': { en: 'Day following Vesak Full Moon Poya Day' },
      '2027-10-28': { en: 'Deepavali' },
    },
    source: 'estimated before the gazette, https://publicholidays.lk/2027-dates/',
    lookedUp: '2026-11-26',
  },
];
