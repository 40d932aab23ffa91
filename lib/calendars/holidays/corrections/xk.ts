import type { Correction } from './correction.ts';
import { madeUp } from './made-up.ts';

export const XK: Correction[] = [
  {
    where: 'XK',
    days: {
      'substitutes 01-01 if saturday then next monday if sunday then next tuesday': '01-01',
      'substitutes 01-02 if saturday then next monday if sunday then next tuesday': '01-01',
      ...madeUp(
        'julian 12-25',
        '02-17',
        '04-09',
        'easter',
        'orthodox',
        '05-01',
        '05-09',
        '12-25',
        '1 Shawwal',
        '10 Dhu al-Hijjah',
      ),
    },
    source:
      'Law on Official Holidays, art. 2 and 4, https://kosovapress.com/eng/admin/cdbk-let-us-not-damage-the-economic-development-with-illogical-holidays and https://www.info-ks.net/vijesti/kosovo/88379/neradni-dani-kosovari-imaju-10-placenih-praznika',
    lookedUp: '2026-11-26',
  },
];
