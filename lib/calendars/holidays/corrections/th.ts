import type { Correction } from './correction.ts';
import { madeUp } from './made-up.ts';

export const TH: Correction[] = [
  {
    where: 'TH',
    days: madeUp('01-01', '04-06', '05-04', '06-03', '07-28', '08-12', '10-13', '10-23', '12-05', '12-10'),
    source: 'resolutions of the cabinet, such as https://www.nationthailand.com/thailand/general/40023100',
    lookedUp: '2026-11-26',
  },
  {
    where: 'TH',
    days: { '2026-06-01': '2026-05-31' },
    source: 'the same, of the one feast of 2026 by the moon that falls on a weekend',
    lookedUp: null,
  },
];
