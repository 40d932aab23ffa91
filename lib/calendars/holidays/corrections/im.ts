import type { Correction } from './correction.ts';

export const IM: Correction[] = [
  {
    where: 'IM',
    days: {
      '2nd friday in June': false,
      '1st friday in June': { en: 'Tourist Trophy, Senior Race Day' },
      '07-05': false,
      '07-05 if saturday,sunday then next monday': { en: 'Tynwald Day' },
      '1st monday before 09-01': { en: 'Late Summer Bank Holiday' },
    },
    source:
      'Bank Holidays Act 1989 (Isle of Man), with the days of 2026 as the Treasury told them, https://www.iomtoday.co.im/news/mark-your-calendars-2026-bank-holidays-announced-for-isle-of-man-831415',
    lookedUp: '2026-11-26',
  },
];
