import type { Correction } from './correction.ts';
import { hindu } from './hindu-feasts.ts';

const LIST = 'the states’ list of 2026, after https://public-holidays.com.my/public-holidays-malaysia-2026';

export const MY: Correction[] = [
  {
    where: 'MY-03',
    days: { '09-29': '11-11', '09-30': '11-12', '11-11': false, '11-12': false },
    source:
      'https://hallo.my/en/?p=2105 and https://www.malaysiapublicholiday.com/holiday/2025-sultan-of-kelantans-birthday',
    lookedUp: '2026-11-26',
  },
  {
    where: 'MY-04',
    days: {
      '04-15': false,
      '02-20': { ms: 'Hari Pengisytiharan Tarikh Kemerdekaan', en: 'Independence Declaration Day' },
    },
    source: LIST,
    lookedUp: '2026-11-26',
  },
  {
    where: 'MY-09',
    days: {
      '07-17': false,
      '05-17 and if sunday then next monday': {
        ms: 'Hari Ulang Tahun Keputeraan Raja Perlis',
        en: 'Raja of Perlis’s Birthday',
      },
    },
    source: LIST,
    lookedUp: '2026-11-26',
  },
  {
    where: 'MY-12',
    days: { '03-30': '1st Saturday in October', '1st Saturday in October': false },
    source: LIST,
    lookedUp: '2026-11-26',
  },
  {
    where: 'MY',
    days: {
      '2027-05-20': { ms: 'Hari Wesak', en: 'Wesak Day' },
      '2028-05-09': { ms: 'Hari Wesak', en: 'Wesak Day' },
    },
    source: 'Holidays Act 1951, First Schedule: Wesak, by the full moon',
    lookedUp: null,
  },
  {
    where: 'MY-01 MY-02 MY-05 MY-07 MY-08 MY-10 MY-14 MY-16',
    days: hindu('thaipusam', { ms: 'Hari Thaipusam', en: 'Thaipusam' }),
    source: 'Holidays Act 1951 and enactments of these states: Thaipusam, reckoned',
    lookedUp: null,
  },
];
