import type { Correction } from './correction.ts';
import { madeUp } from './made-up.ts';

export const TH: Correction[] = [
  {
    where: 'TH',
    days: {
      '05-01': '05-01',
      ...madeUp(
        '05-01',
        '01-01',
        '04-06',
        '05-04',
        '06-03',
        '07-28',
        '08-12',
        '10-13',
        '10-23',
        '12-05',
        '12-10',
      ),
    },
    source: 'resolutions of the cabinet, such as https://www.nationthailand.com/thailand/general/40023100',
    lookedUp: '2026-11-26',
  },
  {
    where: 'TH',
    days: { '2026-06-01': '2026-05-31' },
    source: 'the same, of the one feast of 2026 by the moon that falls on a weekend',
    lookedUp: null,
  },
  {
    where: 'TH',
    // Full moons by the months of the Thai calendar, of 29 and 30 days in turn; the day in lieu is behind both of July.
    days: {
      '2027-02-21': 'Makha Bucha',
      '2027-02-22': 'Makha Bucha',
      '2027-05-20': 'Vesak',
      '2027-07-18': 'Asalha Puja',
      '2027-07-19': 'Buddhist Lent',
      '2027-07-20': 'Asalha Puja',
      '2028-02-10': 'Makha Bucha',
      '2028-05-08': 'Vesak',
      '2028-07-06': 'Asalha Puja',
      '2028-07-07': 'Buddhist Lent',
    },
    source: 'reckoned before the cabinet has said them: full moon at Bangkok',
    lookedUp: null,
  },
];
