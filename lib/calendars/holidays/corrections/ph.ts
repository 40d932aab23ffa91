import type { Correction } from './correction.ts';

/** Special days, on which nobody works unless asked to. */
export const PH: Correction[] = [
  {
    where: 'PH',
    days: { easter: false, '08-21': '08-21', '11-01': '11-01', '12-08': '12-08', '12-31': '12-31' },
    source:
      'Republic Acts 9492, s. 2, and 10966: regular holidays and nationwide special days, of which Easter Sunday is none, https://support.titanium.ph/support/solutions/articles/13000091063-iii-proclamations-on-holidays',
    lookedUp: '2026-11-26',
  },
  {
    where: 'PH',
    days: {
      'chinese 01-0-01': 'chinese 01-0-01',
      'easter -1': 'easter -1',
      '11-02': '11-02',
      '12-24': '12-24',
    },
    source:
      'proclaimed year by year, such as Proclamation No. 555 of 2018, https://support.titanium.ph/support/solutions/articles/13000091063-iii-proclamations-on-holidays',
    lookedUp: '2026-11-26',
  },
];
